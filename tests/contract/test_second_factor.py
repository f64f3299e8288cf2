"""Second factors and the portal's sessions, on both databases: nobody gets in by a password alone."""

import asyncio
import base64
from collections.abc import AsyncIterator
from datetime import timedelta

import pytest
import sqlalchemy as sa

from genkan.server.accounts.errors import (
    FactorKnown,
    PasskeyUnfit,
    ProofNeeded,
    SecondFactorWrong,
    StepOver,
    WrongPassword,
)
from genkan.server.accounts.second_factor import reset_factor_of
from genkan.server.messages.repository import list_newest
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotSignedIn, TooOften
from harness.passkey import SoftPasskey
from harness.secured import EMAIL, USERNAME, Secured, caller

STEP = timedelta(seconds=30).total_seconds()


@pytest.fixture
async def manager(database: Database) -> AsyncIterator[Secured]:
    made = Secured(database=database)
    await made.settle()
    yield made
    made.checks.close()


async def told(manager: Secured) -> list[object]:
    """Give what the manager was written of changes to their account, oldest first."""
    rows = await manager.database.read(lambda connection: list_newest(connection, 200))
    return [row.parameters["what"] for row in reversed(rows) if row.template == "changed"]


async def test_a_portal_session_ends_after_twelve_hours_sharp_and_a_residents_does_not(
    manager: Secured,
) -> None:
    portal, resident = await manager.enter(), await manager.enter(app="resident")
    manager.clock.move(12 * 3_600 - 0.001)
    assert (await manager.actor(portal)).memberships
    manager.clock.move(0.001)
    with pytest.raises(NotSignedIn):
        await manager.actor(portal)
    manager.clock.move(30 * 86_400)
    assert (await manager.actor(resident, app="resident")).memberships


@pytest.mark.parametrize("app", ["portal", "resident"])
async def test_a_right_password_is_no_session_until_the_code_comes(manager: Secured, app: str) -> None:
    await manager.set_up_totp(await manager.enter())
    before = await count_sessions(manager.database)
    step = await manager.step(app=app)
    assert await count_sessions(manager.database) == before
    assert not await manager.is_session(step)
    manager.clock.move(STEP)

    signed = await manager.type_code(step, manager.code(), app=app)

    assert (await manager.actor(signed, app=app)).memberships
    with pytest.raises(StepOver):
        await manager.type_code(step, manager.code(later_s=30), app=app)


async def test_a_wrong_password_is_refused_alike_with_and_without_a_second_factor(manager: Secured) -> None:
    await manager.set_up_totp(await manager.enter())
    with pytest.raises(WrongPassword):
        await manager.enter(password="wrong")


async def test_a_step_is_of_its_app_and_lasts_ten_minutes(manager: Secured) -> None:
    await manager.set_up_totp(await manager.enter())
    step = await manager.step()
    manager.clock.move(STEP)
    with pytest.raises(StepOver):
        await manager.type_code(step, manager.code(), app="resident")
    manager.clock.move(600)
    with pytest.raises(StepOver):
        await manager.type_code(step, manager.code())
    with pytest.raises(StepOver):
        await manager.type_code("made up", manager.code())


async def test_a_code_is_taken_once_and_an_older_one_never(manager: Secured) -> None:
    await manager.set_up_totp(await manager.enter())
    first, second = await manager.step(), await manager.step()
    with pytest.raises(SecondFactorWrong):  # the code that has confirmed the app
        await manager.type_code(first, manager.code())
    manager.clock.move(2 * STEP)
    code, older = manager.code(), manager.code(later_s=-30)

    await manager.type_code(first, code)

    for used in (code, older):
        with pytest.raises(SecondFactorWrong):
            await manager.type_code(second, used)


async def test_of_two_that_bring_one_code_at_an_instant_one_gets_in(manager: Secured) -> None:
    await manager.set_up_totp(await manager.enter())
    steps = [await manager.step() for _ in range(4)]
    manager.clock.move(STEP)
    code = manager.code()

    outcomes = await asyncio.gather(
        *(manager.type_code(step, code) for step in steps), return_exceptions=True
    )

    assert [type(outcome) for outcome in outcomes].count(SecondFactorWrong) == 3


@pytest.mark.parametrize(
    ("skew_s", "is_taken"), [(-30, True), (0, True), (30, True), (-60, False), (60, False)]
)
async def test_a_clock_may_be_one_step_off(manager: Secured, skew_s: int, *, is_taken: bool) -> None:
    await manager.set_up_totp(await manager.enter())
    step = await manager.step()
    manager.clock.move(3 * STEP)
    code = manager.code(later_s=skew_s)
    if is_taken:
        await manager.type_code(step, code)
    else:
        with pytest.raises(SecondFactorWrong):
            await manager.type_code(step, code)


async def test_after_five_wrong_codes_the_next_waits_and_a_new_step_does_not_help(manager: Secured) -> None:
    await manager.set_up_totp(await manager.enter())
    manager.clock.move(STEP)
    right = manager.code()
    wrong = f"{(int(right) + 1) % 10**6:06d}"
    for _ in range(5):
        with pytest.raises(SecondFactorWrong):
            await manager.type_code(await manager.step(), wrong)

    with pytest.raises(TooOften) as refused:
        await manager.type_code(await manager.step(), right)

    assert refused.value.retry_after_ms == 1_001
    manager.clock.move(1.001)
    await manager.type_code(await manager.step(), right)


async def test_whoever_guesses_slows_no_browser_that_is_known(manager: Secured) -> None:
    signed = await manager.enter()
    await manager.set_up_totp(signed)
    manager.clock.move(STEP)
    for _ in range(6):
        with pytest.raises((SecondFactorWrong, TooOften)):
            await manager.type_code(await manager.step(), "000000")
    await manager.type_code(await manager.step(), manager.code(), device=signed.device_token)


async def test_each_recovery_code_works_once_and_is_told(manager: Secured) -> None:
    await manager.set_up_totp(await manager.enter())
    assert len(set(manager.recovery_codes)) == 10
    code = manager.recovery_codes[3]

    signed = await manager.type_code(await manager.step(), code.upper())

    with pytest.raises(SecondFactorWrong):
        await manager.type_code(await manager.step(), code)
    left = await manager.use.get_security(await manager.actor(signed))
    assert left.recovery_codes_left == 9
    assert await told(manager) == ["totp_on", "recovery_used"]


async def test_what_protects_an_account_is_changed_by_proof_alone_and_told(manager: Secured) -> None:
    signed = await manager.enter()
    actor = await manager.actor(signed)
    for attempt in (
        manager.use.begin_totp(actor),
        manager.use.begin_passkey(actor),
        manager.use.remove_totp(actor),
        manager.use.remove_passkey(actor, "x"),
        manager.use.renew_recovery_codes(actor),
    ):
        with pytest.raises(ProofNeeded):
            await attempt
    await manager.set_up_totp(signed)
    with pytest.raises(FactorKnown):
        await manager.use.begin_totp(actor)
    old = manager.recovery_codes
    new = await manager.use.renew_recovery_codes(actor)
    assert not set(old) & set(new)
    with pytest.raises(SecondFactorWrong):
        await manager.type_code(await manager.step(), old[0])

    await manager.use.remove_totp(actor)

    assert (await manager.use.get_security(actor)).recovery_codes_left == 0
    await manager.enter()
    assert await told(manager) == ["totp_on", "recovery_renewed", "totp_off"]


async def test_whoever_has_to_have_one_can_do_nothing_before_it_is_set_up(database: Database) -> None:
    manager = Secured(database=database)
    await manager.settle(require=True)
    signed = await manager.enter()
    assert signed.me.must_set_up
    actor = await manager.actor(signed)
    assert actor.memberships == ()
    resident = await manager.enter(app="resident")  # the doors of one's own home do not wait for it
    assert (await manager.actor(resident, app="resident")).memberships

    manager.secret = (await manager.use.begin_totp(actor)).secret  # who has just come in is not asked again
    await manager.use.confirm_totp(actor, manager.code(), address="192.0.2.1")

    assert (await manager.actor(signed)).memberships
    manager.checks.close()


async def test_a_passkey_is_a_second_step_and_counts(manager: Secured) -> None:
    passkey = SoftPasskey(asks_holder=False)
    await manager.add_passkey(await manager.enter(), passkey)
    step = await manager.step()
    ways = await manager.use.look_at_step(step, "portal")
    assert (ways.has_totp, ways.has_recovery_codes) == (False, True)
    assert ways.passkey is not None
    signature = passkey.sign(ways.passkey)

    signed = await manager.sign(step, signature)

    assert (await manager.actor(signed)).memberships
    with pytest.raises(PasskeyUnfit):  # what was signed once
        await manager.sign(await manager.step(), signature)
    copy = SoftPasskey(credential_id=passkey.credential_id, key=passkey.key, uses=0)
    step = await manager.step()
    asked = (await manager.use.look_at_step(step, "portal")).passkey
    assert asked is not None
    with pytest.raises(PasskeyUnfit):  # counts behind the one it was copied from
        await manager.sign(step, copy.sign(asked))


async def test_a_passkey_of_somebody_else_or_elsewhere_is_none(manager: Secured) -> None:
    own = SoftPasskey()
    await manager.add_passkey(await manager.enter(), own)
    others = (
        SoftPasskey(),
        SoftPasskey(credential_id=own.credential_id),  # another key
        SoftPasskey(
            credential_id=own.credential_id, key=own.key, origin="https://genkan.example.evil", uses=9
        ),
    )
    for other in others:
        step = await manager.step()
        asked = (await manager.use.look_at_step(step, "portal")).passkey
        assert asked is not None
        with pytest.raises(PasskeyUnfit):
            await manager.sign(step, other.sign(asked))
    alone = await manager.use.offer_passkey(address="192.0.2.1")
    with pytest.raises(PasskeyUnfit):  # signed for another purpose
        await manager.sign(await manager.step(), own.sign(alone))


async def test_a_passkey_that_asks_its_holder_signs_in_alone(manager: Secured) -> None:
    passkey = SoftPasskey(counts=False)
    await manager.add_passkey(await manager.enter(), passkey)
    for _ in range(2):
        asked = await manager.use.offer_passkey(address="192.0.2.1")
        assert asked.credential_ids == ()
        signed = await manager.use.sign_in_by_passkey(passkey.sign(asked), caller("portal"))
        assert (await manager.actor(signed)).memberships
    passkey.asks_holder = False
    asked = await manager.use.offer_passkey(address="192.0.2.1")
    with pytest.raises(PasskeyUnfit):
        await manager.use.sign_in_by_passkey(passkey.sign(asked), caller("portal"))
    asked = await manager.use.offer_passkey(address="192.0.2.1")
    manager.clock.move(601)
    with pytest.raises(PasskeyUnfit):
        await manager.use.sign_in_by_passkey(SoftPasskey().sign(asked), caller("portal"))


async def test_passkeys_are_listed_used_and_removed(manager: Secured) -> None:
    signed = await manager.enter()
    passkey = SoftPasskey()
    passkey_id = await manager.add_passkey(signed, passkey, name="会社のパソコン")
    actor = await manager.actor(signed)
    with pytest.raises(FactorKnown):
        await manager.add_passkey(signed, passkey)
    (own,) = (await manager.use.get_security(actor)).passkeys
    assert (own.name, own.last_used_at) == ("会社のパソコン", None)

    await manager.use.remove_passkey(actor, passkey_id)

    await manager.enter()  # by the password alone
    assert await told(manager) == ["passkey_added", "passkey_removed"]


async def test_the_operator_resets_what_was_lost(manager: Secured) -> None:
    signed = await manager.enter()
    await manager.set_up_totp(signed)
    step, at = await manager.step(), manager.clock.now()

    assert await manager.database.write(lambda connection: reset_factor_of(connection, USERNAME, at))

    with pytest.raises(NotSignedIn):
        await manager.actor(signed)
    with pytest.raises(StepOver):
        await manager.type_code(step, manager.code())
    await manager.enter()
    assert await told(manager) == ["totp_on", "factor_reset"]
    assert not await manager.database.write(lambda connection: reset_factor_of(connection, EMAIL, at))
    nobody = await manager.database.write(lambda connection: reset_factor_of(connection, "nobody", at))
    assert nobody is None


async def test_no_row_holds_what_signs_in(manager: Secured) -> None:
    await manager.set_up_totp(await manager.enter())
    step = await manager.step()

    dump = await manager.database.read(
        lambda connection: repr(
            [
                [bytes(cell) if isinstance(cell, memoryview) else cell for cell in row]
                for table in ("totp", "recovery_code", "second_step", "session", "message")
                for row in connection.execute(sa.text(f'SELECT * FROM "{table}"'))  # noqa: S608 - our own names
            ]
        )
    )

    secret = base64.b32decode(manager.secret)
    for hidden in (manager.secret, repr(secret)[2:-1], secret.hex(), step, *manager.recovery_codes):
        assert hidden not in dump


async def count_sessions(database: Database) -> int:
    """Give how many sessions there are."""
    query = sa.text("SELECT count(*) FROM session")
    return await database.read(lambda connection: int(connection.execute(query).scalar_one()))
