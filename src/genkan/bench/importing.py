"""P11: releasing a door while a file of 5,000 residents is imported, beside the same when nothing is.

The whole file is one transaction of the server's own database, and some seconds of one core.
"""

import asyncio
import base64

import httpx

from genkan.bench.figures import GENKAN, Bound, Figure, Outcome
from genkan.bench.installation import Installation
from genkan.bench.phones import GenkanPhone
from genkan.bench.plan import Plan
from genkan.bench.processes import CannotMeasure, Children
from genkan.bench.signing_in import MS, QUIET, open_town, tap_in_turn

LINES = 5_000
RESIDENTS_A_HOME = 2
TAPS_A_LOOK = 5  # between two looks at whether the import is over
ANSWER_LIMIT_S = 120.0


async def measure(plan: Plan) -> Outcome:
    """Time taps of one phone, by turns alone and beside an import; each import is of other residents."""
    rounds = plan.choose(6, 2)
    times: dict[str, list[list[float]]] = {GENKAN: [], QUIET: []}
    took_s: list[float] = []
    async with Children(plan.logs) as children:
        served, phone = await open_town(plan, children, "importing")
        for number in range(rounds):
            plan.say(f"an import of {LINES:,} residents, {number + 1} of {rounds}")
            importing = asyncio.create_task(_import(served, number))
            beside = await _tap_until(phone, importing)
            took_s.append(await importing)
            times[GENKAN].append(beside)
            quiet = await tap_in_turn(phone, len(beside))
            times[QUIET].append([latency * MS for latency in quiet.latencies])
    return Outcome(
        (
            Figure(
                key="p11.importing",
                title=f"tap → 解錠成功 beside an import of {LINES:,} residents",
                unit="ms",
                rounds=times,
                bounds=(Bound("step", 1.5, of=QUIET),),
                notes=(f"an import took {min(took_s):.1f} to {max(took_s):.1f} s",),
            ),
        )
    )


async def _tap_until(phone: GenkanPhone, importing: asyncio.Task[float]) -> list[float]:
    """Tap until the import is over; give the times in milliseconds."""
    times: list[float] = []
    while not importing.done():
        tally = await tap_in_turn(phone, TAPS_A_LOOK)
        times += [latency * MS for latency in tally.latencies]
    return times


async def _import(served: Installation, number: int) -> float:
    """Import a file of new homes and residents; give the seconds it took."""
    desk = served.town.desk
    lines = [
        f"{desk.building_name},{number + 1}{line // RESIDENTS_A_HOME:04},,佐藤,花子,{number}-{line}@a.example"
        for line in range(LINES)
    ]
    text = "棟,住戸,区分,姓,名,メールアドレス\n" + "\n".join(lines)
    body = {"content": base64.b64encode(text.encode()).decode(), "language": "ja"}
    headers = {"Authorization": f"Bearer {desk.token}"}
    loop = asyncio.get_running_loop()
    async with httpx.AsyncClient(base_url=served.url, headers=headers, timeout=ANSWER_LIMIT_S) as client:
        begun = loop.time()
        answer = await client.post(f"/api/portal/properties/{desk.property_id}/import", json=body)
    if not answer.is_success:
        raise CannotMeasure(f"the import was refused: {answer.text[:200]}")
    return loop.time() - begun
