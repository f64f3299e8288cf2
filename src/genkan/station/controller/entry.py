"""The key screen: a PIN typed or a key shown, decided here, always."""

import asyncio
from collections.abc import Awaitable, Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace

import msgspec
import structlog

from genkan.core.access import Denied, Granted
from genkan.core.credentials import (
    STAFF_NUMBER,
    PinHashing,
    hash_home_number,
    hash_key,
    hash_pin,
    is_pin,
    normalise_digits,
    read_key,
)
from genkan.core.keypad import KeypadBudget, Step, WrongEntry
from genkan.station.clock import ServerClock
from genkan.station.controller.entry_views import TAP_LIMIT_S, EntryViews
from genkan.station.controller.key_pictures import KeyPictures
from genkan.station.controller.key_uses import KeyUses, UseRefused
from genkan.station.controller.phone_prompts import PhonePrompts
from genkan.station.controller.release import Opening, ReleaseDoor
from genkan.station.controller.tasks import Tasks
from genkan.station.controller.unit_notices import UnitNotices, read_time
from genkan.station.store.database import StoreUnusable
from genkan.station.store.journal import Journal, UseTaken
from genkan.station.store.rights import MemoryRights
from genkan.station.store.snapshot import KeptCredential, Snapshot
from genkan.wire.frame import Refused
from genkan.wire.ids import new_id
from genkan.wire.panel import PanelEntry
from genkan.wire.station import ShowConfig

log = structlog.get_logger(__name__)

SHOWN_S = 30.0  # an outcome stays for so long at most
SAME_KEY_S = 3.0  # a camera sees the same code many times a second

HashPin = Callable[[str, PinHashing], Awaitable[bytes]]


class EntryBusy(Exception):
    """Another entry is being checked."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Typed:
    """What was typed, once it is worth checking."""

    session: str
    digits: str
    home_number: str | None
    building_id: str | None  # of the home; None: the station's own
    door_id: str | None
    step: Step


async def hash_pin_aside(digits: str, hashing: PinHashing) -> bytes:
    """Hash a PIN beside everything else the unit does."""
    return await asyncio.to_thread(hash_pin, digits, hashing)


class EntryDesk:
    """Takes one entry after the other. What the panel shows of it is `view`."""

    def __init__(  # noqa: PLR0913 - it stands between the panel, the store, the door and the server
        self,
        *,
        rights: MemoryRights,
        journal: Journal,
        release_door: ReleaseDoor,
        clock: ServerClock,
        uses: KeyUses,
        prompts: PhonePrompts,
        pictures: KeyPictures,
        tasks: Tasks,
        changed: Callable[[], None],
        notices: UnitNotices,
        hash_pin: HashPin = hash_pin_aside,
    ) -> None:
        self._rights = rights
        self._journal = journal
        self._release_door = release_door
        self._clock = clock
        self._uses = uses
        self._prompts = prompts
        self._pictures = pictures
        self._tasks = tasks
        self._changed = changed
        self._notices = notices
        self._views = EntryViews(clock)
        self._hash_pin = hash_pin
        self._budget = KeypadBudget(rights.list_wrong_entries(), last_try_ms=_restart_ms(rights))
        self._config: ShowConfig | None = None
        self._is_busy = False
        self._shown_key: tuple[bytes, float] | None = None
        self._timer: asyncio.TimerHandle | None = None
        self.view: PanelEntry | None = None

    def use_config(self, config: ShowConfig) -> None:
        """Stand at this station from now on."""
        self._config = config

    async def enter_pin(
        self,
        digits: str,
        home_number: str | None = None,
        *,
        session: str,
        door_id: str | None = None,
        building_id: str | None = None,
    ) -> PanelEntry:
        """Check a PIN and open the door. Raises EntryBusy while another entry is checked.

        `building_id`: of the home number. Two homes behind one number would be two PINs to guess.
        """
        typed = _Typed(
            session=session,
            digits=normalise_digits(digits),
            home_number=home_number,
            building_id=building_id,
            door_id=door_id,
            step=Step.ALONE,
        )
        with self._turn():
            self.view = None
            self._prompts.drop(session)
            return self._show(await self._enter(typed))

    async def show_qr(self, token: str, *, session: str) -> PanelEntry:
        """Check a QR key and open the door. Raises EntryBusy while another entry is checked.

        The same code held before the camera on and on is one showing.
        """
        key = read_key(token)
        verifier = None if key is None else hash_key(key)
        now_s = self._clock.monotonic_ms() / 1000
        if verifier is not None and self._is_shown_still(verifier, now_s) and self.view is not None:
            return self.view
        with self._turn():
            entry = self._views.make(session, "unknown", method="qr")
            if verifier is not None:
                entry = await self._show_key(verifier, session)
                # What opened nothing is looked at anew: it may be good a moment later.
                is_open = entry.outcome == "opened"
                self._shown_key = (verifier, self._clock.monotonic_ms() / 1000) if is_open else None
            return self._show(entry)

    def leave(self, session: str) -> None:
        """The key screen was left: nothing is awaited for it any longer."""
        self._prompts.drop(session)
        if self.view is not None and self.view.session == session:
            self._clear()

    def close(self) -> None:
        """Show nothing any more."""
        if self._timer is not None:
            self._timer.cancel()

    @contextmanager
    def _turn(self) -> Iterator[None]:
        """One entry at a time: two hashes beside each other would be two guesses."""
        if self._is_busy:
            raise EntryBusy
        self._is_busy = True
        try:
            yield
        finally:
            self._is_busy = False

    # ── a PIN ───────────────────────────────────────────────────────────────────────────────────

    async def _enter(self, typed: _Typed) -> PanelEntry:
        session, digits = typed.session, typed.digits
        snapshot = self._rights.snapshot
        if snapshot is None:
            return self._views.make(session, "other_way")
        if not is_pin(digits):
            return self._views.make(session, "unknown")
        at_ms = self._rights.steady_ms()
        wait_ms = self._budget.wait_ms(at_ms)
        if wait_ms > 0:
            return self._views.make(session, "slow_down", wait_ms=wait_ms)
        has_home = typed.home_number is not None
        step = self._budget.find_step(len(digits), snapshot.live_pins, has_home=has_home, at_ms=at_ms)
        if not has_home and step is not Step.ALONE:
            return self._views.make(session, "home_number")
        return await self._try(replace(typed, step=step), snapshot, at_ms)

    async def _try(self, typed: _Typed, snapshot: Snapshot, at_ms: int) -> PanelEntry:
        """Try the digits. They count as wrong, durably, before anybody knows whether they are."""
        named = self._find_named(typed, snapshot)
        entry = WrongEntry(
            entry_id=new_id(),
            at_ms=at_ms,
            length=len(typed.digits),
            step=Step.ALONE if typed.home_number is None else Step.WITH_HOME,
            session=typed.session,
            household_id=min(named) if named else None,
        )
        self._budget.note_try(at_ms)
        try:
            self._rights.keep_entry(entry)
        except StoreUnusable as error:
            log.warning("station.keypad.unwritable", fault=str(error))
            return self._views.make(typed.session, "failed")
        verifier = await self._hash_pin(typed.digits, snapshot.hashing)
        fitting = [
            kept
            for kept in snapshot.find_pins(verifier)
            if typed.home_number is None or _is_named(kept, typed.home_number, named)
        ]
        if not fitting:
            self._notices.tell(self._budget.note_wrong(entry), self._config)
            return self._refuse_wrong(typed)
        outcome = await self._use_pin(typed, fitting)
        if outcome.outcome == "unknown":  # a right that is over is as good as none
            self._notices.tell(self._budget.note_wrong(entry), self._config)
            return self._refuse_wrong(typed)
        self._rights.forget_entries([entry.entry_id])
        is_told = outcome.outcome in {"tap_on_phone", "other_way"}
        return self._refuse_wrong(typed) if typed.step is Step.ON_PHONE and not is_told else outcome

    def _refuse_wrong(self, typed: _Typed) -> PanelEntry:
        """At the last step a wrong entry looks as a right one does: a tap on a phone is awaited."""
        if typed.step is not Step.ON_PHONE:
            return self._views.make(typed.session, "unknown")
        if not self._prompts.can_ask:
            return self._views.make(typed.session, "other_way")
        self._tasks.start(self._await_tap(typed.session, None, None))
        return self._views.make(typed.session, "tap_on_phone", deadline_ms=self._views.deadline_ms())

    async def _use_pin(self, typed: _Typed, fitting: list[KeptCredential]) -> PanelEntry:
        denied: PanelEntry | None = None
        for kept in fitting:
            for door_id in self._list_doors(typed.door_id):
                if not kept.opens(door_id):
                    continue
                decision = self._decide(kept, door_id)
                if isinstance(decision, Granted):
                    if typed.step is Step.ON_PHONE:
                        return self._ask_household(typed, kept, door_id)
                    return await self._open(kept, door_id, typed.session, "pin")
                if denied is None or denied.outcome == "unknown":
                    denied = self._views.denied(decision, typed.session, "pin")
        return denied or self._views.make(typed.session, "unknown")

    def _ask_household(self, typed: _Typed, kept: KeptCredential, door_id: str) -> PanelEntry:
        household_id = kept.entry.household_id
        if not self._prompts.can_ask:
            return self._views.make(typed.session, "other_way")
        asked = household_id is not None and self._budget.take_prompt(household_id, self._rights.steady_ms())
        self._tasks.start(self._await_tap(typed.session, kept if asked else None, door_id))
        return self._views.make(typed.session, "tap_on_phone", deadline_ms=self._views.deadline_ms())

    async def _await_tap(self, session: str, kept: KeptCredential | None, door_id: str | None) -> None:
        """Wait for a tap, or as long as one would be waited for, and show what came of it."""
        household_id = None if kept is None else kept.entry.household_id
        allowed = await self._prompts.ask(session, household_id, limit_s=TAP_LIMIT_S)
        if self.view is None or self.view.session != session or self.view.outcome != "tap_on_phone":
            return
        if not allowed or kept is None or door_id is None:
            self._show(self._views.make(session, "other_way"))
            return
        decision = self._decide(kept, door_id)
        if isinstance(decision, Granted):
            self._show(await self._open(kept, door_id, session, "pin"))
        else:
            self._show(self._views.denied(decision, session, "pin"))

    def _find_named(self, typed: _Typed, snapshot: Snapshot) -> set[str]:
        """Give the households whose number was typed, in the building that was chosen."""
        if typed.home_number is None:
            return set()
        own_id = "" if self._config is None else self._config.building_id
        elsewhere = None if typed.building_id == own_id else typed.building_id
        return snapshot.find_households(hash_home_number(typed.home_number, snapshot.hashing, elsewhere))

    # ── a key ───────────────────────────────────────────────────────────────────────────────────

    async def _show_key(self, verifier: bytes, session: str) -> PanelEntry:
        snapshot = self._rights.snapshot
        if snapshot is None:
            return self._views.make(session, "other_way", method="qr")
        kept = snapshot.find_key(verifier)
        if kept is None:
            return self._views.make(session, "unknown", method="qr")
        denied: PanelEntry | None = None
        for door_id in self._list_doors(None):
            if not kept.opens(door_id):
                continue
            decision = self._decide(kept, door_id)
            if isinstance(decision, Granted):
                return await self._open(kept, door_id, session, "qr")
            denied = denied or self._views.denied(decision, session, "qr")
        return denied or self._views.make(session, "unknown", method="qr")

    def _is_shown_still(self, verifier: bytes, now_s: float) -> bool:
        shown = self._shown_key
        if shown is None or shown[0] != verifier or now_s - shown[1] > SAME_KEY_S:
            return False
        self._shown_key = (verifier, now_s)
        return True

    # ── both ────────────────────────────────────────────────────────────────────────────────────

    def _decide(self, kept: KeptCredential, door_id: str) -> Granted | Denied:
        now_ms = self._views.timed_now_ms()
        if now_ms is None:
            return kept.decide_without_time(door_id)
        return kept.decide(door_id, at_ms=now_ms, used=self._uses.count(kept.entry))

    async def _open(self, kept: KeptCredential, door_id: str, session: str, method: str) -> PanelEntry:
        event_id = new_id()
        use_no: int | None = None
        via = "qr" if method == "qr" else "pin"
        if kept.entry.uses is not None:
            taken = await self._uses.take(kept.entry, event_id=event_id, door_id=door_id)
            if isinstance(taken, UseRefused):
                return self._views.make(session, taken.outcome, method=via, entrance=taken.entrance)
            use_no = taken
        opening = Opening(
            event_id=event_id,
            door_id=door_id,
            credential_id=kept.credential_id,
            household_id=kept.entry.household_id,
            via="qr" if method == "qr" else "pin",
            at=read_time(self._journal, self._clock),
            use_no=use_no,
        )
        try:
            answer = await self._release_door.open_here(opening)
        except UseTaken:
            return self._views.make(session, "used_up", method=via)
        if isinstance(answer, Refused):
            return self._views.make(session, "failed", method=via)
        forgiven = self._budget.resolve(session, self._rights.steady_ms())
        if forgiven:
            self._rights.forget_entries([entry.entry_id for entry in forgiven])
        opened = self._views.make(session, "opened", method=via)
        if via != "qr" or opening.household_id is None or not self._takes_pictures:
            return opened
        self._pictures.ask_for(event_id)
        return msgspec.structs.replace(opened, picture_of=event_id)

    @property
    def _takes_pictures(self) -> bool:
        return self._config is not None and self._config.takes_pictures

    def _list_doors(self, wanted: str | None) -> list[str]:
        if self._config is None:
            return []
        doors = sorted(self._config.doors, key=lambda door: door.relay)
        return [door.door_id for door in doors if wanted is None or door.door_id == wanted]

    def _show(self, entry: PanelEntry) -> PanelEntry:
        self.view = entry
        if self._timer is not None:
            self._timer.cancel()
        self._timer = asyncio.get_running_loop().call_later(SHOWN_S + 1, self._clear)
        self._changed()
        return entry

    def _clear(self) -> None:
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        self.view = None
        self._changed()


def _is_named(kept: KeptCredential, home_number: str, named: set[str]) -> bool:
    """Whether the home number that was typed is the holder's."""
    household_id = kept.entry.household_id
    if household_id is None:
        return normalise_digits(home_number) == STAFF_NUMBER
    return household_id in named


def _restart_ms(rights: MemoryRights) -> int | None:
    """A restart is no way around the pace: it counts as a try, if there was one in the last day."""
    return rights.steady_ms() if rights.list_wrong_entries() else None
