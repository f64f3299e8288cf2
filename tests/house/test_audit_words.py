"""Every operation that changes something in the portal has words for its line in the audit list."""

import asyncio
import json
import tempfile
from pathlib import Path

import pytest

from genkan.server.audit.exporting import COLUMNS
from genkan.server.bootstrap.server import build_server, open_ground
from genkan.server.platform.audit import CODED, DoerRole, Field
from genkan.server.platform.audit_policy import AREA_OF_DOMAIN, NOT_RECORDED, Area
from genkan.server.platform.secrets import load_secrets
from genkan.server.platform.settings import read_settings
from harness.everyone_in_audit import list_recorded

LOCALES = Path(__file__).parents[2] / "locales"
WORD = "audit.operation."
# Entered by hand: what the operator does on the server, and what somebody does who is no staff yet.
BY_HAND = frozenset(
    {
        "operator.create_installer",
        "operator.create_sample",
        "operator.reset_second_factor",
        "properties.accept_invitation",
        "properties.refuse_invitation",
    }
)


async def _list_recorded() -> frozenset[str]:
    with tempfile.TemporaryDirectory() as folder:
        settings = read_settings(environment={"GENKAN_DATA_DIR": folder})
        async with open_ground(settings, load_secrets(Path(folder))) as ground:
            return list_recorded(build_server(ground).api)


@pytest.fixture(scope="module")
def recorded() -> frozenset[str]:
    return asyncio.run(_list_recorded())


def read_words(language: str) -> dict[str, str]:
    text = (LOCALES / language / "portal_audit.json").read_text("utf-8")
    words: dict[str, str] = json.loads(text)
    return words


@pytest.mark.parametrize("language", ["ja", "en"])
def test_every_line_has_its_words(recorded: frozenset[str], language: str) -> None:
    words = read_words(language)
    missing = sorted(name for name in recorded | BY_HAND if WORD + name not in words)
    assert not missing, (
        f"{', '.join(missing)}: done in the portal, and so a line of the audit list 「操作履歴」. Say in"
        f' locales/{language}/portal_audit.json, in a few words, what was done ("{WORD}{missing[0]}": …);'
        " name the thing it was done to by `audit.note(connection, subject=…, changes=…)` in its transaction"
        " where its path does not; or give the reason for leaving it out in audit_policy.NOT_RECORDED."
    )
    stale = {key.removeprefix(WORD) for key in words if key.startswith(WORD)} - recorded - BY_HAND
    assert not stale, f"words for operations that leave no line: {sorted(stale)}"


def test_every_domain_of_the_portal_has_a_heading(recorded: frozenset[str]) -> None:
    unknown = {name.partition(".")[0] for name in recorded} - AREA_OF_DOMAIN.keys()
    assert not unknown, f"say in audit_policy.AREA_OF_DOMAIN under what {sorted(unknown)} stand"


def test_what_leaves_no_line_says_why() -> None:
    assert all(len(reason) > len("because") for reason in NOT_RECORDED.values())


@pytest.mark.parametrize("language", ["ja", "en"])
def test_fields_values_and_headings_have_their_words(language: str) -> None:
    wanted = {
        *(f"audit.field.{field.value}" for field in Field),
        *(f"audit.value.{field.value}.{value}" for field, values in CODED.items() for value in values),
        *(f"audit.area.{area.value}" for area in Area),
        *(f"audit.role.{role.value}" for role in DoerRole),
        *(f"audit.column.{column}" for column in COLUMNS),
        *(f"audit.outcome.{outcome}" for outcome in ("opened", "failed", "unknown", "denied", "untold")),
    }
    assert not sorted(wanted - read_words(language).keys())
