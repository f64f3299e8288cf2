"""What every telephone behind the port promises: the fake of the tests now, the trunk's own when it comes."""

from collections.abc import Callable

import pytest
import sqlalchemy as sa

from genkan.server.calls.link import NoTelephone, TelephoneInvite, TelephoneLink
from harness.telephone import FakeTelephone


class Rig:
    """A telephone, and a look at whom it is calling."""

    def __init__(self, telephone: TelephoneLink, list_calling: Callable[[], list[str]]) -> None:
        self.telephone = telephone
        self.list_calling = list_calling


def rig_fake() -> Rig:
    fake = FakeTelephone()
    return Rig(fake, lambda: [invite.number_id for invite in fake.calling.values()])


@pytest.fixture(params=[rig_fake], ids=["fake"])
def rig(request: pytest.FixtureRequest) -> Rig:
    made: Rig = request.param()
    return made


def invite(leg: str = "t-1", number: str = "n1", call: str = "c1") -> TelephoneInvite:
    return TelephoneInvite(call_id=call, leg=leg, number_id=number, station_id="s1")


async def test_an_invited_number_is_called_once_however_often_it_is_said(rig: Rig) -> None:
    for _ in range(3):  # after a crash, and from another node
        await rig.telephone.invite(invite())
    assert rig.list_calling() == ["n1"]


async def test_a_withdrawn_leg_stops_and_is_not_called_again(rig: Rig) -> None:
    await rig.telephone.invite(invite())
    for _ in range(2):
        await rig.telephone.withdraw("c1", "t-1")
    assert rig.list_calling() == []
    await rig.telephone.invite(invite())  # overtaken by the withdrawal
    assert rig.list_calling() == []


async def test_a_leg_that_was_never_called_can_be_withdrawn(rig: Rig) -> None:
    await rig.telephone.withdraw("c1", "t-1")
    await rig.telephone.invite(invite())
    assert rig.list_calling() == []


async def test_legs_of_different_calls_are_apart(rig: Rig) -> None:
    await rig.telephone.invite(invite())
    await rig.telephone.invite(invite(call="c2"))
    await rig.telephone.withdraw("c1", "t-1")
    assert rig.list_calling() == ["n1"]


async def test_without_a_trunk_nobody_has_a_number() -> None:
    nothing = NoTelephone()
    await nothing.invite(invite())
    await nothing.withdraw("c1", "t-1")
    with sa.create_engine("sqlite://").connect() as connection:
        assert nothing.list_numbers(connection, "h1") == ()
