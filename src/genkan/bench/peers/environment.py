"""A virtual environment for a peer: its packages never meet ours."""

import asyncio
import subprocess
import sys
from pathlib import Path

from genkan.bench.processes import CannotMeasure

INSTALL_LIMIT_S = 600.0
TAIL_LINES = 3


async def make_environment(folder: Path, requirements: tuple[str, ...]) -> Path:
    """Give the environment's folder of programs, making it once. Raises CannotMeasure."""
    stamp = folder / "requirements.txt"
    wanted = "\n".join(requirements)
    programs = folder / "bin"
    if stamp.is_file() and stamp.read_text() == wanted:
        return programs
    await _run(sys.executable, "-m", "venv", "--clear", str(folder))
    uv = Path(sys.prefix) / "bin" / "uv"
    install = (
        (str(uv), "pip", "install", "--python", str(programs / "python"))
        if uv.is_file()
        else (str(programs / "python"), "-m", "pip", "install", "--quiet")
    )
    await _run(*install, *requirements)
    stamp.write_text(wanted)
    return programs


async def _run(*command: str) -> None:
    process = await asyncio.create_subprocess_exec(
        *command, stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
    )
    try:
        async with asyncio.timeout(INSTALL_LIMIT_S):
            said, _ = await process.communicate()
    except TimeoutError:
        process.kill()
        await process.wait()
        raise CannotMeasure(f"its packages did not install within {INSTALL_LIMIT_S:.0f} s") from None
    if process.returncode:
        tail = " / ".join(said.decode(errors="replace").strip().splitlines()[-TAIL_LINES:])
        raise CannotMeasure(f"its packages do not install here: {tail}")
