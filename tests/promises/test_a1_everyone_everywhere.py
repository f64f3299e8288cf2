"""Everybody tries everything on the things of home 101, over the real mounts of the assembled server."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from genkan.server.bootstrap.sample import EAST_STATION, ENTRANCE
from genkan.server.platform.operations import Role
from genkan.server.platform.policy import POLICY
from genkan.wire.app import DoorRelease, ShowCalls
from genkan.wire.call import CallRef, CallSay, CallSignal, Signal
from genkan.wire.frame import Ping, decode_body
from genkan.wire.ids import new_id
from genkan.wire.station import CallPlace, CallSnapshot, Release, Released
from harness import (
    everyone_in_accounts,
    everyone_in_alarms,
    everyone_in_audit,
    everyone_in_entrances,
    everyone_in_events,
    everyone_in_households,
    everyone_in_messages,
    everyone_in_notices,
    everyone_in_properties,
    everyone_in_reach,
    everyone_in_rules,
    everyone_in_units,
    everyone_with_keys,
    everyone_with_tokens,
    everyone_with_webhooks,
)
from harness.asgi import LIMIT_S, AsgiSocket
from harness.everyone import (
    FORBIDDEN,
    HIDDEN,
    OK,
    PEOPLE,
    UNKNOWN,
    HttpTrial,
    http_outcome,
    outcome_of,
    place_call,
    row,
    turned_away,
)
from harness.promise import Promise
from harness.town import Town, open_town
from harness.waiting import until_found

JPEG = b"\xff\xd8\xff" + bytes(32)
ENDED = "access-denied"  # whoever lived there knows the door, and is told that the right has ended

RESIDENTS_ONLY = row(FORBIDDEN, master=OK, family=OK, neighbour=HIDDEN, west=HIDDEN, stranger=HIDDEN)
# Managers are called at their office: the calls of a home do not exist for them.
CALLED = RESIDENTS_ONLY | {"manager": HIDDEN, "foreign-manager": HIDDEN}
BUILDING = RESIDENTS_ONLY | {"neighbour": OK}  # everybody of a building passes its doors

# The promise itself, written apart from the code's own table: what each person gets on 101's things.
EXPECTED = {
    **everyone_in_properties.EXPECTED,
    **everyone_in_audit.EXPECTED,
    **everyone_in_messages.EXPECTED,
    **everyone_in_events.EXPECTED,
    **everyone_in_reach.EXPECTED,
    **everyone_with_keys.EXPECTED,
    **everyone_in_entrances.EXPECTED,
    "credentials.list_prompts": {
        person: {FORBIDDEN: HIDDEN}.get(outcome, outcome) for person, outcome in RESIDENTS_ONLY.items()
    },
    **everyone_in_accounts.EXPECTED,
    **everyone_in_households.EXPECTED,
    **everyone_with_tokens.EXPECTED,
    **everyone_with_webhooks.EXPECTED,
    "accounts.get_me": row(OK),
    "access.list_doors": BUILDING,
    "access.release_door": BUILDING,
    "access.release_door (socket)": {
        # By socket a missing right looks like a missing door, whatever the role.
        person: {FORBIDDEN: HIDDEN}.get(outcome, outcome)
        for person, outcome in BUILDING.items()
    }
    | {"moved-out": ENDED},
    "calls.list_history": RESIDENTS_ONLY,
    "calls.get_snapshot": RESIDENTS_ONLY,
    "calls.list_calls": {
        person: {FORBIDDEN: HIDDEN}.get(outcome, outcome) for person, outcome in CALLED.items()
    },
    **dict.fromkeys(("calls.ring", "calls.answer", "calls.decline", "calls.hang_up"), CALLED),
    "calls.signal": {person: {FORBIDDEN: HIDDEN}.get(outcome, outcome) for person, outcome in CALLED.items()},
    "stations.list_stations": row(
        FORBIDDEN, manager=OK, installer=OK, foreign_manager=HIDDEN, foreign_installer=HIDDEN
    ),
    "stations.create_enrolment_code": row(FORBIDDEN, installer=OK, foreign_installer=HIDDEN),
    **everyone_in_rules.EXPECTED,
    **everyone_in_alarms.EXPECTED,
    **everyone_in_notices.EXPECTED,
    **everyone_in_units.EXPECTED,
    "accounts.sign_out": row(OK),
}

# Which roles the code's table may name for each operation; a flipped row differs from this.
RESIDENTS, STAFF = {Role.MASTER, Role.FAMILY}, {Role.MANAGER, Role.INSTALLER}
CALLEES = RESIDENTS | {Role.MANAGER}
STATION, ANYONE = {Role.STATION}, {Role.ANONYMOUS, Role.MASTER, Role.FAMILY, Role.MANAGER, Role.INSTALLER}
ROLES = {
    **everyone_in_properties.ROLES,
    **everyone_in_audit.ROLES,
    **everyone_in_messages.ROLES,
    **everyone_in_reach.ROLES,
    **everyone_in_events.ROLES,
    **everyone_with_keys.ROLES,
    **everyone_in_entrances.ROLES,
    **everyone_in_accounts.ROLES,
    **everyone_in_households.ROLES,
    **everyone_in_rules.ROLES,
    **everyone_with_tokens.ROLES,
    **everyone_in_alarms.ROLES,
    **everyone_with_webhooks.ROLES,
    **everyone_in_notices.ROLES,
    **everyone_in_units.ROLES,
    "accounts.sign_out": RESIDENTS | STAFF,
    "accounts.get_me": RESIDENTS | STAFF,
    "access.list_doors": RESIDENTS,
    "access.release_door": RESIDENTS,
    "calls.list_calls": CALLEES,
    **dict.fromkeys(("calls.ring", "calls.answer", "calls.decline", "calls.hang_up"), CALLEES),
    "calls.signal": CALLEES | STATION,
    "calls.keep_alive": CALLEES | STATION,
    "calls.list_history": RESIDENTS,
    "calls.get_snapshot": RESIDENTS,
    "calls.place": STATION,
    "calls.cancel": STATION,
    "calls.lose_visitor": STATION,
    "calls.add_snapshot": STATION,
    "stations.list_stations": STAFF,
    "stations.create_enrolment_code": {Role.INSTALLER},
    "stations.enrol": ANYONE,
    "stations.get_config": STATION,
    "sync.take_in": STATION,
    "sync.tell_health": STATION,
}


async def test_a1_everybody_gets_what_the_table_says(promise: Promise, tmp_path: Path) -> None:
    """Every person and station gets, for every operation on things of their own home, another home,
    another building and another property, exactly what the policy table says.
    """
    assert {name: {grant.role for grant in grants} for name, grants in POLICY.items()} == ROLES
    disagreements: list[str] = []
    cells = 0
    async with open_town(tmp_path) as town, town.station(EAST_STATION, town.keys[EAST_STATION]) as east:
        await east.wait_for_kind("show.config")
        async with town.station(town.foreign.station_id, town.keys[town.foreign.station_id]) as foreign:
            cells += await everyone_with_keys.try_stations(town, east, foreign, disagreements)
        answering = asyncio.gather(answer_releases(east), everyone_in_units.answer_looks(east))
        watch = everyone_in_audit.AuditWatch(town, town.server.api)
        for operation, expected in EXPECTED.items():
            trial = TRIALS[operation]
            # Whoever may not tries first: what they leave behind would show.
            allowed = [person for person in PEOPLE if expected[person] == OK]
            tried = {person: expected[person] for person in sorted(PEOPLE, key=allowed.count)}
            await east.tell("ping", Ping())  # a station that says nothing is given up
            for asker, right in (programs_trying(operation) | tried).items():
                by_program = everyone_with_tokens.PROGRAM_TRIALS.get(operation)
                if by_program is not None and asker in everyone_with_tokens.PROGRAMS:
                    outcome = await by_program(town, asker)
                else:
                    outcome = await trial(town, east, asker)
                cells += 1
                disagreements += await watch.check(operation, asker, outcome)
                if outcome != right:
                    disagreements.append(f"{operation} by {asker}: {outcome}, not {right}")
        answering.cancel()
        disagreements += await watch.finish()
        cells += await try_other_stations(town, east, disagreements)
    assert not disagreements, "\n".join(disagreements)
    figure = f"{cells} cells of person or station × operation run, {watch.lines} audit lines, 0 disagreements"
    promise.keep("A1", figure)


def programs_trying(operation: str) -> dict[str, str]:
    """Give what each program with an API token gets, who come before the people; they have no sockets."""
    expected = EXPECTED[operation]
    if operation in SOCKETS | OWN_TESTS or expected["nobody"] != UNKNOWN:
        return {}
    programs = {
        program: everyone_with_tokens.expected_of(operation, program, expected)
        for program in everyone_with_tokens.list_programs(operation)
    }
    return dict(sorted(programs.items(), key=lambda tried: tried[1] == OK))


async def try_other_stations(town: Town, east: AsgiSocket, disagreements: list[str]) -> int:
    """Let stations touch the calls of another, and a stranger claim to be one."""
    call_id = await place_call(east)
    tried = {
        "call.say": CallSay(call_id=call_id, phrase="yes"),
        "call.hang_up": CallRef(call_id=call_id),
        "call.snapshot": CallSnapshot(call_id=call_id, jpeg=JPEG),
    }
    async with town.station(town.foreign.station_id, town.keys[town.foreign.station_id]) as foreign:
        for kind, body in tried.items():
            outcome = outcome_of(await foreign.ask(kind, body))
            if outcome != HIDDEN:
                disagreements.append(f"{kind} by another station: {outcome}")
        placed = outcome_of(await foreign.ask("call.place", CallPlace(home_number="102", key=new_id())))
        if placed != "home-unknown":
            disagreements.append(f"call.place to a home of another property: {placed}")
    for kind, body in tried.items():
        outcome = outcome_of(await east.ask(kind, body))
        if outcome != OK:
            disagreements.append(f"{kind} by the station itself: {outcome}")
    async with town.station(EAST_STATION, Ed25519PrivateKey.generate()) as thief:
        await thief.wait_for_kind("bye")
        if any(frame.kind in {"welcome", "show.config"} for frame in thief.kept):
            disagreements.append("a wrong key opened a station's link")
    return 2 * len(tried) + 2


# --- one trial for each operation: what does this person get of home 101? -------------------------
async def try_me(town: Town, _: AsgiSocket, person: str) -> str:
    async with town.client(person, "resident") as client:
        return http_outcome(await client.get("/api/app/me"))


async def try_sign_out(town: Town, _: AsgiSocket, person: str) -> str:
    async with town.client(person, "resident") as client:
        return http_outcome(await client.post("/api/sign-out?app=resident"))


async def try_doors(town: Town, _: AsgiSocket, person: str) -> str:
    async with town.client(person, "resident") as client:
        response = await client.get("/api/app/doors")
    return http_outcome(response, sees=ENTRANCE)


async def try_release(town: Town, _: AsgiSocket, person: str) -> str:
    body = {"key": new_id(), "tapped_ms": now_ms()}
    async with town.client(person, "resident") as client:
        return http_outcome(await client.post(f"/api/app/doors/{ENTRANCE}/release", json=body))


async def try_release_by_socket(town: Town, _: AsgiSocket, person: str) -> str:
    async with town.app(person) as app:
        if person == "nobody":
            return await turned_away(app)
        release = DoorRelease(door_id=ENTRANCE, key=new_id(), tapped_ms=now_ms())
        return outcome_of(await app.ask("door.release", release))


async def try_history(town: Town, east: AsgiSocket, person: str) -> str:
    call_id = await place_call(east)
    await east.ask("call.hang_up", CallRef(call_id=call_id))
    async with town.client("master", "resident") as resident, town.client(person, "resident") as client:

        async def is_written() -> bool:  # beside the call's end
            return call_id in (await resident.get("/api/app/history?limit=1")).text

        await until_found(is_written, limit_s=LIMIT_S, what="the call in the history")
        return http_outcome(await client.get("/api/app/history?limit=100"), sees=call_id)


async def try_snapshot(town: Town, east: AsgiSocket, person: str) -> str:
    call_id = await place_call(east)
    await east.ask("call.snapshot", CallSnapshot(call_id=call_id, jpeg=JPEG))
    async with town.client(person, "resident") as client:
        return http_outcome(await client.get(f"/api/app/calls/{call_id}/snapshot"))


async def try_shown_calls(town: Town, east: AsgiSocket, person: str) -> str:
    call_id = await place_call(east)
    async with town.app(person) as app:
        if person == "nobody":
            return await turned_away(app)
        shown = decode_body(await app.wait_for_kind("show.calls"), ShowCalls)
    return OK if call_id in {call.call_id for call in shown.calls} else HIDDEN


def call_trial(kind: str, *, first: str | None = None) -> "Trial":
    """Try an intent on the call that rings in home 101, after another one where it needs that."""

    async def attempt(town: Town, east: AsgiSocket, person: str) -> str:
        call = CallRef(call_id=await place_call(east))
        async with town.app(person) as app:
            if person == "nobody":
                return await turned_away(app)
            if first is not None:
                await app.ask(first, call)
            return outcome_of(await app.ask(kind, call))

    return attempt


async def try_signal(town: Town, east: AsgiSocket, person: str) -> str:
    call_id = await place_call(east)
    mark = new_id()
    signal = CallSignal(call_id=call_id, leg=EAST_STATION, signal=Signal(type="answer", sdp=mark))
    async with town.app(person) as app:
        if person == "nobody":
            return await turned_away(app)
        await app.tell("call.signal", signal)
        await app.ask("call.rang", CallRef(call_id=new_id()))  # what came before it has been handled
    await east.ask("call.hang_up", CallRef(call_id=call_id))
    passed = [frame for frame in east.kept if frame.kind == "call.signal"]
    return OK if any(decode_body(frame, CallSignal).signal.sdp == mark for frame in passed) else HIDDEN


async def try_stations(town: Town, _: AsgiSocket, person: str) -> str:
    async with town.client(person, "portal") as client:
        return http_outcome(await client.get("/api/portal/stations"), sees=EAST_STATION)


async def try_enrolment_code(town: Town, _: AsgiSocket, person: str) -> str:
    async with town.client(person, "portal") as client:
        return http_outcome(await client.post(f"/api/portal/stations/{EAST_STATION}/enrolment-code"))


async def try_shown_prompts(town: Town, _: AsgiSocket, person: str) -> str:
    prompt_id = await everyone_with_keys.add_open_prompt(town)
    async with town.app(person) as app:
        if person == "nobody":
            return await turned_away(app)
        await app.ask("call.rang", CallRef(call_id=new_id()))  # what is shown at the start was shown
        shown = [frame for frame in app.kept if frame.kind == "show.prompts"]
    return OK if any(prompt_id.encode() in bytes(frame.body) for frame in shown) else HIDDEN


Trial = Callable[[Town, AsgiSocket, str], Awaitable[str]]


def by_http(trial: HttpTrial) -> Trial:
    """Make a trial of one that needs no station."""

    async def attempt(town: Town, _: AsgiSocket, person: str) -> str:
        return await trial(town, person)

    return attempt


TRIALS: dict[str, Trial] = {
    **{name: by_http(trial) for name, trial in everyone_in_properties.TRIALS.items()},
    **{name: by_http(trial) for name, trial in everyone_in_audit.TRIALS.items()},
    **{name: by_http(trial) for name, trial in everyone_in_messages.TRIALS.items()},
    **everyone_in_reach.TRIALS,
    **{name: by_http(trial) for name, trial in everyone_in_events.TRIALS.items()},
    **{name: by_http(trial) for name, trial in everyone_with_keys.TRIALS.items()},
    **{name: by_http(trial) for name, trial in everyone_in_entrances.TRIALS.items()},
    "credentials.list_prompts": try_shown_prompts,
    **{name: by_http(trial) for name, trial in everyone_in_accounts.TRIALS.items()},
    **{name: by_http(trial) for name, trial in everyone_in_households.TRIALS.items()},
    **{name: by_http(trial) for name, trial in everyone_with_tokens.TRIALS.items()},
    **{name: by_http(trial) for name, trial in everyone_with_webhooks.TRIALS.items()},
    **everyone_in_rules.SOCKET_TRIALS,
    **{name: by_http(trial) for name, trial in everyone_in_rules.TRIALS.items()},
    **{name: by_http(trial) for name, trial in everyone_in_alarms.TRIALS.items()},
    **{name: by_http(trial) for name, trial in everyone_in_units.TRIALS.items()},
    **{name: by_http(trial) for name, trial in everyone_in_notices.TRIALS.items()},
    "accounts.get_me": try_me,
    "access.list_doors": try_doors,
    "access.release_door": try_release,
    "access.release_door (socket)": try_release_by_socket,
    "calls.list_history": try_history,
    "calls.get_snapshot": try_snapshot,
    "calls.list_calls": try_shown_calls,
    "calls.ring": call_trial("call.rang"),
    "calls.answer": call_trial("call.answer"),
    "calls.decline": call_trial("call.decline"),
    "calls.hang_up": call_trial("call.hang_up", first="call.answer"),
    "calls.signal": try_signal,
    "stations.list_stations": try_stations,
    "stations.create_enrolment_code": try_enrolment_code,
    "accounts.sign_out": try_sign_out,
}


OWN_TESTS = {
    "calls.note_test",
    "calls.get_test",
}  # of the test call that the asker began: programs begin none
SOCKETS = {
    *everyone_in_rules.SOCKET_TRIALS,
    "access.release_door (socket)",
    "calls.list_calls",
    "calls.ring",
    "calls.answer",
    "calls.decline",
    "calls.hang_up",
    "calls.signal",
    "credentials.list_prompts",
}


async def answer_releases(east: AsgiSocket) -> None:
    """Be a station whose relay always works."""
    async for frame in east.asked("door.release"):
        command = decode_body(frame, Release)
        east.answer(frame, Released(event_id=command.command_id, at_ms=now_ms()))


def now_ms() -> int:
    return int(datetime.now().astimezone().timestamp() * 1000)
