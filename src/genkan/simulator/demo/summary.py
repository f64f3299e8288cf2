"""What the demo tells the person who started it, and writes for programs."""

import json
import unicodedata
from pathlib import Path

import msgspec


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """A sign-in of the sample property."""

    role: str  # master | family | manager | installer
    username: str
    password: str
    name: str
    home: str | None = None


class Addresses(msgspec.Struct, frozen=True, kw_only=True):
    """Where the parts of the demo are reached."""

    server: str
    resident: str
    panel: str
    portal: str
    authority: str | None = None  # where a phone fetches the certificate of the authority


ROLE_WORDS = {
    "master": "世帯主 master",
    "family": "家族 family",
    "manager": "管理者 manager",
    "installer": "設置業者 installer",
}


def write_demo_file(path: Path, addresses: Addresses, accounts: list[Account]) -> None:
    """Write `var/demo.json` for programs and tests."""
    content = {
        "server": addresses.server,
        "resident": addresses.resident,
        "panel": addresses.panel,
        "portal": addresses.portal,
        "accounts": [msgspec.structs.asdict(account) for account in accounts],
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.touch(mode=0o600)
    path.write_text(json.dumps(content, indent=2, ensure_ascii=False) + "\n", encoding="utf-8")


def describe(addresses: Addresses, accounts: list[Account], *, seconds: float, qr: str | None) -> str:
    """Give the text for the terminal, in Japanese and English."""
    residents = [account for account in accounts if account.home is not None]
    first = residents[0] if residents else None
    lines = [
        "",
        f"  玄関 Genkan — 準備ができました。Ready in {seconds:.1f} s.",
        "",
        "  訪問者  visitor    集合玄関機のパネル door station  " + addresses.panel,
        "  居住者  resident   アプリ app                       " + addresses.resident,
        "  管理者  manager    ポータル portal                  " + addresses.portal,
        "  送信箱  outbox     メールとSMS mail and texts       "
        + addresses.server.rstrip("/")
        + "/dev/outbox",
        "",
        "  " + _row("", "ユーザー名 user name", "パスワード password", "住戸 home"),
    ]
    lines += [
        "  "
        + _row(
            f"{account.name}（{ROLE_WORDS.get(account.role, account.role)}）",
            account.username,
            account.password,
            account.home or "—",
        )
        for account in accounts
    ]
    if first is not None:
        lines += [
            "",
            f"  1. アプリに {first.name} さんでサインイン  Sign in to the app as {first.name}.",
            f"  2. 別の窓でパネル、{first.home}、「呼出」  In another window: panel, {first.home}, 「呼出」.",
            "  3. アプリで「応答」、そして「ドアオープン」  In the app: answer, then open the door.",
        ]
    if addresses.authority is not None:
        lines += _describe_lan(addresses, qr)
    lines += ["", "  終了 stop: Ctrl-C    最初から from fresh: make demo RESET=1", ""]
    return "\n".join(lines)


def _describe_lan(addresses: Addresses, qr: str | None) -> list[str]:
    lines = [
        "",
        "  スマートフォンで試す  With real phones in this network:",
        f"    a. 証明書を入れる install the certificate: {addresses.authority}",
        "       iPhone: 設定 > 一般 > VPNとデバイス管理、そして 情報 > 証明書信頼設定",
        "               Settings > General > VPN & Device Management, About > Certificate Trust Settings",
        "       Android: 設定 > セキュリティ > 証明書のインストール > CA証明書",
        "               Settings > Security > Install a certificate > CA certificate",
        f"    b. アプリを開く open the app: {addresses.resident}",
    ]
    return [*lines, "", qr] if qr else lines


def _row(*cells: str) -> str:
    widths = (34, 24, 24, 10)
    return "".join(_pad(cell, width) for cell, width in zip(cells, widths, strict=True)).rstrip()


def _pad(text: str, width: int) -> str:
    """Pad to terminal columns, where a Japanese character takes two."""
    taken = sum(2 if unicodedata.east_asian_width(character) in "WF" else 1 for character in text)
    return text + " " * max(1, width - taken)
