"""P11: releasing a door while 20 people a second sign in, beside the same when nobody does.

Hashing a password takes tens of milliseconds of a core, on purpose. What is measured is that whoever stands
before the door hardly notices: taps of one phone at a real station, in turns without and with the sign-ins.
"""

import asyncio
import itertools

import httpx

from genkan.bench.figures import GENKAN, Bound, Figure, Outcome
from genkan.bench.installation import Installation, serve_town
from genkan.bench.load import Tally, run_closed_loop
from genkan.bench.phones import GenkanPhone, kept_alive, open_phones
from genkan.bench.plan import Plan
from genkan.bench.processes import CannotMeasure, Children
from genkan.bench.town import Size

QUIET = "quiet"
SIZE = Size(buildings=10, homes=2, people=1, real_stations=1)
PER_SECOND = 20
PAUSE_S = 0.01  # between an answer and the next tap, as in P1
WARM_UP = 50
SETTLED_S = 1.0  # the sign-ins run for so long before the first tap beside them
FAILURES_ALLOWED = 0.001
ANSWER_LIMIT_S = 30.0  # of a sign-in, on a machine that is busy with others
MS = 1e3


async def measure(plan: Plan) -> Outcome:
    """Time taps of one phone, by turns alone and beside the sign-ins."""
    rounds, taps = plan.choose(8, 2), plan.choose(200, 40)
    times: dict[str, list[list[float]]] = {GENKAN: [], QUIET: []}
    let_in: list[bool] = []
    async with Children(plan.logs) as children:
        served, phone = await open_town(plan, children, "signing-in")
        async with httpx.AsyncClient(base_url=served.url, timeout=ANSWER_LIMIT_S) as client:
            for number in range(rounds):
                plan.say(f"{PER_SECOND} sign-ins a second, {number + 1} of {rounds}")
                for side in (QUIET, GENKAN) if number % 2 == 0 else (GENKAN, QUIET):
                    if side == QUIET:
                        tally = await tap_in_turn(phone, taps)
                    else:
                        tally, answers = await _tap_beside_sign_ins(phone, taps, served, client)
                        let_in += answers
                    times[side].append([latency * MS for latency in tally.latencies])
    return Outcome(
        (
            Figure(
                key="p11.signing_in",
                title=f"tap → 解錠成功 beside {PER_SECOND} sign-ins/s",
                unit="ms",
                rounds=times,
                bounds=(Bound("step", 1.5, of=QUIET),),
                notes=(f"{sum(let_in):,} of {len(let_in):,} sign-ins were let in at once",),
            ),
        )
    )


async def open_town(plan: Plan, children: Children, name: str) -> tuple[Installation, GenkanPhone]:
    """Serve a small town; give it with a phone whose door a real station opens, warmed up."""
    served = await serve_town(plan, children, name, SIZE)
    await served.start_station(0)
    await served.start_simulated_stations()
    phones = [GenkanPhone(row) for row in served.town.phones]
    await children.enter_async_context(kept_alive(phones))
    await open_phones(phones, served.port)
    await tap_in_turn(phones[0], WARM_UP)
    return served, phones[0]


async def tap_in_turn(phone: GenkanPhone, taps: int) -> Tally:
    """Tap, the next when the last is answered. Raises CannotMeasure when taps were refused or lost."""
    tally = await run_closed_loop(lambda _: phone.release(), count=taps, pause_s=PAUSE_S)
    if tally.failed > FAILURES_ALLOWED * tally.offered:
        raise CannotMeasure(f"{tally.failed:,} of {tally.offered:,} taps were refused or lost")
    return tally


async def _tap_beside_sign_ins(
    phone: GenkanPhone, taps: int, served: Installation, client: httpx.AsyncClient
) -> tuple[Tally, list[bool]]:
    """Tap while people sign in; give also which of them were let in."""
    person = served.town.person
    body = {"username": person.username, "password": person.password, "app": "resident"}
    answers: list[bool] = []
    is_over = asyncio.Event()

    async def sign_in() -> None:
        client.cookies.clear()  # everybody comes with a device of their own
        answers.append((await client.post("/api/sign-in", json=body)).is_success)

    async def crowd() -> None:
        begun = asyncio.get_running_loop().time()
        async with asyncio.TaskGroup() as group:
            for number in itertools.count(1):
                group.create_task(sign_in())
                due = begun + number / PER_SECOND
                await asyncio.sleep(max(due - asyncio.get_running_loop().time(), 0))
                if is_over.is_set():
                    break

    async with asyncio.TaskGroup() as group:
        group.create_task(crowd())
        await asyncio.sleep(SETTLED_S)
        tally = await tap_in_turn(phone, taps)
        is_over.set()
    return tally, answers
