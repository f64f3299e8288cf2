"""What a manager can look for: openings, refusals and troubles, by way and outcome; never calls."""

from enum import StrEnum

from genkan.server.journal.service import Event, EventKind, Facet


class Method(StrEnum):
    """How a door is opened: `via` of the journal."""

    APP = "app"
    CALL = "call"
    TELEPHONE = "telephone"
    MANAGER = "manager"
    PIN = "pin"
    QR = "qr"
    CHECK = "check"  # an installer tried the relay


class Outcome(StrEnum):
    """What came of it, or what happened without anybody opening."""

    OPENED = "opened"
    FAILED = "failed"  # the relay was surely not driven
    UNKNOWN = "unknown"  # it may have been
    DENIED = "denied"  # the server refused a tap
    HELD = "held"  # the door stood open for too long
    FORCED = "forced"  # it opened and nothing had released it
    GUESSED = "guessed"  # somebody tries PINs at the station
    TAMPERED = "tampered"  # the station's housing was opened


RELEASES = tuple(
    Facet(EventKind.DOOR_RELEASED, method.value, outcome.value)
    for method in Method
    for outcome in (Outcome.OPENED, Outcome.FAILED, Outcome.UNKNOWN)
)
DENIALS = tuple(
    Facet(EventKind.DOOR_DENIED, method.value, Outcome.DENIED.value) for method in (Method.APP, Method.CALL)
)
# As stations enter what they only tell: sync.service. Guesses at one home's PIN are that home's to know.
NOTICES = (
    Facet(EventKind.DOOR_HELD, "door-held", "opened"),
    Facet(EventKind.DOOR_FORCED, "door-forced", "opened"),
    Facet(EventKind.KEYPAD_GUESSED, "keypad-guessed", "opened"),
    Facet(EventKind.TAMPERED, "tampered", "opened"),
)
OPENINGS = tuple(facet for facet in RELEASES if facet.outcome == Outcome.OPENED.value)

_OUTCOME_OF = {
    EventKind.DOOR_HELD: Outcome.HELD,
    EventKind.DOOR_FORCED: Outcome.FORCED,
    EventKind.KEYPAD_GUESSED: Outcome.GUESSED,
    EventKind.TAMPERED: Outcome.TAMPERED,
}


def outcome_of(event: Event) -> Outcome:
    """Give what a manager calls the outcome."""
    return _OUTCOME_OF.get(event.kind) or Outcome(event.outcome or Outcome.UNKNOWN)


def method_of(event: Event) -> Method | None:
    """Give how the door was opened, or was to be; None: nobody was to open."""
    return None if event.kind in _OUTCOME_OF else Method(event.via or "")


def choose_facets(
    method: Method | None, outcome: Outcome | None, *, of_household: bool = False
) -> tuple[Facet, ...]:
    """Give the facets of what is looked for; a household has no troubles of doors."""
    known = (*RELEASES, *DENIALS) if of_household else (*RELEASES, *DENIALS, *NOTICES)
    return tuple(
        facet
        for facet in known
        if (method is None or (facet.via == method.value and facet not in NOTICES))
        and (outcome is None or (_OUTCOME_OF.get(facet.kind) or facet.outcome) == outcome.value)
    )
