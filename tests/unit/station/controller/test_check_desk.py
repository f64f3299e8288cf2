"""The check at the unit: shown while the server says so, and never for longer than an installer needs."""

import asyncio

from genkan.station.controller.check_desk import SHOWN_LIMIT_S, CheckDesk
from genkan.station.controller.uplink_slot import UplinkSlot
from genkan.wire.station import CheckView, ShowCheck

CHECK = CheckView(check_id="k", language="ja")


async def test_a_check_nobody_ends_gives_the_screen_back_by_itself() -> None:
    changes: list[CheckView | None] = []
    desk = CheckDesk(UplinkSlot(), lambda: changes.append(desk.shown))
    desk.take_in(ShowCheck(check=CHECK))
    await asyncio.sleep(SHOWN_LIMIT_S - 1)
    desk.take_in(ShowCheck(check=CHECK))  # another line of the same check
    assert changes == [CHECK, CHECK]
    await asyncio.sleep(1)
    assert changes == [CHECK, CHECK, None]


async def test_another_check_has_its_own_time() -> None:
    desk = CheckDesk(UplinkSlot(), lambda: None)
    desk.take_in(ShowCheck(check=CHECK))
    await asyncio.sleep(SHOWN_LIMIT_S - 1)
    desk.take_in(ShowCheck())
    other = CheckView(check_id="other", language="en")
    desk.take_in(ShowCheck(check=other))
    await asyncio.sleep(SHOWN_LIMIT_S - 1)
    assert desk.shown == other
    desk.forget()
    assert desk.shown is None
