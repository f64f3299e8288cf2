"""A link over which nothing comes any more, while nobody calls: who is at its ends finds out."""

import asyncio
import json
import time
from collections.abc import Callable
from contextlib import AsyncExitStack
from pathlib import Path

import httpx

from genkan.wire.frame import Ping
from harness.house import House, make_house
from harness.phone import Phone, sign_in
from harness.promise import Promise
from harness.proxy import FaultProxy
from harness.visitor import Visitor
from harness.waiting import until

NOTICED_LIMIT_S = 45.0
BACK_LIMIT_S = 45.0


async def test_n7_a_dead_link_is_noticed(promise: Promise, tmp_path: Path) -> None:
    """On a half-open link the panel, the doors of the residents and the server's count say within 45 s that
    nobody is there.
    """
    rounds = promise.pick(short=1, nightly=10)
    slowest = {"panel": 0.0, "residents": 0.0, "server": 0.0}
    house = make_house(tmp_path)
    with FaultProxy(house.port) as phone_network, FaultProxy(house.port) as station_network:
        try:
            house.start_server()
            station = house.add_station(code=house.enrolment_codes[0], server_url=station_network.url)
            accounts = house.list_household("101")
            async with AsyncExitStack() as stack:
                near = await stack.enter_async_context(Phone(house.url, sign_in(house.url, accounts[0])))
                far = await stack.enter_async_context(
                    Phone(phone_network.url, sign_in(house.url, accounts[1]))
                )
                visitor = await stack.enter_async_context(Visitor(station))
                http = await stack.enter_async_context(read_figures(house))
                for _ in range(rounds):
                    await near.wait_for_doors()
                    await far.wait_until_open()
                    assert await count_apps(http) == 2
                    await asyncio.to_thread(station_network.stall)
                    await asyncio.to_thread(phone_network.stall)
                    stalled = time.monotonic()
                    told = await asyncio.gather(
                        wait_from(stalled, lambda: visitor.panel is not None and not visitor.panel.online),
                        wait_from(stalled, lambda: near.home is not None and not all_online(near)),
                        wait_for_count(stalled, http, near),
                    )
                    slowest = {
                        who: max(before, after)
                        for (who, before), after in zip(slowest.items(), told, strict=True)
                    }
                    await asyncio.to_thread(station_network.mend)
                    await asyncio.to_thread(phone_network.mend)
                    await until(
                        lambda: visitor.panel is not None and visitor.panel.online and all_online(near),
                        limit_s=BACK_LIMIT_S,
                        what="the station's return",
                    )
        finally:
            house.close()
    figures = ", ".join(f"{who} {seconds:.1f} s" for who, seconds in slowest.items())
    promise.keep(
        "N7", f"{rounds} idle links half open, both of a station and of a phone; told after: {figures}"
    )


def all_online(phone: Phone) -> bool:
    doors = [] if phone.home is None else phone.home.doors
    return bool(doors) and all(door.online for door in doors)


def read_figures(house: House) -> httpx.AsyncClient:
    """Give a client that may read the server's figures."""
    token = json.loads((house.data_dir / "secrets.json").read_text())["metrics_token"]
    return httpx.AsyncClient(base_url=house.url, headers={"Authorization": f"Bearer {token}"})


async def count_apps(http: httpx.AsyncClient) -> int:
    """Give how many apps the server believes to be connected."""
    lines = (await http.get("/metrics")).text.splitlines()
    counts = [float(line.rpartition(" ")[2]) for line in lines if line.startswith('genkan_links{kind="app"')]
    return int(sum(counts))


async def wait_from(since: float, has_noticed: Callable[[], bool]) -> float:
    await until(has_noticed, limit_s=NOTICED_LIMIT_S, what="somebody noticing the dead link")
    return time.monotonic() - since


async def wait_for_count(since: float, http: httpx.AsyncClient, near: Phone) -> float:
    while await count_apps(http) != 1:
        assert time.monotonic() - since < NOTICED_LIMIT_S
        await near.tell("ping", Ping(mark=0))  # as an app does that is open
        await asyncio.sleep(1.0)
    return time.monotonic() - since
