"""The examples of the API's guide, run as they stand against a real server."""

import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import httpx
import pytest

from harness.house import START_LIMIT_S, House, make_house
from harness.program import Program

GUIDE = Path(__file__).parents[2] / "docs" / "guide"
EXAMPLE = re.compile(r"^```(sh|python)\n(.*?)^```$", re.MULTILINE | re.DOTALL)
COMMANDS = {"sh": ["sh", "-euc"], "python": [sys.executable, "-c"]}
EXAMPLE_LIMIT_S = 60.0
ALL_SCOPES = ["stations:read", "residents:read", "residents:write", "events:read", "keys:manage"]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[House]:
    made = make_house(tmp_path_factory.mktemp("guide"))
    made.start_server()
    yield made
    made.close()


def make_token(house: House) -> str:
    """Make a token as the manager does in the portal."""
    manager = house.find_account("manager")
    with httpx.Client(base_url=house.url, timeout=START_LIMIT_S) as portal:
        form = {
            "username": manager.username,
            "password": manager.password,
            "app": "portal",
            "device_label": "desk",
        }
        session = portal.post("/api/sign-in", json=form).cookies["__Host-genkan-portal"]
        headers = {"Authorization": f"Bearer {session}"}
        listed = portal.get("/api/portal/properties", headers=headers).json()
        (place,) = listed["properties"]
        made = portal.post(
            f"/api/portal/properties/{place['property_id']}/tokens",
            headers=headers,
            json={"name": "guide", "scopes": ALL_SCOPES, "until_ms": None},
        )
        return str(made.json()["token"])


@pytest.mark.parametrize("name", ["api.md", "api.ja.md"])
def test_the_examples_of_the_guide_work(name: str, house: House) -> None:
    examples = EXAMPLE.findall((GUIDE / name).read_text("utf-8"))
    assert len(examples) >= 2
    surroundings = Program.surroundings() | {"GENKAN_URL": house.url, "GENKAN_TOKEN": make_token(house)}
    for language, text in examples:
        done = subprocess.run(
            [*COMMANDS[language], text],
            env=surroundings,
            capture_output=True,
            text=True,
            timeout=EXAMPLE_LIMIT_S,
            check=False,
        )
        assert done.returncode == 0, f"{name}:\n{text}\n{done.stdout}\n{done.stderr}"
