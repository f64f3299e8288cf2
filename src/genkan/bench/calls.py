"""P3, P4: 「呼出」 → first picture, also on a closed phone; 「応答」 → sound both ways; how soon all ring.

The picture and the sound: two real browsers, the panel's page served by a real station program and
the resident's app by a real server, in turn with the least call two pages can have. The ringing: the
panel's socket of real stations and the phones of a home, while five hundred homes are connected.
"""

import asyncio
from collections.abc import AsyncIterator, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from genkan.bench.browsers import PANEL, PHONE, Browsers, open_browsers, open_page, read_marks, wait_for_mark
from genkan.bench.figures import FLOOR, GENKAN, Bound, Figure, Missing, Outcome, Statistic
from genkan.bench.installation import Installation, serve_town
from genkan.bench.machine import allow_open_files
from genkan.bench.phones import GenkanPhone, kept_alive, open_phones
from genkan.bench.plan import Plan
from genkan.bench.processes import CannotMeasure, Children, Program, find_free_port
from genkan.bench.ringing import PEOPLE, measure_ringing
from genkan.bench.town import Size
from genkan.bench.woken import measure_woken

if TYPE_CHECKING:
    from playwright.async_api import Page, StorageState

BUILDINGS, HOMES = 5, 100
SETTLE_S = 1.0  # pages have loaded, cameras deliver, the browser has nothing else to do
PREVIEW_S = 1.0  # somebody looks before answering
DOOR_READY = "[data-testid^='door-open-']:enabled"  # the app is linked and its station online


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """Both pages, ready for the press, and what to press."""

    visitor: "Page"
    resident: "Page"
    press: str
    answer: str
    end: str | None


@dataclass(frozen=True, slots=True)
class Timing:
    """One call, in milliseconds."""

    picture: float
    sound: float


Open = Callable[[], AbstractAsyncContextManager[Scene]]


async def measure(plan: Plan) -> Outcome:
    """Serve a town and the floor, then call in turn."""
    size = Size(BUILDINGS, plan.choose(HOMES, 4), PEOPLE, BUILDINGS)
    allow_open_files(size.buildings * size.homes + PEOPLE)
    async with Children(plan.logs) as children:
        served = await serve_town(plan, children, "calls", size)
        panels = [await served.start_station(number) for number in range(BUILDINGS)]
        phones = _choose_phones(served, size)
        plan.say(f"connecting the phones of {size.buildings * size.homes:,} homes")
        await children.enter_async_context(kept_alive(phones))
        await open_phones(phones, served.port)
        ringing = await measure_ringing(plan, panels, phones)
        relay_port = find_free_port()
        relay = await children.start(
            Program.module("call-relay", "genkan.bench.floor.relay", str(relay_port))
        )
        await relay.wait_for_port(relay_port)
        try:
            picture, sound, woken = await _measure_browsers(plan, served, panels[0], relay_port)
        except CannotMeasure as failure:
            return Outcome((ringing,), (Missing("picture and sound of a call", str(failure)),))
    return Outcome((picture, woken, ringing, sound))


def _choose_phones(served: Installation, size: Size) -> list[GenkanPhone]:
    """Give one phone of every home, and all of the first home of each building."""
    first_home = served.town.phones[0].home_number
    return [
        GenkanPhone(row)
        for number, row in enumerate(served.town.phones)
        if number % size.people == 0 or row.home_number == first_home
    ]


async def _measure_browsers(
    plan: Plan, served: Installation, panel_port: int, relay_port: int
) -> tuple[Figure, Figure, Figure]:
    timings: dict[str, list[Timing]] = {GENKAN: [], FLOOR: []}
    async with open_browsers(plan.folder) as browsers:
        signed_in = await _sign_in(browsers, served)
        sides: dict[str, Open] = {
            FLOOR: lambda: _open_bare(browsers, relay_port),
            GENKAN: lambda: _open_genkan(browsers, served, panel_port, signed_in),
        }
        count = plan.choose(24, 2)  # of 16 the 95th percentile would be the slowest
        for number in range(-1, count):
            plan.say(f"call {number + 1} of {count}" if number >= 0 else "a first call to warm up")
            for name, side in sides.items():
                timing = await _time_call(side)
                if number >= 0:
                    timings[name].append(timing)
        woken = await measure_woken(plan, browsers, served, panel_port, relay_port)
    picture = Figure(
        key="p3.picture",
        title="「呼出」 → first picture",
        unit="ms",
        rounds={name: [[timing.picture] for timing in taken] for name, taken in timings.items()},
        bounds=(Bound("step", 1.4), Bound("goal", 1.2)),
    )
    sound = Figure(
        key="p4.sound",
        title="「応答」 → sound both ways",
        unit="ms",
        rounds={name: [[timing.sound] for timing in taken] for name, taken in timings.items()},
        statistic=Statistic.P95,
        bounds=(Bound("step", 150.0, of=None), Bound("goal", 100.0, of=None)),
    )
    return picture, sound, woken


async def _time_call(open_scene: Open) -> Timing:
    async with open_scene() as scene:
        await asyncio.sleep(SETTLE_S)
        await scene.visitor.click(scene.press)
        await wait_for_mark(scene.resident, "framed")
        await asyncio.sleep(PREVIEW_S)
        pressed = (await read_marks(scene.visitor)).pressed
        await scene.resident.click(scene.answer)
        await wait_for_mark(scene.resident, "heard")
        await wait_for_mark(scene.visitor, "heard")
        visitor, resident = await read_marks(scene.visitor), await read_marks(scene.resident)
        if scene.end is not None:
            await scene.resident.click(scene.end)
    if None in {pressed, resident.framed, resident.clicked, resident.heard, visitor.heard}:
        raise CannotMeasure("a page did not note what happened in it")
    return Timing(
        picture=_since(pressed, resident.framed),
        sound=_since(resident.clicked, resident.heard, visitor.heard),
    )


def _since(start: float | None, *ends: float | None) -> float:
    """Give how long after the start the last of the ends was."""
    return max(end or 0.0 for end in ends) - (start or 0.0)


@asynccontextmanager
async def _open_bare(browsers: Browsers, port: int) -> AsyncIterator[Scene]:
    """Open the two pages of the least call."""
    url = f"http://localhost:{port}/"
    async with (
        open_page(browsers.visitor, f"{url}#station:0:0", PANEL) as visitor,
        open_page(browsers.resident, f"{url}#phone:0:0", PHONE) as resident,
    ):
        for page in (visitor, resident):
            await page.wait_for_selector("body[data-ready]")
        yield Scene(visitor=visitor, resident=resident, press="#press", answer="#answer", end=None)


async def _sign_in(browsers: Browsers, served: Installation) -> "StorageState":
    """Sign in once: a device that signed in for every call would ring once more in every call."""
    person = served.town.person
    async with open_page(browsers.resident, f"{served.url}/app/", PHONE) as page:
        await page.fill(_by_test_id("sign-in-username"), person.username)
        await page.fill(_by_test_id("sign-in-password"), person.password)
        await page.click(_by_test_id("sign-in-submit"))
        await page.wait_for_selector(DOOR_READY)
        return await page.context.storage_state()


@asynccontextmanager
async def _open_genkan(
    browsers: Browsers, served: Installation, panel_port: int, signed_in: "StorageState"
) -> AsyncIterator[Scene]:
    """Open the panel with the home's number typed, and the app on its home screen."""
    person = served.town.person
    async with (
        open_page(browsers.resident, f"{served.url}/app/", PHONE, state=signed_in) as resident,
        open_page(browsers.visitor, f"http://localhost:{panel_port}/", PANEL) as visitor,
    ):
        await resident.wait_for_selector(DOOR_READY)
        await visitor.wait_for_selector("[data-testid='panel-state'][data-state='idle']")
        for digit in person.home_number:
            await visitor.click(_by_test_id(f"panel-key-{digit}"))
        yield Scene(
            visitor=visitor,
            resident=resident,
            press=_by_test_id("panel-call"),
            answer=_by_test_id("call-answer"),
            end=_by_test_id("call-hangup"),
        )


def _by_test_id(name: str) -> str:
    return f"[data-testid='{name}']"
