"""Whether the unit is a station: not yet, now, or no more."""

from collections.abc import Callable

from genkan.station.controller.state import UnitState


class Standing:
    """What the unit is to its server. `keep_revoked` keeps over restarts that it is a station no more."""

    def __init__(
        self,
        *,
        is_enrolled: bool = True,
        is_revoked: bool = False,
        keep_revoked: Callable[[bool], None] = lambda _: None,
    ) -> None:
        self.is_enrolled = is_enrolled
        self.is_revoked = is_revoked
        self._keep_revoked = keep_revoked

    @property
    def state(self) -> UnitState | None:
        """The unit's state as long as it is no station; None: it is one."""
        if not self.is_enrolled:
            return UnitState.UNENROLLED
        return UnitState.REVOKED if self.is_revoked else None

    def set_revoked(self, *, is_revoked: bool) -> None:
        """Note that the server has revoked the unit; or welcomed it after all, as from a restored backup."""
        if is_revoked != self.is_revoked:
            self.is_revoked = is_revoked
            self._keep_revoked(is_revoked)
