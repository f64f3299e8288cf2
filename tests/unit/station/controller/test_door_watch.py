"""A door that stands open for too long or that nothing had released is told; a released one is not."""

from genkan.station.controller.door_watch import EXPLAINED_AFTER_MS, DoorRules, DoorWatch
from harness.station_parts import FRONT_DOOR, SIDE_DOOR, ManualTime, a_config

HELD_AFTER_S = 60


class Contacts:
    """Doors as a test opens and closes them."""

    def __init__(self) -> None:
        self.seen: dict[int, bool] = {1: False}
        self.fault: OSError | None = None

    def start(self) -> None:
        """There is nothing to take."""

    def read(self) -> dict[int, bool]:
        if self.fault is not None:
            raise self.fault
        return self.seen

    def close(self) -> None:
        """There is nothing to give back."""


class Lobby:
    """A front door with a contact, watched; the side door has none."""

    def __init__(self, *, tells_forced: bool = True, is_open: bool = False) -> None:
        self.time, self.contacts = ManualTime(), Contacts()
        self.contacts.seen[1] = is_open
        self.told: list[tuple[str, str]] = []
        self.changes = 0
        self.watch = DoorWatch(
            rules=DoorRules(monitor=self.contacts, held_after_s=HELD_AFTER_S, tells_forced=tells_forced),
            monotonic_ms=self.time,
            tell=lambda what, door_id: self.told.append((what, door_id)),
            changed=self._change,
        )
        self.watch.use_doors(a_config().doors)
        self.watch.look()

    def see(self, *, is_open: bool, after_ms: int = 0) -> str:
        """Let time pass and the door be so; give its state."""
        self.time.advance(ms=after_ms)
        self.contacts.seen[1] = is_open
        self.watch.look()
        return self.watch.states[FRONT_DOOR]

    def _change(self) -> None:
        self.changes += 1


def test_a_door_opened_after_its_release_is_no_news_to_anybody() -> None:
    lobby = Lobby()
    lobby.watch.note_release(FRONT_DOOR)
    assert lobby.see(is_open=True, after_ms=5_000 + EXPLAINED_AFTER_MS - 1) == "open"
    assert lobby.see(is_open=False, after_ms=10_000) == "closed"
    assert lobby.told == []
    assert SIDE_DOOR not in lobby.watch.states


def test_a_door_that_opens_without_a_release_is_told_as_forced_once() -> None:
    lobby = Lobby()
    lobby.watch.note_release(SIDE_DOOR)  # another door's release explains nothing
    for _ in range(3):
        assert lobby.see(is_open=True, after_ms=1_000) == "forced"
    assert lobby.see(is_open=False) == "closed"
    assert lobby.told == [("door-forced", FRONT_DOOR), ("door-closed", FRONT_DOOR)]


def test_a_release_explains_an_opening_only_until_its_time_is_over() -> None:
    lobby = Lobby()
    lobby.watch.note_release(FRONT_DOOR)
    assert lobby.see(is_open=True, after_ms=5_000 + EXPLAINED_AFTER_MS) == "forced"


def test_a_door_that_stands_open_is_told_as_held_and_when_it_has_closed() -> None:
    lobby = Lobby()
    lobby.watch.note_release(FRONT_DOOR)
    lobby.see(is_open=True)
    assert lobby.see(is_open=True, after_ms=HELD_AFTER_S * 1_000 - 1) == "open"
    assert lobby.see(is_open=True, after_ms=1) == "held"
    assert lobby.see(is_open=True, after_ms=3_600_000) == "held"
    assert lobby.see(is_open=False) == "closed"
    assert lobby.told == [("door-held", FRONT_DOOR), ("door-closed", FRONT_DOOR)]


def test_where_a_button_inside_opens_the_door_nothing_is_called_forced() -> None:
    lobby = Lobby(tells_forced=False)
    assert lobby.see(is_open=True) == "open"
    assert lobby.see(is_open=True, after_ms=HELD_AFTER_S * 1_000) == "held"


def test_a_door_that_is_open_when_the_unit_starts_is_not_called_forced() -> None:
    lobby = Lobby(is_open=True)
    assert lobby.watch.states == {FRONT_DOOR: "open"}
    assert lobby.see(is_open=True, after_ms=HELD_AFTER_S * 1_000) == "held"


def test_a_contact_that_cannot_be_read_changes_nothing_and_is_read_again() -> None:
    lobby = Lobby()
    lobby.contacts.fault = OSError("Input/output error")
    assert lobby.see(is_open=True) == "closed"
    lobby.contacts.fault = None
    assert lobby.see(is_open=True) == "forced"
    assert lobby.changes == 2  # the first look, and this
