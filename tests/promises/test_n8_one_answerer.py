"""Several phones of one home answer in the same moment."""

import asyncio
from collections import Counter
from contextlib import AsyncExitStack
from pathlib import Path

from genkan.wire.app import CallAnswered
from genkan.wire.frame import Nothing
from harness.house import make_house
from harness.phone import Phone, sign_in
from harness.promise import Promise
from harness.visitor import Visitor

PHONES = 4
WITHIN_S = 0.005
SHOWN_LIMIT_S = 10.0


async def test_n8_a_call_has_one_answerer(promise: Promise, tmp_path: Path) -> None:
    """A call has exactly one answerer, however close the answers are."""
    rounds = promise.pick(short=50, nightly=1_000)
    wins: Counter[int] = Counter()
    house = make_house(tmp_path)
    try:
        house.start_server()
        station = house.add_station(code=house.enrolment_codes[0])
        residents = house.list_household("101")
        accounts = [residents[number % len(residents)] for number in range(PHONES)]
        async with AsyncExitStack() as stack:
            phones = [
                await stack.enter_async_context(Phone(house.url, sign_in(house.url, account)))
                for account in accounts
            ]
            visitor = await stack.enter_async_context(Visitor(station))
            for _ in range(rounds):
                delays = [promise.random.uniform(0, WITHIN_S) for _ in phones]
                wins[await play_round(visitor, phones, delays)] += 1
    finally:
        house.close()
    assert sum(wins.values()) == rounds
    spread = ", ".join(str(wins[number]) for number in range(PHONES))
    promise.keep(
        "N8", f"{rounds} rounds of {PHONES} phones within 5 ms: exactly 1 answerer each (won: {spread})"
    )


async def play_round(visitor: Visitor, phones: list[Phone], delays: list[float]) -> int:
    """Ring, let every phone answer, and give the number of the one that won."""
    assert await visitor.ring("101") == Nothing()
    rung = [
        await phone.wait_for_call(
            lambda call: call.phase == "ringing" and call.leg_state == "ringing",
            limit_s=SHOWN_LIMIT_S,
            what="the ring on every phone",
        )
        for phone in phones
    ]
    call_id = rung[0].call_id
    assert {call.call_id for call in rung} == {call_id}

    async def answer(phone: Phone, delay_s: float) -> bool:
        await asyncio.sleep(delay_s)
        given = await phone.answer(call_id)
        assert isinstance(given, CallAnswered), given
        return given.won

    won = await asyncio.gather(*map(answer, phones, delays))
    assert won.count(True) == 1, won
    winner = won.index(True)
    for number, phone in enumerate(phones):
        wanted = "connected" if number == winner else "left"
        shown = await phone.wait_for_call(
            lambda call, wanted=wanted: call.call_id == call_id and call.leg_state == wanted,  # type: ignore[misc]
            limit_s=SHOWN_LIMIT_S,
            what=f"leg {wanted}",
        )
        assert shown.leg_end == (None if number == winner else "elsewhere")
    talk = await visitor.wait_for(
        lambda call: call is not None and call.phase == "talking", limit_s=SHOWN_LIMIT_S, what="the talk"
    )
    assert talk is not None
    assert talk.answered_by == rung[winner].leg
    await phones[winner].hang_up(call_id)
    await visitor.wait_for(
        lambda call: call is None or call.phase == "ended", limit_s=SHOWN_LIMIT_S, what="the end of the call"
    )
    return winner
