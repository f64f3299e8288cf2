"""Two server processes on PostgreSQL and NATS are one server: whatever ends where."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from genkan.wire.app import CallAnswered, DoorReleased
from harness.house import House, make_house, wait_for_pulses
from harness.phone import Phone, sign_in
from harness.visitor import Visitor
from harness.waiting import until

TELL_LIMIT_S = 10.0


@pytest.fixture
def house(tmp_path: Path, postgres_url: str, nats_url: str) -> Iterator[House]:
    made = make_house(tmp_path, settings={"GENKAN_DATABASE_URL": postgres_url, "GENKAN_BUS_URL": nats_url})
    made.start_server()
    yield made
    made.close()


@pytest.fixture
def second_url(house: House) -> str:
    """The address of another node of the same installation."""
    return f"http://localhost:{house.add_node()}"


async def test_a_visitor_at_one_node_reaches_the_phones_of_another(house: House, second_url: str) -> None:
    station = house.add_station(code=house.enrolment_codes[0])
    hanako, ken = house.list_household("101")[:2]
    async with (
        Phone(second_url, sign_in(house.url, hanako)) as first,
        Phone(house.url, sign_in(second_url, ken)) as second,
        Visitor(station) as visitor,
    ):
        doors = await first.wait_for_doors()
        assert isinstance(await first.release(doors[0]), DoorReleased), "the tap crosses the nodes"
        await visitor.ring("101")
        call = await first.wait_for_call(lambda call: call.phase == "ringing")
        await second.wait_for_call(lambda shown: shown.call_id == call.call_id)
        answers = [await first.answer(call.call_id), await second.answer(call.call_id)]
        assert [isinstance(answer, CallAnswered) and answer.won for answer in answers] == [True, False]
        await second.wait_for_call(lambda call: call.leg_end == "elsewhere")
        first.keep_talking(call.call_id)
        await visitor.wait_for(
            lambda shown: shown is not None and shown.phase == "talking", limit_s=TELL_LIMIT_S, what="talking"
        )
        assert isinstance(await first.release(doors[0], call_id=call.call_id), DoorReleased)
        await visitor.wait_for(
            lambda shown: shown is not None and shown.end == "opened", limit_s=TELL_LIMIT_S, what="opened"
        )
        await second.wait_for_call(lambda call: call.end == "opened")
    assert len(wait_for_pulses(station, 2)) == 2


async def test_a_station_that_dies_is_missed_and_found_again_from_the_other_node(
    house: House, second_url: str
) -> None:
    station = house.add_station(code=house.enrolment_codes[0])
    account = house.list_household("101")[0]
    async with Phone(second_url, sign_in(second_url, account)) as phone:
        doors = await phone.wait_for_doors()
        station.program.kill()
        refused = await phone.release(doors[0])
        assert not isinstance(refused, DoorReleased)
        await until(
            lambda: phone.home is not None and not any(door.online for door in phone.home.doors),
            limit_s=TELL_LIMIT_S,
            what="the doors going offline",
        )
        station.start()
        await phone.wait_for_doors()
        assert isinstance(await phone.release(doors[0]), DoorReleased)
