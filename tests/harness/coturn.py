"""A real coturn for one test run."""

import secrets
import shutil
from pathlib import Path

from harness.program import Program, free_port, listens

START_LIMIT_S = 10.0


class Coturn:
    """Relays between addresses of the loopback, for whoever shows a credential of the secret."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("turnserver")
        assert program is not None, "Debian's package coturn is not installed"
        self.secret = secrets.token_hex(16)
        self.port = free_port()
        self._folder = folder
        self._configuration = folder / "turnserver.conf"
        self._program = Program("coturn", [program, "-c", str(self._configuration)], folder=folder)

    @property
    def settings(self) -> dict[str, str]:
        """The server's settings that make calls use it."""
        return {
            "GENKAN_ICE_TURN_URLS": f"turn:127.0.0.1:{self.port}?transport=udp",
            "GENKAN_ICE_TURN_SECRET": self.secret,
        }

    def start(self, *, secret: str | None = None) -> None:
        """Start it, with another secret than the server knows if one is given."""
        self._configure(secret or self.secret)
        self._program.start()
        self._program.wait_for("coturn", limit_s=START_LIMIT_S, ready=lambda: listens(self.port))

    def count_allocations(self) -> int:
        """Give how many relayed addresses it has handed out."""
        return self._program.log.read_text(errors="replace").count("ALLOCATE processed, success")

    def close(self) -> None:
        self._program.close()

    def _configure(self, secret: str) -> None:
        self._configuration.write_text(
            "\n".join(
                (
                    "listening-ip=127.0.0.1",
                    "relay-ip=127.0.0.1",
                    f"listening-port={self.port}",
                    "use-auth-secret",
                    f"static-auth-secret={secret}",
                    "realm=genkan.test",
                    "fingerprint",
                    "no-cli",
                    "no-tls",
                    "no-dtls",
                    "no-multicast-peers",
                    "allow-loopback-peers",  # in tests only: everything is on the loopback
                    f"userdb={self._folder / 'turn.db'}",
                    f"pidfile={self._folder / 'turn.pid'}",
                    "log-file=stdout",
                    "simple-log",
                    "verbose",
                    "",
                )
            ),
            encoding="utf-8",
        )
