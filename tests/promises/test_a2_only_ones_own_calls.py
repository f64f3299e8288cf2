"""Strangers at the calls of home 101: nobody joins, watches or answers them."""

import asyncio
import contextlib
import time
from collections.abc import AsyncIterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

import httpx
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from sqlalchemy import Connection

from genkan.server.accounts.service import cookie_name, find_person_by_username, list_memberships
from genkan.server.bootstrap.sample import EAST_STATION, create_sample
from genkan.server.bootstrap.server import Ground, Server, build_server, open_ground
from genkan.server.households.service import EndMembership
from genkan.server.platform.operations import Role
from genkan.server.platform.schema import migrate
from genkan.server.platform.secrets import load_secrets
from genkan.server.platform.settings import read_settings
from genkan.server.stations.enrol import CodeHasher
from genkan.server.stations.repository import set_unit
from genkan.wire.app import AppCall, CallAnswered, ShowCalls
from genkan.wire.call import CallRef, CallSignal, IceServer, Signal
from genkan.wire.frame import decode_body
from genkan.wire.ids import new_id
from genkan.wire.station import Challenge, Hello, ShowCall, StationCall, signed_bytes
from harness.asgi import AsgiSocket
from harness.coturn import Coturn
from harness.everyone import place_call
from harness.promise import Promise
from harness.street import Street, add_device, add_member, add_somebody, add_street
from harness.turn import UNAUTHORISED, TurnClient

OWN, NEIGHBOUR, GONE, STRANGER = "own", "neighbour", "moved-out", "stranger"
INTENTS = ("call.rang", "call.answer", "call.decline", "call.hang_up")
BITES_WITHIN_S = 1.0


@dataclass(slots=True)
class Town:
    """The sample with an attacker of every kind."""

    server: Server
    ground: Ground
    foreign_station_id: str
    keys: dict[str, Ed25519PrivateKey]

    def app(self, person: str) -> AsgiSocket:
        cookie = f"{cookie_name('resident')}={person}"
        return AsgiSocket(self.server, "/api/app/link?app=resident", {"cookie": cookie})

    def client(self, person: str) -> httpx.AsyncClient:
        return httpx.AsyncClient(
            transport=httpx.ASGITransport(app=self.server),
            base_url="https://genkan.example",
            headers={"authorization": f"Bearer {person}"},
        )

    async def station(self, station_id: str) -> AsgiSocket:
        socket = AsgiSocket(self.server, "/api/stations/link")
        challenge = decode_body(await socket.wait_for_kind("challenge"), Challenge)
        signature = self.keys[station_id].sign(signed_bytes(nonce=challenge.nonce, station_id=station_id))
        await socket.tell("hello", Hello(station_id=station_id, signature=signature, version="1", next_seq=1))
        await socket.wait_for_kind("show.config")
        return socket


async def test_a2_nobody_joins_watches_or_answers_the_calls_of_others(
    promise: Promise, tmp_path: Path
) -> None:
    """Another home's member, one who moved out, a foreign station and replayed signalling get nothing of a
    home's calls, ringing, talking or over.
    """
    rounds = promise.pick(short=6, nightly=200)
    attempts, successes = 0, 0
    async with open_town(tmp_path) as town:
        east, foreign = await town.station(EAST_STATION), await town.station(town.foreign_station_id)
        own = town.app(OWN)
        attackers = {person: town.app(person) for person in (NEIGHBOUR, GONE, STRANGER)}
        replay: list[CallSignal] = []
        for number in range(rounds):
            call = CallRef(call_id=await place_call(east))
            shown = await wait_for_call(own, call.call_id, "ringing")
            if number % 2:  # half of the calls are talking when they are attacked
                answered = decode_body(await own.ask("call.answer", call), CallAnswered)
                assert answered.won
            replay.append(
                CallSignal(call_id=call.call_id, leg=EAST_STATION, signal=Signal(type="answer", sdp=new_id()))
            )
            for person, app in attackers.items():
                tried, won = await attack(town, east, app, person, shown, replay)
                attempts, successes = attempts + tried, successes + won
            forged = Signal(type="offer", sdp=new_id())
            await foreign.tell("call.signal", CallSignal(call_id=call.call_id, leg=shown.leg, signal=forged))
            successes += (await foreign.ask("call.hang_up", call)).kind != "refused"
            attempts += 2
            await east.ask("call.hang_up", call)
            over = await wait_for_call(own, call.call_id, "ended")
            successes += bool(over.ice)  # no relay for a call that is over
            successes += sum(frame.kind == "call.signal" for frame in own.kept)  # the panel itself sent none
            attempts += 1
            for person, app in attackers.items():
                assert all(frame.kind != "call.signal" for frame in app.kept), f"{person} was sent signalling"
        for socket in (own, *attackers.values(), east, foreign):
            await socket.close()
    assert successes == 0
    promise.keep("A2", f"{attempts} attempts on {rounds} calls by 3 people and a station: 0 successes")


async def test_a2_media_stop_within_a_second_after_the_right_ends(promise: Promise, tmp_path: Path) -> None:
    """Whoever moves out in a talk is out of it within a second: the panel, which sends, is told."""
    rounds = promise.pick(short=5, nightly=50)
    slowest_s = 0.0
    async with open_town(tmp_path) as town:
        east = await town.station(EAST_STATION)
        end = EndMembership(town.ground.database, town.ground.bus, town.ground.clock)
        for number in range(rounds):
            guest = f"guest{number}"
            membership_id = await town.ground.database.write(
                lambda connection, guest=guest: move_in(connection, town, guest)  # type: ignore[misc]
            )
            app = town.app(guest)
            call = CallRef(call_id=await place_call(east))
            await wait_for_call(app, call.call_id, "ringing")
            assert decode_body(await app.ask("call.answer", call), CallAnswered).won
            began_s = time.perf_counter()
            await end(membership_id)
            await east.wait_for(
                lambda frame, call_id=call.call_id: (  # type: ignore[misc]
                    frame.kind == "show.call"
                    and (state := decode_body(frame, ShowCall).call) is not None
                    and state.call_id == call_id
                    and state.phase == "ended"
                )
            )
            slowest_s = max(slowest_s, time.perf_counter() - began_s)
            refused = await app.ask("call.answer", call)
            assert refused.kind == "refused"
            await app.close()
        await east.close()
    assert slowest_s < BITES_WITHIN_S
    promise.keep("A2", f"{rounds} rights ended in a talk: panel told after {slowest_s * 1000:.0f} ms at most")


async def test_a2_relay_keys_of_an_ended_call_open_nothing(promise: Promise, tmp_path: Path) -> None:
    """What panel and phone got to pass the relay begins nothing there within seconds after their call."""
    rounds = promise.pick(short=5, nightly=100)
    lifetime_s = 5
    relay = Coturn(tmp_path)
    relay.start()
    settings = {**relay.settings, "GENKAN_ICE_CREDENTIAL_LIFETIME_S": str(lifetime_s)}
    held: list[IceServer] = []
    try:
        async with open_town(tmp_path, settings) as town:
            east, own = await town.station(EAST_STATION), town.app(OWN)
            for _ in range(rounds):
                call = CallRef(call_id=await place_call(east))
                shown = await wait_for_call(own, call.call_id, "ringing")
                placed = await wait_for_placed(east, call.call_id)
                assert [await asyncio.to_thread(try_relay, relay, ice) for ice in shown.ice] == [0]
                held += [*shown.ice, *placed.ice]
                await east.ask("call.hang_up", call)
                assert not (await wait_for_call(own, call.call_id, "ended")).ice
            ended_s = time.monotonic()
            for socket in (own, east):
                await socket.close()
        left_s = lifetime_s + 1 - (time.monotonic() - ended_s)  # coturn counts in whole seconds
        await asyncio.sleep(max(0.0, left_s))
        answers = [await asyncio.to_thread(try_relay, relay, ice) for ice in held]
    finally:
        relay.close()
    assert answers == [UNAUTHORISED] * len(held)
    promise.keep("A2", f"{len(held)} relay keys of {rounds} calls, {lifetime_s} s after them: 0 successes")


async def wait_for_placed(east: AsgiSocket, call_id: str) -> StationCall:
    """Take states until the station is shown the call."""
    while True:
        shown = decode_body(await east.wait_for_kind("show.call"), ShowCall).call
        if shown is not None and shown.call_id == call_id:
            return shown


def try_relay(relay: Coturn, ice: IceServer) -> int:
    """Ask for a relayed address; 0 is a success."""
    with TurnClient(relay.port, username=ice.username or "", credential=ice.credential or "") as client:
        return client.allocate()


async def attack(
    town: Town, east: AsgiSocket, app: AsgiSocket, person: str, shown: AppCall, replay: list[CallSignal]
) -> tuple[int, int]:
    """Try everything on the call; give how often, and how often it came to anything."""
    call = CallRef(call_id=shown.call_id)
    outcomes = [(await app.ask(intent, call)).kind != "refused" for intent in INTENTS]
    for message in replay[-3:]:  # this call's own, and those of calls before it
        await app.tell("call.signal", message)
    await app.ask("call.rang", call)  # what came before it has been handled
    texts = {message.signal.sdp for message in replay}
    passed = [frame for frame in east.kept if frame.kind == "call.signal"]
    outcomes += [decode_body(frame, CallSignal).signal.sdp in texts for frame in passed]
    async with town.client(person) as client:
        for path in ("snapshot", "deliveries"):
            outcomes.append((await client.get(f"/api/app/calls/{shown.call_id}/{path}")).is_success)
        answer = await client.post(f"/api/app/calls/{shown.call_id}/delivery", json={"step": "rang"})
        outcomes.append(answer.is_success)
    seen = [frame for frame in app.kept if frame.kind == "show.calls"]
    outcomes += [bool(decode_body(frame, ShowCalls).calls) for frame in seen]
    return len(outcomes) + len(replay[-3:]), sum(outcomes)


async def wait_for_call(app: AsgiSocket, call_id: str, phase: str) -> AppCall:
    """Take states until the call is shown in the phase."""
    while True:
        shown = decode_body(await app.wait_for_kind("show.calls"), ShowCalls)
        for call in shown.calls:
            if call.call_id == call_id and call.phase == phase:
                return call


@contextlib.asynccontextmanager
async def open_town(folder: Path, changed: Mapping[str, str] | None = None) -> AsyncIterator[Town]:
    settings = read_settings(
        environment={
            "GENKAN_DATA_DIR": str(folder / "data"),
            "GENKAN_RATES_CALLS_PER_MINUTE": "6000",
            "GENKAN_RATES_REQUESTS_PER_SECOND": "1000",
            "GENKAN_RATES_REQUEST_BURST": "2000",
            "GENKAN_ICE_TURN_URLS": "turn:turn.example",
            "GENKAN_ICE_TURN_SECRET": "s3cret",
            **(changed or {}),
        }
    )
    await migrate(settings)
    secrets = load_secrets(settings.data_dir)
    keys = {EAST_STATION: Ed25519PrivateKey.generate()}
    async with open_ground(settings, secrets) as ground:
        at = ground.clock.now() - timedelta(days=2)

        def settle(connection: Connection) -> str:
            create_sample(connection, at, CodeHasher(secrets.server_key))
            foreign = add_street(connection, at=at)
            keys[foreign.station_id] = Ed25519PrivateKey.generate()
            for station_id, key in keys.items():
                set_unit(connection, station_id, public_key=key.public_key().public_bytes_raw(), at=at)
            for person, username in ((OWN, "100000101"), (NEIGHBOUR, "100000201")):
                found = find_person_by_username(connection, username)
                assert found is not None
                add_device(connection, found.id, token=person)
            gone, stranger = (add_somebody(connection, username=f"90000000{n}") for n in (1, 2))
            own = street_of(connection)
            add_member(connection, own, gone, Role.FAMILY, since=at, until=at + timedelta(days=1))
            add_member(connection, foreign, stranger, Role.MASTER, since=at)
            add_device(connection, gone, token=GONE)
            add_device(connection, stranger, token=STRANGER)
            return foreign.station_id

        foreign_station_id = await ground.database.write(settle)
        server = build_server(ground)
        async with server.running():
            yield Town(server, ground, foreign_station_id, keys)


def street_of(connection: Connection) -> Street:
    """Give home 101 as members are added to it."""
    master = find_person_by_username(connection, "100000101")
    assert master is not None
    (membership,) = list_memberships(connection, master.id, datetime.now(UTC))
    assert membership.household_id is not None
    assert membership.property_id is not None
    return Street(
        property_id=membership.property_id,
        building_id="",
        home_id="",
        household_id=membership.household_id,
        door_id="",
        station_id="",
    )


def move_in(connection: Connection, town: Town, guest: str) -> str:
    """Let somebody live in home 101 for a while; give the membership's id."""
    person_id = add_somebody(connection, username=f"8{int(guest.removeprefix('guest')):08d}")
    add_device(connection, person_id, token=guest)
    since = town.ground.clock.now() - timedelta(hours=1)
    return add_member(connection, street_of(connection), person_id, Role.FAMILY, since=since)
