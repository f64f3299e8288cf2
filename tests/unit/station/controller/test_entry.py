"""The key screen: a PIN typed and a key shown, decided by the unit itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest
from msgspec.structs import replace
from typing_extensions import override

from genkan.core.keypad import Step, WrongEntry
from genkan.core.schedules import Once, every_day
from genkan.station.clock import ServerClock
from genkan.station.controller.controller import StationController
from genkan.station.hardware.relay import RelayFailed
from genkan.station.store.memory_journal import MemoryJournal
from genkan.station.store.rights import MemoryRights
from genkan.wire.call import ServedBuilding
from genkan.wire.frame import Nothing, Refused
from genkan.wire.panel import PanelEntry, PanelKeyPicture
from genkan.wire.rights import (
    CredentialEntry,
    HouseholdAnswer,
    HouseholdAsk,
    KeyClaim,
    KeyClaimed,
)
from genkan.wire.station import KeyPicture
from harness.keys import HERE, THERE, a_page, a_pin, a_qr, a_right, hash_cheaply, text_of
from harness.station_parts import (
    FRONT_DOOR,
    SERVER_MS,
    SIDE_DOOR,
    FakeRelays,
    FakeScreen,
    FakeUplink,
    ManualTime,
    a_config,
    a_welcome,
    clock_at,
)

NOW = datetime.fromtimestamp(SERVER_MS / 1000, UTC)
HOUR = timedelta(hours=1)
KEY = bytes(range(16))
EAST, WEST = "1" * 32, "2" * 32
BUILDINGS = (ServedBuilding(building_id=EAST, name="東館"), ServedBuilding(building_id=WEST, name="西館"))


@dataclass(slots=True)
class Unit:
    """A unit with a key screen and everything around it."""

    time: ManualTime
    clock: ServerClock
    controller: StationController
    rights: MemoryRights
    journal: MemoryJournal
    relays: FakeRelays
    screen: FakeScreen = field(default_factory=FakeScreen)
    session: str = "s1"

    async def enter(
        self,
        pin: str,
        home: str | None = None,
        *,
        session: str | None = None,
        building: str | None = None,
    ) -> PanelEntry:
        """Type a PIN after as long as must be waited."""
        self.time.advance(ms=10_000)
        return await self.controller.entry.enter_pin(
            pin, home, session=session or self.session, building_id=building
        )

    async def show(self, key: bytes) -> PanelEntry:
        return await self.controller.entry.show_qr(text_of(key), session=self.session)

    def entries(self) -> list[tuple[str, str, int | None]]:
        found = self.journal.entries_after(0, limit=100)
        return [(entry.kind, entry.via, entry.use_no) for entry in found]


class Guessed(MemoryRights):
    """Rights at a keypad that has been guessed at."""

    def __init__(self, time: ManualTime, count: int, step: Step) -> None:
        super().__init__(monotonic=time)
        self._wrong = [
            WrongEntry(entry_id=str(n), at_ms=0, length=6, step=step, session="x") for n in range(count)
        ]

    @override
    def list_wrong_entries(self) -> list[WrongEntry]:
        return self._wrong


def a_unit(
    *credentials: CredentialEntry, knows_time: bool = True, guesses: tuple[int, Step] | None = None
) -> Unit:
    time = ManualTime()
    clock = clock_at(time) if knows_time else ServerClock(time)
    kept = MemoryRights(monotonic=time) if guesses is None else Guessed(time, *guesses)
    if credentials:
        kept.take_in(a_page(*credentials))
    journal, relays = MemoryJournal(), FakeRelays()
    controller = StationController(
        journal=journal,
        relays=relays,
        clock=clock,
        keep_config=lambda _: None,
        config=a_config(),
        rights=kept,
        hash_pin=hash_cheaply,
    )
    unit = Unit(time, clock, controller, kept, journal, relays)
    controller.connect_screen(unit.screen)
    return unit


async def settle() -> None:
    """Let everything that can go on go on."""
    await asyncio.sleep(0.001)


@asynccontextmanager
async def linked(unit: Unit, **answers: object) -> AsyncIterator[FakeUplink]:
    uplink = FakeUplink()
    uplink.answers = {kind.replace("_", "."): body for kind, body in answers.items()}  # type: ignore[misc]
    serving = asyncio.create_task(unit.controller.serve(uplink, a_welcome()))
    await asyncio.sleep(0)
    yield uplink
    serving.cancel()
    await asyncio.gather(serving, return_exceptions=True)


async def test_a_pin_opens_the_door_and_is_journalled_first() -> None:
    pin = a_pin("493027")
    unit = a_unit(pin)
    entry = await unit.enter("４９３ ０２７")
    assert (entry.outcome, entry.method, entry.session) == ("opened", "pin", "s1")
    assert [pulse.relay for pulse in unit.relays.pulses] == [1]
    [journalled] = unit.journal.entries_after(0, limit=10)
    assert (journalled.via, journalled.credential_id) == ("pin", pin.credential_id)
    assert (journalled.actor_id, journalled.household_id) == (pin.credential_id, pin.household_id)
    assert unit.screen.latest().entry == entry
    assert unit.screen.latest().opened_ms is not None


async def test_a_wrong_pin_opens_nothing_and_says_no_more_than_that() -> None:
    unit = a_unit(a_pin("493027"))
    assert (await unit.enter("493028")).outcome == "unknown"
    assert (await unit.enter("49")).outcome == "unknown"
    assert unit.relays.pulses == []
    assert unit.entries() == []


async def test_nothing_is_tried_within_two_seconds() -> None:
    unit = a_unit(a_pin("493027"))
    await unit.enter("493028")
    entry = await unit.controller.entry.enter_pin("493027", session="s1")
    assert (entry.outcome, entry.wait_ms) == ("slow_down", 2_000)
    assert unit.relays.pulses == []


async def test_without_rights_the_screen_names_the_other_ways() -> None:
    assert (await a_unit().enter("493027")).outcome == "other_way"
    assert (await a_unit().show(KEY)).outcome == "other_way"


# ── the three steps ─────────────────────────────────────────────────────────────────────────────


async def test_after_guessing_the_home_number_is_asked_for_whether_or_not_the_pin_is_right() -> None:
    unit = a_unit(a_pin("493027"), guesses=(4_600, Step.ALONE))
    assert (await unit.enter("493027")).outcome == "home_number"
    assert (await unit.enter("493028")).outcome == "home_number"
    assert (await unit.enter("493027", "102")).outcome == "unknown"
    assert (await unit.enter("493027", "１０１")).outcome == "opened"


async def test_short_pins_of_many_homes_need_the_home_number_from_the_first_try() -> None:
    unit = a_unit(*(a_pin(f"{1000 + 7 * n}", home=str(n), household=f"{n:032}") for n in range(50)))
    assert (await unit.enter("1007")).outcome == "home_number"
    assert (await unit.enter("1007", "1")).outcome == "opened"
    assert (await unit.enter("1007", "2")).outcome == "unknown"


async def test_at_a_gate_the_pin_must_be_of_the_home_in_the_chosen_building() -> None:
    east = a_pin("493027", household="e" * 32)
    west = a_pin("830164", household="c" * 32, building=WEST)
    unit = a_unit(east, west, guesses=(5_000, Step.ALONE))
    unit.controller.receive(a_config(building_id=EAST, buildings=BUILDINGS))
    assert [each.name for each in unit.screen.latest().buildings] == ["東館", "西館"]
    assert (await unit.enter("493027")).outcome == "home_number"
    # The same number, the other building: as wrong as any other digits.
    assert (await unit.enter("493027", "101", building=WEST)).outcome == "unknown"
    assert (await unit.enter("830164", "101", building=EAST)).outcome == "unknown"
    assert unit.relays.pulses == []
    assert (await unit.enter("493027", "101", building=EAST)).outcome == "opened"
    assert (await unit.enter("830164", "101", building=WEST)).outcome == "opened"


async def test_a_number_without_a_building_is_of_the_stations_own() -> None:
    east = a_pin("493027", household="e" * 32)
    west = a_pin("830164", household="c" * 32, building=WEST)
    unit = a_unit(east, west, guesses=(5_000, Step.ALONE))
    unit.controller.receive(a_config(building_id=EAST, buildings=BUILDINGS))
    assert (await unit.enter("830164", "101")).outcome == "unknown"
    assert (await unit.enter("493027", "101")).outcome == "opened"


async def test_the_household_behind_the_typed_number_is_warned_and_not_its_namesake() -> None:
    east = a_pin("493027", household="e" * 32)
    west = a_pin("830164", household="c" * 32, building=WEST)
    unit = a_unit(east, west)
    unit.controller.receive(a_config(building_id=EAST, buildings=BUILDINGS))
    for n in range(5):
        await unit.enter(f"11122{n}", "101", building=WEST)
    [notice] = unit.journal.entries_after(0, limit=10)
    assert (notice.kind, notice.household_id) == ("notice", "c" * 32)


async def test_staff_type_zero_where_a_home_number_is_asked_for() -> None:
    unit = a_unit(a_pin("493027", home=None, household=None))
    assert (await unit.enter("493027", "101")).outcome == "unknown"
    assert (await unit.enter("493027", "0")).outcome == "opened"


async def test_past_all_guessing_a_right_entry_takes_a_tap_on_a_phone() -> None:
    pin = a_pin("493027")
    unit = a_unit(pin, guesses=(5_000, Step.WITH_HOME))
    async with linked(unit, household_ask=Nothing()) as uplink:
        entry = await unit.enter("493027", "101")
        assert (entry.outcome, entry.deadline_ms is not None) == ("tap_on_phone", True)
        await settle()
        [ask] = [body for kind, body in uplink.asked if kind == "household.ask"]
        assert isinstance(ask, HouseholdAsk)
        assert ask.household_id == pin.household_id
        assert unit.relays.pulses == []
        unit.controller.receive(HouseholdAnswer(prompt_id=ask.prompt_id, allowed=True, person_id="p"))
        await settle()
        assert unit.screen.latest().entry is not None
        assert unit.screen.latest().entry.outcome == "opened"  # type: ignore[union-attr]
        assert len(unit.relays.pulses) == 1


async def test_past_all_guessing_a_wrong_entry_looks_like_a_right_one() -> None:
    unit = a_unit(a_pin("493027"), guesses=(5_000, Step.WITH_HOME))
    async with linked(unit, household_ask=Nothing()) as uplink:
        assert (await unit.enter("493028", "101")).outcome == "tap_on_phone"
        await asyncio.sleep(31)
        assert not [kind for kind, _ in uplink.asked if kind == "household.ask"]
        assert unit.screen.latest().entry.outcome == "other_way"  # type: ignore[union-attr]
    assert unit.relays.pulses == []


async def test_a_refused_or_unanswered_tap_opens_nothing() -> None:
    unit = a_unit(a_pin("493027"), guesses=(5_000, Step.WITH_HOME))
    async with linked(unit, household_ask=Nothing()) as uplink:
        await unit.enter("493027", "101")
        await settle()
        [ask] = [body for kind, body in uplink.asked if isinstance(body, HouseholdAsk)]
        unit.controller.receive(HouseholdAnswer(prompt_id=ask.prompt_id, allowed=False, person_id="p"))
        await settle()
        assert unit.screen.latest().entry.outcome == "other_way"  # type: ignore[union-attr]
        late = HouseholdAnswer(prompt_id=ask.prompt_id, allowed=True, person_id="p")
        unit.controller.receive(late)
        await settle()
    assert unit.relays.pulses == []


async def test_past_all_guessing_and_without_the_server_the_screen_names_the_other_ways() -> None:
    unit = a_unit(a_pin("493027"), guesses=(5_000, Step.WITH_HOME))
    assert (await unit.enter("493027", "101")).outcome == "other_way"
    assert (await unit.enter("493028", "101")).outcome == "other_way"


async def test_the_household_hears_of_five_wrong_entries_that_name_it() -> None:
    unit = a_unit(a_pin("493027"))
    for _ in range(6):
        await unit.enter("493028", "101")
    [notice] = unit.journal.entries_after(0, limit=10)
    assert (notice.kind, notice.via, notice.household_id) == ("notice", "pin-guessed", "b" * 32)


# ── time ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_key_before_its_time_says_when_and_after_it_that_it_is_over() -> None:
    soon = a_qr(KEY, a_right(Once(start=NOW + HOUR, end=NOW + 2 * HOUR)))
    over = a_qr(bytes(16), a_right(Once(start=NOW - 2 * HOUR, end=NOW - HOUR)))
    unit = a_unit(soon, over)
    entry = await unit.show(KEY)
    assert (entry.outcome, entry.valid_from_ms) == ("not_now", SERVER_MS + 3_600_000)
    entry = await unit.show(bytes(16))
    assert (entry.outcome, entry.valid_from_ms) == ("not_now", None)


async def test_with_unknown_time_pins_open_and_timed_keys_wait() -> None:
    unit = a_unit(
        a_pin("493027"), a_qr(KEY, a_right(every_day(0, 1440))), a_pin("602851", a_right(every_day(0, 1440))),
        knows_time=False,
    )  # fmt: skip
    assert (await unit.enter("493027")).outcome == "opened"
    assert (await unit.show(KEY)).outcome == "clock_unknown"
    assert (await unit.enter("602851")).outcome == "clock_unknown"


async def test_after_thirty_days_without_the_server_a_timed_key_still_opens() -> None:
    unit = a_unit(a_qr(KEY, a_right(Once(start=NOW, end=NOW + 40 * 24 * HOUR))))
    unit.time.advance(ms=30 * 86_400_000)
    assert (await unit.show(KEY)).outcome == "opened"


async def test_a_pin_of_a_household_that_has_left_is_unknown() -> None:
    unit = a_unit(a_pin("493027", a_right(until_ms=SERVER_MS - 1)))
    assert (await unit.enter("493027")).outcome == "unknown"


async def test_a_planned_move_out_ends_pin_and_keys_at_its_instant_also_cut_off() -> None:
    ends = a_right(until_ms=SERVER_MS + 60_000)
    unit = a_unit(a_pin("493027", ends), a_qr(KEY, ends))
    assert (await unit.enter("493027")).outcome == "opened"
    assert (await unit.show(KEY)).outcome == "opened"
    unit.time.advance(ms=60_000)
    assert (await unit.enter("493027")).outcome == "unknown"
    shown = await unit.show(KEY)
    assert (shown.outcome, shown.valid_from_ms) == ("not_now", None)
    assert len(unit.relays.pulses) == 2


# ── keys that count ─────────────────────────────────────────────────────────────────────────────


async def test_a_key_for_once_opens_once() -> None:
    unit = a_unit(a_qr(KEY, uses=1))
    assert (await unit.show(KEY)).outcome == "opened"
    assert unit.entries() == [("release", "qr", 1)]
    unit.time.advance(ms=4_000)
    assert (await unit.show(KEY)).outcome == "used_up"
    assert len(unit.relays.pulses) == 1


async def test_a_code_held_before_the_camera_is_one_showing() -> None:
    unit = a_unit(a_qr(KEY, uses=3))
    for _ in range(10):
        assert (await unit.show(KEY)).outcome == "opened"
        unit.time.advance(ms=500)
    assert len(unit.relays.pulses) == 1
    unit.time.advance(ms=4_000)
    assert (await unit.show(KEY)).outcome == "opened"
    assert unit.entries() == [("release", "qr", 1), ("release", "qr", 2)]


async def test_the_use_of_a_key_has_its_picture_which_the_server_gets_once() -> None:
    unit = a_unit(a_qr(KEY))
    jpeg = PanelKeyPicture(event_id="", jpeg=b"\xff\xd8\xff")
    shown = await unit.show(KEY)
    assert shown.picture_of is not None
    async with linked(unit, key_picture=Nothing()) as uplink:
        unit.controller.pictures.take(replace(jpeg, event_id="of nothing that was asked about"))
        for _ in range(2):
            unit.controller.pictures.take(replace(jpeg, event_id=shown.picture_of))
        await settle()
        pictures = [body for kind, body in uplink.asked if kind == "key.picture"]
    assert pictures == [KeyPicture(event_id=shown.picture_of, jpeg=jpeg.jpeg)]


async def test_no_picture_is_asked_for_of_a_pin_or_where_the_property_wants_none() -> None:
    unit = a_unit(a_pin("481920"), a_qr(KEY))
    assert (await unit.enter("481920")).picture_of is None
    unit.controller.receive(a_config(takes_pictures=False))
    shown = await unit.show(KEY)
    assert (shown.outcome, shown.picture_of) == ("opened", None)


async def test_uses_the_server_knows_of_count() -> None:
    unit = a_unit(a_qr(KEY, uses=2, used=1))
    assert (await unit.show(KEY)).outcome == "opened"
    assert unit.entries() == [("release", "qr", 2)]


async def test_a_key_counted_elsewhere_is_claimed_through_the_server() -> None:
    key = a_qr(KEY, uses=1, counted_at=THERE)
    unit = a_unit(key)
    async with linked(unit, key_claim=KeyClaimed(use_no=1)) as uplink:
        assert (await unit.show(KEY)).outcome == "opened"
        [claim] = [body for kind, body in uplink.asked if kind == "key.claim"]
        assert isinstance(claim, KeyClaim)
        [entry] = unit.journal.entries_after(0, limit=10)
        assert (claim.event_id, claim.door_id) == (entry.event_id, FRONT_DOOR)


@pytest.mark.parametrize(
    ("refusal", "outcome", "entrance"),
    [
        ("key-used-up", "used_up", None),
        ("key-home-unreachable", "other_entrance", "裏口"),
        ("not-found", "unknown", None),
    ],
)
async def test_a_claim_that_is_refused_opens_nothing(
    refusal: str, outcome: str, entrance: str | None
) -> None:
    unit = a_unit(a_qr(KEY, uses=1, counted_at=THERE))
    async with linked(unit, key_claim=Refused(reason=refusal)):
        entry = await unit.show(KEY)
    assert (entry.outcome, entry.entrance) == (outcome, entrance)
    assert unit.relays.pulses == []


async def test_cut_off_a_key_counted_elsewhere_names_the_entrance_that_works() -> None:
    unit = a_unit(a_qr(KEY, uses=1, counted_at=THERE))
    entry = await unit.show(KEY)
    assert (entry.outcome, entry.entrance) == ("other_entrance", "裏口")
    assert unit.relays.pulses == []


async def test_a_use_is_given_to_another_station_once_and_the_same_to_a_repeated_claim() -> None:
    key = a_qr(KEY, uses=1)
    unit = a_unit(key)
    claim = KeyClaim(credential_id=key.credential_id, event_id="1" * 32, door_id=SIDE_DOOR, station_id=THERE)
    assert unit.controller.give_use(claim) == KeyClaimed(use_no=1)
    assert unit.controller.give_use(claim) == KeyClaimed(use_no=1)
    other = KeyClaim(credential_id=key.credential_id, event_id="2" * 32, door_id=SIDE_DOOR, station_id=THERE)
    assert unit.controller.give_use(other) == Refused(reason="key-used-up")
    assert (await unit.show(KEY)).outcome == "used_up"
    assert unit.entries() == [("claim", "claim", 1)]


def test_a_key_counted_elsewhere_is_not_given_away_here() -> None:
    async def ask() -> None:
        key = a_qr(KEY, uses=1, counted_at=THERE)
        unit = a_unit(key)
        claim = KeyClaim(
            credential_id=key.credential_id, event_id="1" * 32, door_id=SIDE_DOOR, station_id=HERE
        )
        assert unit.controller.give_use(claim) == Refused(reason="not-found")

    asyncio.run(ask())


# ── which door, what fails ──────────────────────────────────────────────────────────────────────


async def test_a_key_for_the_side_door_opens_that() -> None:
    unit = a_unit(a_qr(KEY, a_right(doors=(SIDE_DOOR,))))
    assert (await unit.show(KEY)).outcome == "opened"
    assert [pulse.relay for pulse in unit.relays.pulses] == [2]


async def test_a_key_for_doors_elsewhere_is_unknown_here() -> None:
    unit = a_unit(a_qr(KEY, a_right(doors=("f" * 32,))))
    assert (await unit.show(KEY)).outcome == "unknown"


async def test_a_revoked_key_is_unknown_at_once() -> None:
    key = a_qr(KEY)
    unit = a_unit(key)
    unit.rights.take_in(a_page(number=2, full=False, removed=(key.credential_id,), next="more"))
    assert (await unit.show(KEY)).outcome == "unknown"


async def test_a_relay_that_fails_is_said() -> None:
    unit = a_unit(a_pin("493027"))
    unit.relays.fault = RelayFailed("no current")
    assert (await unit.enter("493027")).outcome == "failed"


async def test_a_screen_that_is_left_shows_nothing_and_awaits_nothing() -> None:
    unit = a_unit(a_pin("493027"))
    await unit.enter("493028")
    unit.controller.entry.leave("s1")
    assert unit.screen.latest().entry is None


async def test_what_is_no_key_of_ours_is_unknown() -> None:
    unit = a_unit(a_qr(KEY))
    assert (await unit.controller.entry.show_qr("https://example.org", session="s")).outcome == "unknown"


async def test_a_code_that_opens_nothing_is_looked_at_anew_while_it_is_held() -> None:
    unit = a_unit(a_pin("493027"))
    assert (await unit.show(KEY)).outcome == "unknown"
    unit.time.advance(ms=200)
    unit.rights.take_in(a_page(a_qr(KEY), number=2, full=False))
    assert (await unit.show(KEY)).outcome == "opened"


async def test_a_revoked_unit_lets_nobody_in_any_more() -> None:
    unit = a_unit(a_pin("493027"), a_qr(KEY))
    unit.controller.become_revoked()
    assert unit.screen.latest().revoked
    assert (await unit.enter("493027")).outcome == "other_way"
    assert (await unit.show(KEY)).outcome == "other_way"
    assert unit.relays.pulses == []
