"""The unit: what it knows, what it shows, and what it does when the server, the visitor or time says so."""

import asyncio
from collections.abc import Callable, Collection
from contextlib import suppress
from typing import assert_never

import msgspec
import structlog

from genkan.station.clock import ServerClock
from genkan.station.controller.check_desk import CheckDesk
from genkan.station.controller.desk import VisitorDesk
from genkan.station.controller.door_watch import DoorRules, DoorWatch
from genkan.station.controller.entry import EntryDesk, HashPin, hash_pin_aside
from genkan.station.controller.handover import HandOver
from genkan.station.controller.key_pictures import KeyPictures
from genkan.station.controller.key_uses import KeyUses
from genkan.station.controller.panel_description import describe_unit
from genkan.station.controller.phone_prompts import PhonePrompts
from genkan.station.controller.ports import Screen, ServerWord, Uplink
from genkan.station.controller.release import Answer, ReleaseDone, ReleaseDoor
from genkan.station.controller.rights_sync import RightsSync
from genkan.station.controller.standing import Standing
from genkan.station.controller.state import UnitState
from genkan.station.controller.tamper_watch import TamperWatch
from genkan.station.controller.tasks import Tasks
from genkan.station.controller.unit_notices import UnitNotices
from genkan.station.controller.uplink_slot import UplinkSlot
from genkan.station.faults import PassBy, pass_by
from genkan.station.hardware.backlight import Backlight, NoBacklight
from genkan.station.hardware.monitor import Housing, NoMonitor
from genkan.station.hardware.relay import RELAY_TIME_LIMIT_S, Relays
from genkan.station.store.journal import Journal, Outcome
from genkan.station.store.rights import MemoryRights
from genkan.wire.call import CallRef, CallSignal
from genkan.wire.frame import Refused
from genkan.wire.panel import PanelMedia, ShowPanel
from genkan.wire.rights import HouseholdAnswer, KeyClaim, KeyClaimed, SyncHurry
from genkan.wire.station import (
    Health,
    JournalAcknowledged,
    Release,
    ShowCall,
    ShowCheck,
    ShowConfig,
    UnitFacts,
    Welcome,
)

log = structlog.get_logger(__name__)

IDLE_AFTER_S = 1.0  # with no release for so long, the disk is ours
GOODBYE_LIMIT_S = RELAY_TIME_LIMIT_S + 0.5  # a release under way is finished before the program ends

HEALTH_EVERY_S = 60.0  # the server compares the clocks; a minute is soon enough for that


class StationController:
    """Owns the unit's state, on one event loop. Sockets and disks are other people's."""

    def __init__(  # noqa: PLR0913 - it stands between everything a unit has
        self,
        *,
        journal: Journal,
        relays: Relays,
        clock: ServerClock,
        keep_config: Callable[[ShowConfig], None],
        config: ShowConfig | None = None,
        rights: MemoryRights | None = None,
        hash_pin: HashPin = hash_pin_aside,
        standing: Standing | None = None,
        blocked_relays: Collection[int] = (),
        door_rules: DoorRules | None = None,
        housing: Housing | None = None,
        backlight: Backlight | None = None,
        pass_crash_point: PassBy = pass_by,
    ) -> None:
        self._journal = journal
        self._clock = clock
        self._keep_config = keep_config
        self._standing = standing or Standing()
        self._config: ShowConfig | None = None
        self._screen: Screen | None = None
        self._opened_ms: int | None = None
        self._health = Health()
        self._health_changed = asyncio.Event()
        self._state = UnitState.UNENROLLED
        self._idle_timer: asyncio.TimerHandle | None = None
        self._tasks, self._releases = Tasks(), Tasks()
        self._slot = UplinkSlot()
        self._hand_over = HandOver(journal)
        self.desk = VisitorDesk(slot=self._slot, clock=clock, tasks=self._tasks, changed=self._changed)
        self._release_door = ReleaseDoor(
            journal=journal,
            relays=relays,
            clock=clock,
            hand_over=self._hand_over,
            done=self._released,
            doubt_clock=self._refresh_clock,
            blocked_relays=blocked_relays,
            pass_crash_point=pass_crash_point,
        )
        kept = rights or MemoryRights(monotonic=clock.monotonic_ms)
        self._rights = kept
        self._rights_sync = RightsSync(kept, self._changed)
        self._uses = KeyUses(rights=kept, journal=journal, clock=clock, slot=self._slot)
        self._prompts = PhonePrompts(self._slot)
        self._notices = UnitNotices(journal, clock, self._hand_over.wake)
        self.pictures = KeyPictures(self._slot, self._tasks)
        self.entry = self._make_entry(hash_pin)
        self._watch = self._make_watch(door_rules or DoorRules())
        self._tamper = TamperWatch(
            contact=housing or Housing(NoMonitor()),
            tell=lambda what: self._notices.tell_of_unit(what, self._config),
            changed=lambda: self._set_health(tampered=self._tamper.is_open),
        )
        self._backlight = backlight or NoBacklight()
        self.check = CheckDesk(self._slot, self._changed)
        if config is not None:
            self._use_config(config)

    @property
    def state(self) -> UnitState:
        """The unit as a whole, now."""
        if (no_station := self._standing.state) is not None:
            return no_station
        if self.desk.call.is_live and self.desk.call.is_view:
            return UnitState.VIEWED
        if self.desk.call.is_live:
            return UnitState.TALKING if self.desk.call.is_talking else UnitState.RINGING
        if self.desk.is_placing:
            return UnitState.PLACING
        if self._slot.find() is None:
            return UnitState.OFFLINE
        return UnitState.IDLE if self.desk.call.shown is None else UnitState.ENDED

    @property
    def next_seq(self) -> int:
        """The number of the next journal entry, which the server wants to hear first."""
        return self._journal.next_seq

    async def close(self) -> None:
        """Finish the releases under way, then stop."""
        await self._releases.close(limit_s=GOODBYE_LIMIT_S)
        await self._tasks.close(limit_s=0)
        self.entry.close()
        self.check.forget()
        if self._idle_timer is not None:
            self._idle_timer.cancel()

    # ── the link ────────────────────────────────────────────────────────────────────────────────

    def become_enrolled(self) -> None:
        """The unit belongs to a server from now on."""
        self._standing.is_enrolled = True
        self._changed()

    def become_revoked(self) -> None:
        """The server has revoked this unit: it forgets whom it let in, and lets nobody in any more."""
        log.warning("station.revoked")
        self._standing.set_revoked(is_revoked=True)  # first: whatever happens now, the next start knows it
        self._rights.forget_all()
        self._changed()

    async def serve(self, uplink: Uplink, welcome: Welcome) -> None:
        """Use an open link until this is cancelled."""
        self._standing.set_revoked(is_revoked=False)
        self._hand_over.begin(welcome.acknowledged_seq)
        self._slot.fill(uplink)
        uplink.set_pace(in_call=self.desk.call.is_live)
        self._health_changed.set()
        self._changed()
        try:
            async with asyncio.TaskGroup() as parts:
                parts.create_task(self._rights_sync.run(uplink))  # first of all: what ended meanwhile
                parts.create_task(self._hand_over.run(uplink))
                parts.create_task(self._report_health(uplink))
        finally:
            if self._slot.clear(uplink):
                self.check.forget()  # the next link shows it again, if it still runs
                self.desk.presence.server_heard_ms = uplink.heard_ms
                self._changed()

    def obey(self, command: Release, answer: Answer) -> None:
        """Release a door, whatever becomes of the link the command came by."""
        self._releases.start_now(self._release_door(command, answer))

    def give_use(self, claim: KeyClaim) -> KeyClaimed | Refused:
        """Give another station a use of a key that this one counts."""
        answer = self._uses.give(claim)
        self._hand_over.wake()
        return answer

    def look(self) -> UnitFacts:
        """Tell how the unit is, for an installation check."""
        reading = self._clock.read()
        return UnitFacts(
            panel_connected=self._screen is not None,
            is_in_call=self.desk.call.is_live or self.desk.is_placing,
            clock_uncertainty_ms=None if reading is None else reading.uncertainty_ms,
        )

    def receive(self, word: ServerWord) -> None:
        """Take in what the server shows or tells."""
        match word:
            case ShowConfig():
                self._take_config(word)
            case ShowCall():
                self.desk.take_in(word)
            case CallSignal():
                if self._screen is not None and word.call_id != self.desk.call.abandoned_id:
                    self._screen.signal(word)
            case JournalAcknowledged():
                self._hand_over.acknowledge(word.seq)
            case SyncHurry():
                self._rights_sync.hurry(word)
            case ShowCheck():
                self.check.take_in(word)
            case HouseholdAnswer():
                self._prompts.take_answer(word)
            case CallRef():
                pass  # the echo of call.alive: that the server was heard is all it says
            case _:
                assert_never(word)

    def clock_learnt(self) -> None:
        """The unit has learnt the time, or found its idea of it wrong."""
        self._changed()

    # ── the panel ───────────────────────────────────────────────────────────────────────────────

    def connect_screen(self, screen: Screen) -> None:
        """Let this panel drive the unit; one before it is told and leaves."""
        if self._screen is not None:
            self._screen.replace()
        self._screen = screen
        self.desk.presence.panel_left_ms = None
        self.hear_screen(screen)
        self._set_health(panel_connected=True)
        screen.show(self._show_panel())

    def disconnect_screen(self, screen: Screen) -> None:
        """The panel's socket closed."""
        if self._screen is screen:
            self._screen = None
            self.desk.presence.panel_left_ms = self._clock.monotonic_ms()
            self._set_health(panel_connected=False)

    def hear_screen(self, screen: Screen) -> None:
        """The panel said something, whatever it was."""
        if self._screen is screen:
            self.desk.presence.panel_heard_ms = self._clock.monotonic_ms()

    def set_media(self, media: PanelMedia) -> None:
        """Note what the panel's page may use."""
        self._set_health(camera=media.camera, microphone=media.microphone)

    def set_brightness(self, percent: int) -> None:
        """Light the screen as the panel's page asks for; a lamp that does not obey is only said."""
        try:
            self._backlight.light(percent)
        except OSError as error:
            log.warning("station.backlight.failed", error=str(error))

    # ── inside ──────────────────────────────────────────────────────────────────────────────────

    def _take_config(self, config: ShowConfig) -> None:
        if config != self._config:
            self._use_config(config)
            self._keep_config(config)
            self._changed()

    def _use_config(self, config: ShowConfig) -> None:
        self._config = config
        self._release_door.use_doors(config.doors)
        self._uses.use_config(config)
        self._watch.use_doors(config.doors)
        self._doors_changed()
        self.entry.use_config(config)

    def _refresh_clock(self) -> None:
        uplink = self._slot.find()
        if uplink is not None:
            uplink.refresh_clock()

    def _released(self, done: ReleaseDone) -> None:
        """Hand the outcome over, show it, and let the disk tidy up in the break that follows."""
        self._hand_over.wake()
        if done.outcome is not Outcome.FAILED:
            self._watch.note_release(done.door_id)
        if done.outcome is Outcome.OPENED:
            self._opened_ms = done.at_ms
            self._changed()
        if not self._release_door.is_busy:
            self._journal.tidy(is_idle=False)
        if self._idle_timer is not None:
            self._idle_timer.cancel()
        self._idle_timer = asyncio.get_running_loop().call_later(IDLE_AFTER_S, self._tidy_when_idle)

    def _make_entry(self, hash_pin: HashPin) -> EntryDesk:
        return EntryDesk(
            rights=self._rights,
            journal=self._journal,
            release_door=self._release_door,
            clock=self._clock,
            uses=self._uses,
            prompts=self._prompts,
            pictures=self.pictures,
            tasks=self._tasks,
            changed=self._changed,
            notices=self._notices,
            hash_pin=hash_pin,
        )

    def _make_watch(self, rules: DoorRules) -> DoorWatch:
        return DoorWatch(
            rules=rules,
            monotonic_ms=self._clock.monotonic_ms,
            tell=self._tell_of_door,
            changed=self._doors_changed,
        )

    async def watch_contacts(self) -> None:
        """Look at the door monitors and at the unit's own housing until cancelled."""
        async with asyncio.TaskGroup() as contacts:
            contacts.create_task(self._watch.run())
            contacts.create_task(self._tamper.run())

    def _tell_of_door(self, what: str, door_id: str) -> None:
        log.warning("station.door", what=what, door_id=door_id)
        if self._config is not None:
            self._notices.tell_of_door(what, door_id, self._config)

    def _doors_changed(self) -> None:
        self._set_health(doors=dict(self._watch.states))

    def _tidy_when_idle(self) -> None:
        self._idle_timer = None
        if not self._release_door.is_busy:
            self._journal.tidy(is_idle=True)

    def _set_health(
        self,
        *,
        panel_connected: bool | None = None,
        camera: str | None = None,
        microphone: str | None = None,
        doors: dict[str, str] | None = None,
        tampered: bool | None = None,
    ) -> None:
        before = self._health
        self._health = Health(
            panel_connected=before.panel_connected if panel_connected is None else panel_connected,
            camera=camera or before.camera,
            microphone=microphone or before.microphone,
            doors=before.doors if doors is None else doors,
            tampered=before.tampered if tampered is None else tampered,
        )
        if self._health != before:
            self._health_changed.set()

    async def _report_health(self, uplink: Uplink) -> None:
        while True:
            with suppress(TimeoutError):
                async with asyncio.timeout(HEALTH_EVERY_S):
                    await self._health_changed.wait()
            self._health_changed.clear()
            reading = self._clock.read()
            health = self._health
            if reading is not None:
                health = msgspec.structs.replace(
                    health, clock_uncertainty_ms=reading.uncertainty_ms, now_ms=reading.now_ms
                )
            await uplink.tell("health", health)

    def _changed(self) -> None:
        """Show the panel what is now."""
        state = self.state
        if state is not self._state:
            log.debug("station.state", state=state.value, before=self._state.value)
            self._state = state
        if self._screen is not None:
            self._screen.show(self._show_panel())

    def _show_panel(self) -> ShowPanel:
        reading = self._clock.read()
        buildings = () if self._config is None else self._config.buildings
        return msgspec.structs.replace(
            describe_unit(self._config),
            enrolled=self._standing.is_enrolled,
            revoked=self._standing.is_revoked,
            online=self._slot.find() is not None,
            server_ms=None if reading is None else reading.now_ms,
            call=self.desk.call.view({each.building_id: each.name for each in buildings}),
            opened_ms=self._opened_ms,
            entry=self.entry.view,
            has_backlight=self._backlight.is_there,
            check=self.check.shown,
        )
