"""The demo's own parts: its certificates, its summary, its complaints."""

import asyncio
import socket
import ssl
import threading
from pathlib import Path

import pytest

from genkan.simulator.demo.certificates import make_certificates
from genkan.simulator.demo.programs import DemoFailed
from genkan.simulator.demo.summary import Account, Addresses, describe, write_demo_file
from genkan.simulator.demo.supervisor import DemoPlan, run_demo

ADDRESSES = Addresses(
    server="http://localhost:1",
    resident="http://localhost:1/app/",
    panel="http://localhost:2/",
    portal="http://localhost:1/portal/",
)
ACCOUNT = Account(role="master", username="123456789", password="secret", name="佐藤 花子", home="101")


def test_a_client_that_trusts_the_authority_trusts_the_server(tmp_path: Path) -> None:
    files = make_certificates(tmp_path, ["localhost", "127.0.0.1"])
    server = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    server.load_cert_chain(files.certificate, files.key)
    listener = socket.create_server(("127.0.0.1", 0))

    def serve() -> None:
        connection, _ = listener.accept()
        with server.wrap_socket(connection, server_side=True) as secured:
            secured.sendall(b"hello")

    thread = threading.Thread(target=serve)
    thread.start()
    client = ssl.create_default_context(cafile=str(files.authority))
    with (
        socket.create_connection(listener.getsockname()) as plain,
        client.wrap_socket(plain, server_hostname="localhost") as secured,
    ):
        assert secured.recv(5) == b"hello"
    thread.join()
    listener.close()


def test_the_authority_stays_the_same_so_that_phones_need_it_once(tmp_path: Path) -> None:
    first = make_certificates(tmp_path, ["localhost"])
    authority, certificate = first.authority.read_bytes(), first.certificate.read_bytes()
    again = make_certificates(tmp_path, ["localhost", "192.0.2.7"])
    assert again.authority.read_bytes() == authority
    assert again.certificate.read_bytes() != certificate


def test_keys_are_for_their_owner_only(tmp_path: Path) -> None:
    files = make_certificates(tmp_path, ["localhost"])
    assert files.key.stat().st_mode & 0o077 == 0
    assert (tmp_path / "genkan-ca.key").stat().st_mode & 0o077 == 0


def test_the_summary_tells_a_newcomer_where_to_go() -> None:
    text = describe(ADDRESSES, [ACCOUNT], seconds=3.2, qr=None)
    for word in (ADDRESSES.resident, ADDRESSES.panel, ADDRESSES.portal, "123456789", "secret", "101", "呼出"):
        assert word in text


def test_the_demo_file_is_for_its_owner_and_names_every_account(tmp_path: Path) -> None:
    path = tmp_path / "var" / "demo.json"
    write_demo_file(path, ADDRESSES, [ACCOUNT])
    assert path.stat().st_mode & 0o077 == 0
    assert '"username": "123456789"' in path.read_text(encoding="utf-8")


async def test_a_taken_port_is_named_with_a_way_out(tmp_path: Path) -> None:
    taken = socket.create_server(("127.0.0.1", 0))
    port = taken.getsockname()[1]
    plan = DemoPlan(folder=tmp_path / "demo", demo_file=tmp_path / "demo.json", port=port)
    with pytest.raises(DemoFailed, match=f"{port} is taken.*--port"):
        await asyncio.wait_for(run_demo(plan), 10)
    taken.close()
