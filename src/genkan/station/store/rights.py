"""The unit's own copy of the rights at its doors, and what was guessed at its keypad."""

from collections.abc import Collection

from genkan.core.keypad import WrongEntry
from genkan.station.clock import MonotonicMs, monotonic_ms
from genkan.station.store.snapshot import Snapshot
from genkan.wire.rights import SnapshotHeader, SyncPage


class MemoryRights:
    """Keeps them while the process lives: for simulated stations, and as the ground of those on a disk.

    `snapshot` is None while there is none to decide by.
    """

    def __init__(self, *, monotonic: MonotonicMs = monotonic_ms) -> None:
        self._monotonic = monotonic
        self._steady_base_ms = 0.0
        self._staged: Snapshot | None = None  # a full answer that is still coming in
        self.snapshot: Snapshot | None = None

    @property
    def number(self) -> int:
        """The change number the snapshot stands at; 0 without one."""
        return 0 if self.snapshot is None else self.snapshot.number

    @property
    def epoch(self) -> str:
        """The epoch of the snapshot; empty without one."""
        return "" if self.snapshot is None else self.snapshot.epoch

    @property
    def needs_key(self) -> bool:
        """Whether the key of the store is the server's to give, and not here yet."""
        return False

    def unlock(self, key: bytes) -> None:
        """Use the key the server gave."""

    def use_key_of(self, keeper: str) -> None:
        """Let `unit` or `server` keep the key from now on; what another key sealed is fetched anew."""

    def take_in(self, page: SyncPage) -> None:
        """Take one page in. Ended rights bite at once; a full answer replaces all with its last page."""
        if page.header is not None:
            self._begin(page, page.header)
        if page.removed and self.snapshot is not None:
            self.snapshot.remove(page.removed)
        staged = self._staged or self.snapshot
        if staged is None:
            return
        staged.put(page.entries)
        if page.next is None:
            staged.number, staged.epoch = page.number, page.epoch
            self.snapshot, self._staged = staged, None

    def forget_all(self) -> None:
        """Keep no right any more: the unit is somebody else's, or stolen."""
        self.snapshot = self._staged = None

    def steady_ms(self) -> int:
        """Give milliseconds that never run back, also over restarts; time without power is left out."""
        return round(self._steady_base_ms + self._monotonic())

    def list_wrong_entries(self) -> list[WrongEntry]:
        """Give the wrong entries of the last day that were kept over a restart."""
        return []

    def keep_entry(self, entry: WrongEntry) -> None:
        """Keep an entry, durably, before it is known whether it is right. Raises StoreUnusable."""

    def forget_entries(self, entry_ids: Collection[str]) -> None:
        """These entries were right, or are forgiven."""

    def close(self) -> None:
        """Write everything down."""

    def _begin(self, page: SyncPage, header: SnapshotHeader) -> None:
        self._staged = None
        if page.full:
            self._staged = Snapshot(header=header, number=page.number, epoch=page.epoch)
        elif self.snapshot is not None:
            self.snapshot.header = header
