"""A lobby with real sound: what a browser's loudspeaker plays there, a microphone hears, or does not."""

import shutil
import subprocess
from enum import StrEnum
from pathlib import Path

from harness.program import Program, free_port, listens

START_LIMIT_S = 10.0


class Microphone(StrEnum):
    HEARS = "hears"  # what the loudspeaker plays
    UNPLUGGED = "unplugged"  # nothing at all
    ELSEWHERE = "elsewhere"  # a hum, and nothing of the loudspeaker


class Lobby:
    """A PulseAudio of the test's own: a loudspeaker, and the microphones that may be plugged in."""

    def __init__(self, folder: Path) -> None:
        program = shutil.which("pulseaudio")
        assert program is not None, "Debian's package pulseaudio is not installed"
        self._port = free_port()
        self._home = folder / "pulse"
        self._home.mkdir(mode=0o700)
        modules = (
            "module-null-sink sink_name=lobby rate=48000",
            "module-null-sink sink_name=nowhere rate=48000",
            # Chromium takes no monitor of an output for a microphone.
            f"module-remap-source master=lobby.monitor source_name={Microphone.HEARS}",
            f"module-remap-source master=nowhere.monitor source_name={Microphone.UNPLUGGED}",
            f"module-sine-source frequency=300 rate=48000 source_name={Microphone.ELSEWHERE}",
            f"module-native-protocol-tcp listen=127.0.0.1 port={self._port} auth-anonymous=1",
        )
        self._program = Program(
            "pulseaudio",
            [program, "-n", "--daemonize=no", "--use-pid-file=no", "--exit-idle-time=-1", "--disable-shm=yes"]
            + [f"--load={module}" for module in modules],
            folder=folder,
            environment={"HOME": str(self._home), "XDG_RUNTIME_DIR": str(self._home)},
        )

    @property
    def server(self) -> str:
        """Give where programs find its sound."""
        return f"tcp:127.0.0.1:{self._port}"

    def start(self) -> None:
        self._program.start()
        self._program.wait_for("the lobby's sound", limit_s=START_LIMIT_S, ready=lambda: listens(self._port))
        self._tell("set-default-sink", "lobby")
        self.plug(Microphone.HEARS)

    def plug(self, microphone: Microphone) -> None:
        """Let whoever asks for a microphone from now on get this one."""
        self._tell("set-default-source", microphone)

    def close(self) -> None:
        self._program.close()

    def _tell(self, *command: str) -> None:
        program = shutil.which("pactl")
        assert program is not None, "Debian's package pulseaudio-utils is not installed"
        subprocess.run([program, "--server", self.server, *command], check=True, timeout=START_LIMIT_S)
