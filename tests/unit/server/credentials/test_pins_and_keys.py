"""PINs and keys of a household, and what ends them."""

from dataclasses import dataclass
from datetime import timedelta

import pytest
from sqlalchemy import Connection

from genkan.core.credentials import PinHashing, hash_key, hash_pin, read_key
from genkan.core.schedules import Once, every_day
from genkan.server.bootstrap.keys import Keys, build_keys
from genkan.server.bootstrap.sample import BICYCLES, EAST, EAST_STATION, ENTRANCE, PROPERTY, WEST_ENTRANCE
from genkan.server.calls.history import ListHistory
from genkan.server.credentials.errors import (
    DoorUnfit,
    KeyOver,
    KeyScheduleUnfit,
    KeyUsesUnfit,
    PinUnfit,
    PromptOver,
    SnapshotUnfit,
)
from genkan.server.credentials.key_views import KeyDetail, KeyReader, KeyState
from genkan.server.credentials.keys import CreateKey, ListKeys, MailKey, NewKey, RevokeKey
from genkan.server.credentials.pictures import GetPicture, forget_key_pictures
from genkan.server.credentials.pins import DeletePin, GetPin, PinState, ProposePin, SetPin
from genkan.server.credentials.repository import find_credential, find_pin
from genkan.server.credentials.service import CredentialKeys, read_key_letter
from genkan.server.credentials.stolen import ReportStolen
from genkan.server.credentials.vault import Vault
from genkan.server.households.moving import CancelMoveOut, HouseholdGround, MoveOut
from genkan.server.journal.service import Event, EventKind
from genkan.server.platform.derive import Derivation
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import Scope
from genkan.server.properties.repository import set_entrance
from genkan.server.stations.service import find_station
from genkan.wire.app import ShowPrompts
from genkan.wire.frame import Refused
from genkan.wire.ids import new_id
from genkan.wire.rights import HouseholdAnswer, HouseholdAsk, KeyClaim, KeyClaimed, SyncPage, SyncPull
from genkan.wire.station import KeyPicture
from harness.installation import NOW, Installation
from harness.street import add_device

PIN = "493027"
TODAY = Once(start=NOW - timedelta(hours=1), end=NOW + timedelta(hours=6))
URL = "https://genkan.example"
JPEG = b"\xff\xd8\xff picture"


@dataclass(slots=True)
class Mail:
    """Remembers what was mailed."""

    sent: list[tuple[str, str, str]]

    def enqueue(
        self, connection: Connection, *, pass_id: str, address: str, language: str, at: object
    ) -> None:
        self.sent.append((pass_id, address, language))


class Desk:
    """The use cases, on the sample."""

    def __init__(self, installation: Installation, household_id: str) -> None:
        place = installation
        self.installation = installation
        self.household_id = household_id
        self.mail = Mail([])
        self.keys: Keys = build_keys(
            database=place.database,
            journal=place.journal,
            blobs=place.blobs,
            bus=place.bus,
            clock=place.clock,
            derivation=Derivation(bytes(32)),
            public_url=URL,
            app_link=place.app_link,
            station_link=place.station_link,
            mail=self.mail,
            pin_cost=2,
        )
        vault = self.keys.vault
        database, bus, clock = place.database, place.bus, place.clock
        reader = KeyReader(
            database=place.database, journal=place.journal, clock=place.clock, vault=vault, public_url=URL
        )
        self.read = reader.read
        self.get_pin, self.propose_pin = GetPin(place.database), ProposePin(place.database, vault)
        self.pace = RateLimit(per_second=0.001, burst=20)
        self.set_pin = SetPin(database=database, bus=bus, clock=clock, vault=vault, pace=self.pace)
        self.delete_pin = DeletePin(database=database, bus=bus, clock=clock)
        self.create_key = CreateKey(
            database=database, bus=bus, clock=clock, vault=vault, reader=reader, mail=self.mail
        )
        self.revoke_key = RevokeKey(database=database, bus=bus, clock=clock, reader=reader)
        self.list_keys = ListKeys(place.database, place.journal, place.clock)
        self.mail_key = MailKey(database=place.database, clock=place.clock, reader=reader, mail=self.mail)
        self.report_stolen = ReportStolen(database=database, bus=bus, clock=clock, vault=vault)

    @property
    def vault(self) -> Vault:
        return self.keys.vault

    @property
    def scope(self) -> Scope:
        return Scope(
            person_id=self.installation.people["100000101"], households=frozenset({self.household_id})
        )

    async def make(self, **changes: object) -> KeyDetail:
        values: dict[str, object] = {"visitor_name": "山田", "schedule": TODAY, "uses": 1}
        return await self.create_key(self.scope, self.household_id, NewKey(**(values | changes)))  # type: ignore[arg-type]

    async def pull(self, *, since: int = 0, epoch: str = "") -> SyncPage:
        return await self.keys.pull_rights(self.installation.station, SyncPull(since=since, epoch=epoch))


@pytest.fixture
async def desk(installation: Installation) -> Desk:
    household_id = await installation.database.read(
        lambda connection: str(
            connection.exec_driver_sql(
                "SELECT household_id FROM membership WHERE person_id = ?", (installation.people["100000101"],)
            ).scalar_one()
        )
    )
    return Desk(installation, household_id)


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


# ── pictures of uses ────────────────────────────────────────────────────────────────────────────


async def use_of(desk: Desk, key_id: str, **changes: object) -> Event:
    """Let the key have opened the entrance."""
    values: dict[str, object] = {
        "id": new_id(),
        "at": NOW,
        "kind": EventKind.DOOR_RELEASED,
        "property_id": PROPERTY,
        "household_id": desk.household_id,
        "station_id": EAST_STATION,
        "door_id": ENTRANCE,
        "credential_id": key_id,
        "via": "qr",
        "outcome": "opened",
    }
    event = Event(**(values | changes))  # type: ignore[arg-type]
    await desk.installation.journal.append([event])
    return event


async def test_the_picture_of_a_use_is_for_the_household_alone_and_is_forgotten(desk: Desk) -> None:
    made = await desk.make()
    use = await use_of(desk, made.view.row.id)
    station, place = desk.installation.station, desk.installation
    picture = KeyPicture(event_id=use.id, jpeg=JPEG)
    for _ in range(2):  # a station whose answer was lost sends it again
        await desk.keys.add_picture(station, picture)
    get_picture = GetPicture(database=place.database, journal=place.journal, blobs=place.blobs)
    assert await get_picture(desk.scope, made.view.row.id, use.id) == JPEG
    (shown,) = (await desk.read(made.view.row.id)).used
    assert shown.has_picture
    with pytest.raises(NotFound):
        await get_picture(Scope(households=frozenset({new_id()})), made.view.row.id, use.id)
    other = await desk.make()
    with pytest.raises(NotFound):
        await get_picture(desk.scope, other.view.row.id, use.id)
    assert await forget_key_pictures(place.journal, place.blobs, before=NOW + timedelta(seconds=1)) == 1
    assert not (await desk.read(made.view.row.id)).used[0].has_picture
    with pytest.raises(NotFound):
        await get_picture(desk.scope, made.view.row.id, use.id)


async def test_a_station_gives_pictures_of_its_own_openings_by_keys_only(desk: Desk) -> None:
    key_id = (await desk.make()).view.row.id
    elsewhere = await use_of(desk, key_id, station_id=new_id())
    by_pin = await use_of(desk, key_id, via="pin")
    for event_id in (elsewhere.id, by_pin.id, new_id()):
        with pytest.raises(NotFound):
            await desk.keys.add_picture(desk.installation.station, KeyPicture(event_id=event_id, jpeg=JPEG))
    with pytest.raises(SnapshotUnfit):
        await desk.keys.add_picture(
            desk.installation.station, KeyPicture(event_id=elsewhere.id, jpeg=b"<svg>")
        )


async def test_where_a_property_keeps_no_pictures_none_of_a_use_is_kept(desk: Desk) -> None:
    made = await desk.make()
    use = await use_of(desk, made.view.row.id)
    await desk.installation.database.write(
        lambda connection: set_entrance(connection, PROPERTY, '{"snapshots": "never"}')
    )
    await desk.keys.add_picture(desk.installation.station, KeyPicture(event_id=use.id, jpeg=JPEG))
    assert not (await desk.read(made.view.row.id)).used[0].has_picture


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
