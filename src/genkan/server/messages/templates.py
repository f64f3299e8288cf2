"""What mails and texts consist of. Their words stand in `locales/*/mail.json`, their look in the layouts.

A word's blanks are filled from the message's parameters and secrets, and from `server_id`, `server_url`,
`app_url`, `portal_url`, `get_url` and `host`, which are always there. A key such as
`account.greeting.{role}` is chosen by a parameter.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A paragraph; left out when the parameter it needs is missing or empty."""

    key: str
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class Fact:
    """A label's key, and the parameter that is its value."""

    label: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Labels and values below each other, copied easily; a fact without a value is left out."""

    facts: tuple[Fact, ...]
    title: str | None = None


@dataclass(frozen=True, slots=True)
class Qr:
    """A parameter as a QR code. Plain text cannot show one, so a button or a fact says the same."""

    value: str
    caption: str


@dataclass(frozen=True, slots=True)
class Button:
    """The one thing to press; the parameter is its address."""

    url: str
    key: str


@dataclass(frozen=True, slots=True)
class Steps:
    """Numbered instructions."""

    keys: tuple[str, ...]
    title: str


@dataclass(frozen=True, slots=True)
class Note:
    """A paragraph in small print; left out when the parameter it needs is missing or empty."""

    key: str
    needs: str | None = None


@dataclass(frozen=True, slots=True)
class PushNote:
    """What closed apps show, and where a press leads. Parameter `skip`: a session that is not told."""

    title: str
    body: str
    path: str


Block = Text | Facts | Qr | Button | Steps | Note


@dataclass(frozen=True, slots=True, kw_only=True)
class Mail:
    """A mail: what the list of mails shows, the heading, and what follows."""

    subject: str
    title: str
    blocks: tuple[Block, ...]


_GET_THE_APP = Steps(("app.step_open", "app.step_iphone", "app.step_android"), title="app.title")
_SUPPORT = Facts(
    (Fact("support.phone", "support_phone"), Fact("support.hours", "support_hours")), title="support.title"
)

MAILS: dict[str, Mail] = {
    "account": Mail(
        subject="account.title",
        title="account.title",
        blocks=(
            Text("account.greeting.{role}"),
            Text("account.lead.{audience}"),
            Facts(
                (
                    Fact("account.username", "username"),
                    Fact("account.password", "password"),
                    Fact("account.server_id", "server_id"),
                )
            ),
            Qr("link", caption="account.qr"),
            Button("link", "account.open"),
            Note("account.until"),
            _GET_THE_APP,
            _SUPPORT,
        ),
    ),
    "invitation": Mail(
        subject="invitation.subject",
        title="invitation.title",
        blocks=(
            Text("account.greeting.{role}"),
            Text("invitation.lead"),
            Button("link", "invitation.open"),
            Note("invitation.until"),
            _SUPPORT,
        ),
    ),
    "new-link": Mail(
        subject="new_link.title",
        title="new_link.title",
        blocks=(
            Text("new_link.lead"),
            Qr("link", caption="account.qr"),
            Button("link", "account.open"),
            Note("new_link.until"),
        ),
    ),
    "reset": Mail(
        subject="reset.title",
        title="reset.title",
        blocks=(Text("reset.lead"), Button("link", "reset.open"), Text("reset.until"), Note("reset.ignore")),
    ),
    "code": Mail(
        subject="code.title",
        title="code.title",
        blocks=(
            Text("code.lead"),
            Facts((Fact("code.label", "code"),)),
            Note("code.until"),
            Note("code.ignore"),
        ),
    ),
    "new-device": Mail(
        subject="new_device.title",
        title="new_device.title",
        blocks=(
            Text("new_device.lead"),
            Facts((Fact("new_device.device", "device"), Fact("new_device.at", "at"))),
            Text("new_device.unknown"),
            Button("link", "new_device.stop"),
            Note("new_device.stop_note"),
        ),
    ),
    "lost-device": Mail(
        subject="lost_device.title",
        title="lost_device.title",
        blocks=(
            Text("lost_device.lead"),
            Facts((Fact("lost_device.device", "device"), Fact("lost_device.at", "at"))),
            Text("lost_device.mend"),
            Note("lost_device.gone"),
        ),
    ),
    "changed": Mail(
        subject="changed.title.{what}",
        title="changed.title.{what}",
        blocks=(
            Text("changed.lead.{what}"),
            Facts((Fact("changed.now", "shown"), Fact("changed.at", "at"))),
            Text("changed.unknown"),
        ),
    ),
}

MAILS["pass"] = Mail(
    subject="pass.subject",
    title="pass.title",
    blocks=(
        Text("pass.greeting"),
        Text("pass.lead"),
        Qr("qr", caption="pass.qr"),
        Facts(
            (
                Fact("pass.validity", "validity"),
                Fact("pass.uses", "uses"),
                Fact("pass.building", "building"),
                Fact("pass.doors", "doors"),
            )
        ),
        Button("link", "pass.open"),
        Steps(("pass.step1", "pass.step2", "pass.step3"), title="pass.how"),
        Note("pass.secret"),
    ),
)


def _warning(name: str, *, place: str) -> Mail:
    """Something that somebody should look into."""
    return Mail(
        subject=f"{name}.title",
        title=f"{name}.title",
        blocks=(
            Text(f"{name}.lead"),
            Facts((Fact(f"warning.{place}", place), Fact("warning.at", "at"))),
            Text(f"{name}.advice"),
        ),
    )


MAILS |= {
    "pin-guessed": _warning("pin_guessed", place="station"),
    "keypad-guessed": _warning("keypad_guessed", place="station"),
    "pin-void": _warning("pin_void", place="home"),
    "key-used": _warning("key_used", place="door"),
}


def _alarm(name: str, *, place: str) -> Mail:
    """Something at an entrance that somebody should see to, and say so in the portal."""
    return Mail(
        subject=f"{name}.title",
        title=f"{name}.title",
        blocks=(
            Text("alarm.again", needs="again"),
            Text(f"{name}.lead"),
            Facts((Fact(f"warning.{place}", place), Fact("warning.at", "at"))),
            Text(f"{name}.advice"),
            Button("portal_url", "alarm.open"),
            Note("alarm.why"),
        ),
    )


MAILS["notice"] = Mail(
    subject="notice.subject",
    title="notice.title",
    blocks=(Text("notice.text"), Button("app_url", "notice.open"), Note("notice.from")),
)

_ALARMS = {
    "alarm-offline": ("alarm_offline", "station"),
    "door-held": ("door_held", "door"),
    "door-forced": ("door_forced", "door"),
    "alarm-tamper": ("alarm_tamper", "station"),
    "alarm-clock": ("alarm_clock", "station"),
}
MAILS |= {template: _alarm(name, place=place) for template, (name, place) in _ALARMS.items()}
MAILS["webhook-off"] = Mail(
    subject="webhook_off.title",
    title="webhook_off.title",
    blocks=(
        Text("webhook_off.lead"),
        Facts((Fact("webhook_off.receiver", "receiver"),)),
        Text("webhook_off.advice"),
    ),
)

NOTES: dict[str, PushNote] = {
    "notice": PushNote("notice.title", "notice.text", path="/app/notices"),
    **{
        template: PushNote(f"{name}.title", f"alarm.push.{place}", path="/portal/")
        for template, (name, place) in _ALARMS.items()
    },
    "new-device": PushNote("new_device.title", "new_device.push", path="/app/me/devices"),
}

TEXTS: dict[str, str] = {
    "account": "text.account",
    "invitation": "text.invitation",
    "code": "text.code",
    "changed": "text.changed.{what}",
}
