"""「テスト着信」: one's own phone is rung along the way a visitor's call takes."""

from datetime import datetime, timedelta

from sqlalchemy import Connection

from genkan.server.calls.deliveries import (
    Delivery,
    Step,
    claim_delivery,
    find_delivery,
    note_sent,
    note_step,
)
from genkan.server.calls.notices import test_notice
from genkan.server.messages.link import PushOutcome
from genkan.server.messages.push import Push
from genkan.server.platform.clock import Clock
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.limits import RateLimit
from genkan.server.platform.operations import PersonActor, operation
from genkan.server.platform.tasks import Tasks
from genkan.wire.ids import new_id

TEST_LIFE = timedelta(seconds=30)  # as long as a visitor waits
NO_SUBSCRIPTION = "off"


@operation("calls.start_test")
class StartTest:
    """Ring the asker's own device for a test, and give the test's id. Raises TooOften."""

    def __init__(
        self, *, database: Database, clock: Clock, push: Push, tasks: Tasks, pace: RateLimit
    ) -> None:
        self._database = database
        self._clock = clock
        self._push = push
        self._tasks = tasks
        self._pace = pace

    async def __call__(self, actor: PersonActor) -> str:
        wait_ms = self._pace.take(actor.session_id)
        if wait_ms is not None:
            raise TooOften(retry_after_ms=wait_ms)
        test_id, at = new_id(), self._clock.now()
        await self._database.write(
            lambda connection: claim_delivery(
                connection, call_id=test_id, session_id=actor.session_id, person_id=actor.person_id, at=at
            )
        )
        self._tasks.start(self._send(actor.session_id, test_id))
        return test_id

    async def _send(self, session_id: str, test_id: str) -> None:
        sent_at = self._clock.now()
        outcome: PushOutcome | None = None
        for subscription in await self._push.list_of((session_id,)):
            message = test_notice(
                test_id, language=subscription.language, ttl_s=int(TEST_LIFE.total_seconds())
            )
            outcome = await self._push.send(subscription, message)
        is_accepted = outcome is PushOutcome.ACCEPTED
        failure = None if is_accepted else NO_SUBSCRIPTION if outcome is None else outcome.value
        accepted_at = self._clock.now() if is_accepted else None
        await self._database.write(
            lambda connection: note_sent(
                connection, test_id, session_id, sent_at=sent_at, accepted_at=accepted_at, failure=failure
            )
        )


@operation("calls.note_test")
class NoteTest:
    """Take the device's word on how its own test arrives. Raises NotFound."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, actor: PersonActor, test_id: str, step: Step) -> None:
        at = self._clock.now()

        def note(connection: Connection) -> None:
            _get_test(connection, actor, test_id, at)
            note_step(
                connection,
                call_id=test_id,
                session_id=actor.session_id,
                person_id=actor.person_id,
                step=step,
                at=at,
            )

        await self._database.write(note)


@operation("calls.get_test")
class GetTest:
    """Give how far the device's own test has come. Raises NotFound."""

    def __init__(self, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    async def __call__(self, actor: PersonActor, test_id: str) -> Delivery:
        at = self._clock.now()
        return await self._database.read(lambda connection: _get_test(connection, actor, test_id, at))


def _get_test(connection: Connection, actor: PersonActor, test_id: str, at: datetime) -> Delivery:
    found = find_delivery(connection, test_id, actor.session_id)
    if found is None or found.queued_at is None or at - found.queued_at > 10 * TEST_LIFE:
        raise NotFound
    return found
