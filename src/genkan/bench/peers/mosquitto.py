"""Mosquitto, QoS 0: a phone publishes, a door answers; no rights, no audit."""

import shutil
from dataclasses import dataclass
from pathlib import Path

import msgspec

from genkan.bench.peers.environment import make_environment
from genkan.bench.processes import CannotMeasure, Child, Children, Program, find_free_port

REQUIREMENTS = ("aiomqtt==2.3.0",)
SCRIPT = Path(__file__).with_name("mqtt_script.py")
SYSTEM_PATH = "/usr/local/sbin:/usr/sbin:/usr/local/bin:/usr/bin:/opt/homebrew/sbin"
ROUND_LIMIT_S = 60.0


@dataclass(slots=True)
class Mosquitto:
    """A broker, a door in one process and a phone in another."""

    folder: Path
    name: str = "Mosquitto"
    _phone: Child | None = None

    async def start(self, children: Children) -> None:
        broker = shutil.which("mosquitto", path=SYSTEM_PATH)
        if broker is None:
            raise CannotMeasure("the program mosquitto is not installed (Debian's package mosquitto)")
        programs = await make_environment(self.folder / "mosquitto", REQUIREMENTS)
        port = find_free_port()
        configuration = self.folder / "mosquitto.conf"
        configuration.write_text(f"listener {port} 127.0.0.1\nallow_anonymous true\npersistence false\n")
        running = await children.start(Program("mosquitto", (broker, "-c", str(configuration))))
        await running.wait_for_port(port)
        python = str(programs / "python")
        door = await children.start(Program("mosquitto-door", (python, str(SCRIPT), "door", str(port))))
        await door.wait_until_ready()
        self._phone = await children.start(
            Program("mosquitto-phone", (python, str(SCRIPT), "phone", str(port)))
        )
        await self._phone.wait_until_ready()

    async def measure_round(self, count: int, *, pause_s: float) -> list[float]:
        assert self._phone is not None  # noqa: S101 - started first
        await self._phone.say(f"{count} {pause_s}")
        return msgspec.json.decode(await self._phone.hear(limit_s=ROUND_LIMIT_S), type=list[float])
