"""PINs and keys of a household, and what ends them."""

from datetime import date, timedelta

import pytest

from genkan.core.credentials import CredentialKind, PinHashing, hash_key, hash_pin, read_key
from genkan.core.schedules import Once, every_day
from genkan.server.bootstrap.sample import BICYCLES, EAST, EAST_STATION, ENTRANCE, PROPERTY, WEST_ENTRANCE
from genkan.server.calls.history import ListHistory
from genkan.server.credentials.errors import (
    DoorUnfit,
    KeyOver,
    KeyScheduleUnfit,
    KeyUsesUnfit,
    PinUnfit,
    PromptOver,
)
from genkan.server.credentials.key_views import KeyState
from genkan.server.credentials.keys import NewKey
from genkan.server.credentials.pins import PinState
from genkan.server.credentials.repository import find_credential, find_pin
from genkan.server.credentials.service import CredentialKeys, read_key_letter
from genkan.server.credentials.staff import (
    ChangeStaffKey,
    CreateStaffKey,
    NewStaffKey,
    RevokeStaffKey,
    StaffTerms,
)
from genkan.server.households.moving import CancelMoveOut, HouseholdGround, MoveOut
from genkan.server.journal.service import Event, EventKind
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.operations import Scope
from genkan.server.stations.service import find_station
from genkan.wire.app import ShowPrompts
from genkan.wire.frame import Refused
from genkan.wire.ids import new_id
from genkan.wire.rights import HouseholdAnswer, HouseholdAsk, KeyClaim, KeyClaimed
from harness.installation import NOW
from harness.key_desk import TODAY, URL, Desk
from harness.street import add_device

PIN = "493027"


# ── the PIN ─────────────────────────────────────────────────────────────────────────────────────


async def test_a_pin_is_set_replaced_and_taken_away(desk: Desk) -> None:
    assert await desk.get_pin(desk.scope, desk.household_id) == PinState()
    state = await desk.set_pin(desk.scope, desk.household_id, "４９３ ０２７")
    assert (state.length, state.set_at) == (6, NOW)
    await desk.set_pin(desk.scope, desk.household_id, "602851")
    row = await desk.installation.database.read(lambda connection: find_pin(connection, desk.household_id))
    assert row is not None
    assert desk.vault.unseal_pin(row) == "602851"
    await desk.delete_pin(desk.scope, desk.household_id)
    assert await desk.get_pin(desk.scope, desk.household_id) == PinState()
    with pytest.raises(NotFound):
        await desk.delete_pin(desk.scope, desk.household_id)


async def test_a_pin_that_is_easy_malformed_or_taken_is_refused_alike(desk: Desk) -> None:
    neighbour = Scope(person_id=new_id(), households=frozenset({new_id()}))
    await desk.set_pin(desk.scope, desk.household_id, PIN)
    for unfit in ("123456", "123", "123456789", "4930 2a"):
        with pytest.raises(PinUnfit):
            await desk.set_pin(desk.scope, desk.household_id, unfit)
    other = await desk.installation.database.read(
        lambda connection: str(
            connection.exec_driver_sql(
                "SELECT id FROM household WHERE id != ? LIMIT 1", (desk.household_id,)
            ).scalar_one()
        )
    )
    with pytest.raises(PinUnfit):
        await desk.set_pin(Scope(person_id=new_id(), households=frozenset({other})), other, PIN)
    own = await desk.set_pin(desk.scope, desk.household_id, PIN)  # one's own may be set again
    assert own.length == 6
    with pytest.raises(NotFound):
        await desk.set_pin(neighbour, desk.household_id, PIN)


async def test_some_pins_of_nobody_are_refused_too(desk: Desk) -> None:
    refused = sum(
        not desk.vault.is_fit_pin(PROPERTY, f"{number * 7919 % 10**8:08d}") for number in range(2_000)
    )
    assert 0.04 < refused / 2_000 < 0.09


async def test_whoever_tries_many_pins_must_wait(desk: Desk) -> None:
    for _ in range(20):
        with pytest.raises(PinUnfit):
            await desk.set_pin(desk.scope, desk.household_id, "123456")
    with pytest.raises(TooOften):
        await desk.set_pin(desk.scope, desk.household_id, PIN)


async def test_a_proposal_is_fit_and_says_what_shorter_ones_cost(desk: Desk) -> None:
    proposal = await desk.propose_pin(desk.scope, desk.household_id)
    assert desk.vault.is_fit_pin(PROPERTY, proposal.pin)
    costs = {cost.length: (cost.guesses_alone, cost.guesses_with_home) for cost in proposal.lengths}
    assert costs[4] == (46, 46)
    assert costs[6][0] == 4_600
    assert list(costs) == [4, 5, 6, 7, 8]


# ── keys ────────────────────────────────────────────────────────────────────────────────────────


async def test_a_key_is_made_shown_and_revoked(desk: Desk) -> None:
    detail = await desk.make(note="A-1", email="y@example.test", language="en")
    assert (detail.view.state, detail.view.uses_left) == (KeyState.VALID, 1)
    assert detail.qr_text is not None
    assert detail.share_url == f"{URL}/app/key#{detail.qr_text.removeprefix('GK1:')}"
    assert detail.entrance == "正面玄関"
    assert {door.id for door in detail.doors} == {ENTRANCE, BICYCLES}
    assert desk.mail.sent == [(detail.view.row.id, "y@example.test", "en")]
    revoked = await desk.revoke_key(desk.scope, detail.view.row.id)
    assert (revoked.view.state, revoked.qr_text, revoked.share_url) == (KeyState.REVOKED, None, None)


async def test_no_row_holds_what_opens(desk: Desk) -> None:
    detail = await desk.make()
    await desk.set_pin(desk.scope, desk.household_id, PIN)
    key = read_key(detail.qr_text or "")
    assert key is not None
    rows = await desk.installation.database.read(
        lambda connection: repr(connection.exec_driver_sql("SELECT * FROM credential").fetchall())
    )
    assert PIN not in rows
    assert repr(key)[2:-1] not in rows
    assert (detail.qr_text or "").removeprefix("GK1:") not in rows


@pytest.mark.parametrize(
    ("changes", "error"),
    [
        ({"schedule": Once(start=NOW - timedelta(hours=2), end=NOW)}, KeyScheduleUnfit),
        ({"schedule": Once(start=NOW, end=NOW + timedelta(days=400))}, KeyScheduleUnfit),
        ({"uses": None}, KeyUsesUnfit),
        ({"uses": 0}, KeyUsesUnfit),
        ({"uses": 101}, KeyUsesUnfit),
        ({"doors": frozenset({WEST_ENTRANCE})}, DoorUnfit),
        ({"doors": frozenset[str]()}, DoorUnfit),
    ],
)
async def test_a_key_that_makes_no_sense_is_refused(
    desk: Desk, changes: dict[str, object], error: type[Exception]
) -> None:
    with pytest.raises(error):
        await desk.make(**changes)


async def test_a_parcel_key_is_for_one_door(desk: Desk) -> None:
    detail = await desk.make(template="parcel", uses=3)
    assert len(detail.doors) == 1


async def test_a_used_up_key_says_so_and_lists_its_uses(desk: Desk) -> None:
    detail = await desk.make()
    event = Event(
        id=new_id(),
        at=NOW,
        kind=EventKind.DOOR_RELEASED,
        property_id=PROPERTY,
        door_id=ENTRANCE,
        credential_id=detail.view.row.id,
        use_no=1,
        outcome="opened",
    )
    await desk.installation.journal.append([event])
    listed = await desk.list_keys(desk.scope, desk.household_id)
    assert [(view.state, view.uses_left) for view in listed.keys] == [(KeyState.USED_UP, 0)]
    again = await desk.revoke_key(desk.scope, detail.view.row.id)
    assert [(use.event.id, use.door_name) for use in again.used] == [(event.id, "エントランス")]
    with pytest.raises(KeyOver):
        await desk.mail_key(desk.scope, detail.view.row.id, email="y@example.test", language=None)


async def test_the_history_names_the_visitor_of_a_key(desk: Desk) -> None:
    detail = await desk.make()
    event = Event(
        id=new_id(),
        at=NOW,
        kind=EventKind.DOOR_RELEASED,
        property_id=PROPERTY,
        household_id=desk.household_id,
        door_id=ENTRANCE,
        actor_id=detail.view.row.id,
        credential_id=detail.view.row.id,
        via="qr",
        outcome="opened",
    )
    await desk.installation.journal.append([event])
    history = ListHistory(desk.installation.database, desk.installation.journal)
    page = await history(desk.scope, before=None, limit=10)
    assert [(item.via, item.actor_name) for item in page.items] == [("qr", "山田")]


async def test_the_letter_of_a_key_is_made_when_it_is_sent(desk: Desk) -> None:
    detail = await desk.make(schedule=every_day(540, 1_080), uses=None)
    letter = await desk.installation.database.read(
        lambda connection: read_key_letter(connection, desk.vault, URL, detail.view.row.id)
    )
    assert letter is not None
    assert (letter.qr_text, letter.url, letter.is_over) == (detail.qr_text, detail.share_url, False)
    assert (letter.building_name, letter.visitor_name) == ("さくらハイツ 東館", "山田")


# ── what ends them ──────────────────────────────────────────────────────────────────────────────


async def test_a_member_who_leaves_takes_the_pin_and_their_keys_with_them(desk: Desk) -> None:
    await desk.set_pin(desk.scope, desk.household_id, PIN)
    mine = await desk.make()
    family = Scope(person_id=desk.installation.people["100000102"], households=frozenset({desk.household_id}))
    theirs = await desk.create_key(
        family, desk.household_id, NewKey(visitor_name="鈴木", schedule=TODAY, uses=1)
    )
    await desk.installation.database.write(
        lambda connection: CredentialKeys().end_member(
            connection, household_id=desk.household_id, person_id=family.person_id or "", at=NOW
        )
    )
    assert (await desk.get_pin(desk.scope, desk.household_id)).is_void
    listed = await desk.list_keys(desk.scope, desk.household_id)
    states = {view.row.id: view.state for view in listed.keys}
    assert states == {mine.view.row.id: KeyState.VALID, theirs.view.row.id: KeyState.REVOKED}


async def test_a_stolen_station_is_revoked_with_the_pins_it_knew(desk: Desk) -> None:
    await desk.set_pin(desk.scope, desk.household_id, PIN)
    key = await desk.make()
    before = await desk.pull()
    manager = Scope(person_id=new_id(), properties=frozenset({PROPERTY}))
    assert (await desk.report_stolen(manager, EAST_STATION)).homes == 1
    after = await desk.pull(since=before.number, epoch=before.epoch)
    assert after.full
    assert [entry.credential_id for entry in after.entries] == [key.view.row.id]
    assert before.header is not None
    assert after.header is not None
    assert before.header.salt != after.header.salt
    station = await desk.installation.database.read(lambda c: find_station(c, EAST_STATION))
    assert station is not None
    assert station.public_key is None
    assert (await desk.get_pin(desk.scope, desk.household_id)).is_void
    with pytest.raises(NotFound):
        await desk.report_stolen(Scope(properties=frozenset({new_id()})), EAST_STATION)


async def test_stations_learn_at_once_when_a_planned_move_out_will_end_pin_and_keys(desk: Desk) -> None:
    await desk.set_pin(desk.scope, desk.household_id, PIN)
    await desk.make()
    before = await desk.pull()
    place, manager = desk.installation, Scope(person_id=new_id(), properties=frozenset({PROPERTY}))
    ground = HouseholdGround(database=place.database, bus=place.bus, clock=place.clock, keys=CredentialKeys())
    until = NOW + timedelta(days=3)
    await MoveOut(ground)(manager, desk.household_id, until=until)
    after = await desk.pull(since=before.number, epoch=before.epoch)
    assert not after.full
    assert after.removed == ()
    ends = [right.until_ms for entry in after.entries for right in entry.rights]
    assert ends == [int(until.timestamp() * 1000)] * 2
    await CancelMoveOut(ground)(manager, desk.household_id)
    again = await desk.pull(since=after.number, epoch=after.epoch)
    assert [right.until_ms for entry in again.entries for right in entry.rights] == [None, None]


# ── what stations pull ──────────────────────────────────────────────────────────────────────────


async def test_a_station_pulls_hashes_first_everything_and_then_changes(desk: Desk) -> None:
    await desk.set_pin(desk.scope, desk.household_id, PIN)
    first = await desk.pull()
    assert (first.full, first.next) == (True, None)
    assert first.header is not None
    [pin] = first.entries
    hashing = PinHashing(salt=first.header.salt, cost=first.header.cost)
    assert pin.verifier == hash_pin(PIN, hashing)
    assert (pin.kind, pin.length, pin.household_id) == ("pin", 6, desk.household_id)
    assert {door for right in pin.rights for door in right.doors} == {ENTRANCE, BICYCLES}
    assert (await desk.pull(since=first.number, epoch=first.epoch)).entries == []
    detail = await desk.make()
    change = await desk.pull(since=first.number, epoch=first.epoch)
    assert not change.full
    [key] = change.entries
    assert key.verifier == hash_key(read_key(detail.qr_text or "") or b"")
    assert (key.uses, key.used, key.home_station_id) == (1, 0, EAST_STATION)
    await desk.revoke_key(desk.scope, detail.view.row.id)
    ended = await desk.pull(since=change.number, epoch=first.epoch)
    assert (ended.removed, ended.entries) == ((detail.view.row.id,), [])


async def test_a_station_that_is_ahead_or_of_another_epoch_gets_everything(desk: Desk) -> None:
    await desk.set_pin(desk.scope, desk.household_id, PIN)
    page = await desk.pull()
    assert (await desk.pull(since=page.number + 1, epoch=page.epoch)).full
    assert (await desk.pull(since=page.number, epoch="other")).full


async def test_a_use_is_claimed_from_the_station_that_counts(desk: Desk) -> None:
    link = desk.installation.station_link
    detail = await desk.make()
    other = desk.installation.station
    claim = KeyClaim(credential_id=detail.view.row.id, event_id=new_id(), door_id=ENTRANCE)
    with pytest.raises(NotFound):  # it counts the key itself
        await desk.keys.claim_use(other, claim)
    west = type(other)(station_id=new_id(), building_id=EAST, property_id=PROPERTY)
    link.answer = ("key.claim.reply", KeyClaimed(use_no=1))
    assert (await desk.keys.claim_use(west, claim)).use_no == 1
    link.answer = ("refused", Refused(reason="key-used-up"))
    with pytest.raises(Exception, match="key-used-up"):
        await desk.keys.claim_use(west, claim)


# ── a tap on a phone ────────────────────────────────────────────────────────────────────────────


async def test_the_phones_of_the_home_are_asked_and_the_first_answer_counts(desk: Desk) -> None:
    place = desk.installation
    person = place.people["100000101"]
    session = await place.database.write(lambda connection: add_device(connection, person, token="t"))
    ask = HouseholdAsk(prompt_id=new_id(), household_id=desk.household_id, lifetime_ms=30_000)
    await desk.keys.ask_household(place.station, ask)
    shown = place.app_link.latest(session)
    assert isinstance(shown, ShowPrompts)
    assert [(prompt.prompt_id, prompt.home_number) for prompt in shown.prompts] == [(ask.prompt_id, "101")]
    await desk.keys.answer_prompt(desk.scope, ask.prompt_id, allow=True)
    [(station_id, kind, answer)] = place.station_link.told
    assert (station_id, kind) == (EAST_STATION, "household.answer")
    assert isinstance(answer, HouseholdAnswer)
    assert answer.allowed
    cleared = place.app_link.latest(session)
    assert isinstance(cleared, ShowPrompts)
    assert cleared.prompts == []
    with pytest.raises(PromptOver):
        await desk.keys.answer_prompt(desk.scope, ask.prompt_id, allow=False)


async def test_only_the_home_itself_may_answer_and_only_in_time(desk: Desk) -> None:
    place = desk.installation
    await place.database.write(lambda c: add_device(c, place.people["100000101"], token="t"))
    ask = HouseholdAsk(prompt_id=new_id(), household_id=desk.household_id, lifetime_ms=30_000)
    await desk.keys.ask_household(place.station, ask)
    with pytest.raises(NotFound):
        await desk.keys.answer_prompt(Scope(households=frozenset({new_id()})), ask.prompt_id, allow=True)
    place.clock.move(31)
    with pytest.raises(PromptOver):
        await desk.keys.answer_prompt(desk.scope, ask.prompt_id, allow=True)


async def test_a_key_of_nobody_is_not_found(desk: Desk) -> None:
    assert await desk.installation.database.read(lambda c: find_credential(c, new_id())) is None
    with pytest.raises(NotFound):
        await desk.revoke_key(desk.scope, new_id())


async def test_a_staff_key_is_changed_and_its_station_learns_only_that(desk: Desk) -> None:
    place = desk.installation
    scope = Scope(person_id=place.people["100000901"], properties=frozenset({PROPERTY}))
    create = CreateStaffKey(database=place.database, bus=place.bus, clock=place.clock, vault=desk.vault)
    change = ChangeStaffKey(database=place.database, bus=place.bus, clock=place.clock)
    made = await create(scope, PROPERTY, NewStaffKey(name="清掃", kind=CredentialKind.PIN))
    before = await desk.pull()
    hours = every_day(9 * 60, 12 * 60)
    changed = await change(
        scope, made.row.id, StaffTerms(name="管理", schedule=hours, doors=frozenset({ENTRANCE}))
    )
    assert (changed.name, changed.schedule) == ("管理", hours)
    delta = await desk.pull(since=before.number, epoch=before.epoch)
    assert not delta.full
    (entry,) = delta.entries
    (kept,) = (known for known in before.entries if known.credential_id == made.row.id)
    assert entry.verifier == kept.verifier, "the same PIN"
    assert [spec.from_minute for spec in entry.rights[0].schedules] == [9 * 60]
    with pytest.raises(DoorUnfit):
        await change(scope, made.row.id, StaffTerms(name="管理", doors=frozenset()))
    with pytest.raises(KeyScheduleUnfit):
        await change(
            scope, made.row.id, StaffTerms(name="管理", schedule=every_day(0, 1_440, date(2020, 1, 1)))
        )
    await RevokeStaffKey(database=place.database, bus=place.bus, clock=place.clock)(scope, made.row.id)
    with pytest.raises(NotFound):
        await change(scope, made.row.id, StaffTerms(name="管理"))
