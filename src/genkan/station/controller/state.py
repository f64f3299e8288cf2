"""The unit as a whole, in one word."""

from enum import StrEnum


class UnitState(StrEnum):
    UNENROLLED = "unenrolled"  # belongs to no server; the panel says what the installer must do
    REVOKED = "revoked"  # replaced or removed: it lets nobody in, and the panel says how to enrol it anew
    OFFLINE = "offline"  # no link: nobody can be called, the panel says so
    IDLE = "idle"  # the link is open; the panel waits for a visitor
    PLACING = "placing"  # a visitor pressed 「呼出」; the server has not answered
    VIEWED = "viewed"  # a resident looks through the camera; visitors are served as ever
    RINGING = "ringing"  # the home is called, by apps or by telephone
    TALKING = "talking"  # a resident answered
    ENDED = "ended"  # the call is over; the panel says how
