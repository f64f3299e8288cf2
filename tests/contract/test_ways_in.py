"""Links, first passwords and codes: what signs in, how often and until when; on both databases."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

import pytest

from genkan.server.accounts.errors import (
    CodePaced,
    LinkExpired,
    LinkUnknown,
    LinkUsed,
    PasswordUnfit,
    ProofNeeded,
    WrongCode,
    WrongPassword,
)
from genkan.server.accounts.opening import SignedIn
from genkan.server.accounts.proof import ensure_proved
from genkan.server.accounts.sign_in_by_link import LinkState
from genkan.server.accounts.telephone import parse_mobile
from genkan.server.messages.service import list_deliveries
from genkan.server.platform.database import Database
from genkan.server.platform.errors import NotAllowed
from harness.installation import NOW
from harness.newcomer import EMAIL, HANAKO, MOBILE, UNKNOWN_EMAIL, UNKNOWN_MOBILE, Newcomer, caller

MONTH_S = 30 * 86_400
JUST = 0.001  # the databases keep milliseconds


@pytest.fixture
async def hanako(database: Database) -> AsyncIterator[Newcomer]:
    newcomer = Newcomer(database=database)
    await newcomer.issue()
    yield newcomer
    await newcomer.bus.close()
    newcomer.checks.close()


# --- links --------------------------------------------------------------------------------------
async def test_a_link_signs_in_once(hanako: Newcomer) -> None:
    token = await hanako.link()

    signed = await hanako.sign_in_by_link(token, caller())

    assert signed.me.person_id == hanako.person_id
    with pytest.raises(LinkUsed):
        await hanako.sign_in_by_link(token, caller())


async def test_looking_at_a_link_does_not_use_it(hanako: Newcomer) -> None:
    token = await hanako.link()

    for _ in range(3):
        seen = await hanako.look_at_link(token, is_reset=False)
        assert (seen.state, seen.display_name) == (LinkState.FRESH, "佐藤 花子")
        assert seen.expires_at == NOW + timedelta(days=30)
    await hanako.sign_in_by_link(token, caller())

    assert (await hanako.look_at_link(token, is_reset=False)).state is LinkState.USED


async def test_two_phones_that_use_a_link_at_once_get_one_session(hanako: Newcomer) -> None:
    token = await hanako.link()

    results = await asyncio.gather(
        *(hanako.sign_in_by_link(token, caller()) for _ in range(5)), return_exceptions=True
    )

    assert sum(isinstance(result, SignedIn) for result in results) == 1
    assert sum(isinstance(result, LinkUsed) for result in results) == 4


async def test_a_link_and_its_password_die_at_thirty_days_sharp(hanako: Newcomer) -> None:
    token, password = await hanako.link(), await hanako.first_password()

    hanako.clock.move(MONTH_S - JUST)
    assert (await hanako.look_at_link(token, is_reset=False)).state is LinkState.FRESH
    hanako.clock.move(JUST)

    with pytest.raises(LinkExpired):
        await hanako.sign_in_by_link(token, caller())
    with pytest.raises(WrongPassword):
        await hanako.by_password(password)


async def test_the_last_millisecond_of_thirty_days_still_signs_in(hanako: Newcomer) -> None:
    token = await hanako.link()
    hanako.clock.move(MONTH_S - JUST)

    assert await hanako.is_alive(await hanako.sign_in_by_link(token, caller()))


async def test_a_used_link_brings_a_new_one_to_the_registered_address_only(hanako: Newcomer) -> None:
    token = await hanako.link()
    await hanako.request_link(token, "resident")
    assert await hanako.letters("new-link") == []  # the first one still works
    await hanako.sign_in_by_link(token, caller())

    await hanako.request_link(token, "resident")
    await hanako.request_link(token, "resident")  # an impatient finger

    (letter,) = await hanako.letters("new-link")
    assert letter.address == EMAIL
    assert await hanako.is_alive(await hanako.sign_in_by_link(await hanako.link("new-link"), caller()))


async def test_what_is_no_link_opens_nothing(hanako: Newcomer) -> None:
    reset = hanako.derivation.link("accounts.reset", "0" * 32)

    for token in ("", "x", reset, hanako.derivation.link("accounts.sign_in", "0" * 32)):
        with pytest.raises(LinkUnknown):
            await hanako.sign_in_by_link(token, caller())
        with pytest.raises(LinkUnknown):
            await hanako.look_at_link(token, is_reset=False)


async def test_a_resident_does_not_use_their_link_up_at_the_portal(hanako: Newcomer) -> None:
    token = await hanako.link()

    with pytest.raises(NotAllowed):
        await hanako.sign_in_by_link(token, caller(app="portal"))

    assert (await hanako.look_at_link(token, is_reset=False)).state is LinkState.FRESH


async def test_a_link_is_carried_into_the_installed_app_by_a_code_of_ten_minutes(hanako: Newcomer) -> None:
    token = await hanako.link()
    made = await hanako.make_hand_over(token)
    assert made.expires_at == NOW + timedelta(minutes=10)
    assert (await hanako.look_at_link(token, is_reset=False)).state is LinkState.FRESH

    hanako.clock.move(600 - JUST)
    signed = await hanako.sign_in_by_hand_over(made.code, caller())

    assert signed.me.person_id == hanako.person_id
    with pytest.raises(LinkUsed):
        await hanako.make_hand_over(token)
    with pytest.raises(WrongCode):
        await hanako.sign_in_by_hand_over(made.code, caller())


async def test_a_hand_over_code_dies_at_ten_minutes_and_with_the_next_one(hanako: Newcomer) -> None:
    token = await hanako.link()
    older, newer = await hanako.make_hand_over(token), await hanako.make_hand_over(token)

    with pytest.raises(WrongCode):
        await hanako.sign_in_by_hand_over(older.code, caller())
    hanako.clock.move(600)
    with pytest.raises(WrongCode):
        await hanako.sign_in_by_hand_over(newer.code, caller())


# --- first passwords ----------------------------------------------------------------------------
async def test_the_first_password_signs_in_once_by_user_name_or_mail(hanako: Newcomer) -> None:
    password = await hanako.first_password()

    signed = await hanako.by_password(password, username=await hanako.username())

    assert signed.me.person_id == hanako.person_id
    with pytest.raises(WrongPassword):
        await hanako.by_password(password)


async def test_the_link_and_the_first_password_are_used_apart(hanako: Newcomer) -> None:
    await hanako.sign_in_by_link(await hanako.link(), caller())

    await hanako.by_password(await hanako.first_password(), username=" Hanako@Example.TEST ")


async def test_a_chosen_password_ends_the_first_one(hanako: Newcomer) -> None:
    password = await hanako.first_password()
    await hanako.request_reset(EMAIL, app="resident", address="192.0.2.1")
    await hanako.choose(await hanako.link("reset"))

    with pytest.raises(WrongPassword):
        await hanako.by_password(password)
    await hanako.by_password("a new secret")


# --- codes by text ------------------------------------------------------------------------------
async def test_a_code_signs_in_once_however_the_number_was_typed(hanako: Newcomer) -> None:
    for typed in ("09012345678", "9012345678", "090-1234-5678", "０９０１２３４５６７８", "+819012345678",
                  "+81 90-1234-5678", "(090) 1234 5678"):  # fmt: skip
        hanako.clock.move(600)
        mobile = parse_mobile(typed)
        await hanako.request_code(mobile, address="192.0.2.1")
        code = await hanako.code()

        signed = await hanako.by_code(code, mobile=mobile)

        assert signed.me.person_id == hanako.person_id
        with pytest.raises(WrongCode):
            await hanako.by_code(code, mobile=mobile)


@pytest.mark.parametrize(("seconds", "is_right"), [(60 - JUST, True), (60, False)])
async def test_a_code_dies_at_sixty_seconds_sharp(hanako: Newcomer, seconds: float, is_right: bool) -> None:
    sent = await hanako.request_code(MOBILE, address="192.0.2.1")
    assert sent.expires_at == NOW + timedelta(seconds=60)
    code = await hanako.code()
    hanako.clock.move(seconds)

    if is_right:
        await hanako.by_code(code)
    else:
        with pytest.raises(WrongCode):
            await hanako.by_code(code)


async def test_the_sixth_try_is_refused_though_it_is_right(hanako: Newcomer) -> None:
    await hanako.request_code(MOBILE, address="192.0.2.1")
    code = await hanako.code()

    for number in range(5):
        with pytest.raises(WrongCode):
            await hanako.by_code(f"{(int(code) + 1 + number) % 10**6:06d}")

    with pytest.raises(WrongCode):
        await hanako.by_code(code)


async def test_the_fifth_try_is_accepted_when_it_is_right(hanako: Newcomer) -> None:
    await hanako.request_code(MOBILE, address="192.0.2.1")
    code = await hanako.code()
    for _ in range(4):
        with pytest.raises(WrongCode):
            await hanako.by_code("000000" if code != "000000" else "111111")

    await hanako.by_code(code)


async def test_a_second_request_within_thirty_seconds_keeps_the_code(hanako: Newcomer) -> None:
    first = await hanako.request_code(MOBILE, address="192.0.2.1")
    code = await hanako.code()
    hanako.clock.move(30 - JUST)

    again = await hanako.request_code(MOBILE, address="192.0.2.1")

    assert (again.resend_at, again.expires_at) == (first.resend_at, first.expires_at)
    assert len(await hanako.letters("code")) == 1
    await hanako.by_code(code)


async def test_a_newer_code_voids_the_older(hanako: Newcomer) -> None:
    await hanako.request_code(MOBILE, address="192.0.2.1")
    older = await hanako.code()
    hanako.clock.move(30)
    await hanako.request_code(MOBILE, address="192.0.2.1")
    newer = await hanako.code()

    assert older != newer
    with pytest.raises(WrongCode):
        await hanako.by_code(older)
    await hanako.by_code(newer)


async def test_the_eleventh_code_of_an_hour_is_refused_with_the_time(hanako: Newcomer) -> None:
    for _ in range(10):
        await hanako.request_code(MOBILE, address="192.0.2.1")
        hanako.clock.move(60)

    with pytest.raises(CodePaced) as paced:
        await hanako.request_code(MOBILE, address="192.0.2.1")

    assert paced.value.retry_after_ms == 50 * 60_000 + 1


async def test_after_thirty_wrong_codes_a_day_no_code_of_the_number_is_looked_at(hanako: Newcomer) -> None:
    for _ in range(6):
        await hanako.request_code(MOBILE, address="192.0.2.1")
        wrong = "000000" if await hanako.code() != "000000" else "111111"
        for _ in range(5):
            with pytest.raises(WrongCode):
                await hanako.by_code(wrong)
        hanako.clock.move(60)
    await hanako.request_code(MOBILE, address="192.0.2.1")
    code = await hanako.code()

    with pytest.raises(CodePaced):
        await hanako.by_code(code)
    hanako.clock.move(86_400)
    await hanako.request_code(MOBILE, address="192.0.2.1")
    await hanako.by_code(await hanako.code())


async def test_a_number_nobody_has_is_answered_alike_and_texted_nothing(hanako: Newcomer) -> None:
    known = await hanako.request_code(MOBILE, address="192.0.2.1")
    unknown = await hanako.request_code(UNKNOWN_MOBILE, address="192.0.2.1")

    assert known == unknown
    assert [letter.address for letter in await hanako.letters("code")] == [MOBILE]
    with pytest.raises(WrongCode):
        await hanako.by_code("123456", mobile=UNKNOWN_MOBILE)
    for _ in range(9):
        hanako.clock.move(60)
        await hanako.request_code(UNKNOWN_MOBILE, address="192.0.2.1")
    hanako.clock.move(60)
    with pytest.raises(CodePaced):
        await hanako.request_code(UNKNOWN_MOBILE, address="192.0.2.1")


# --- forgotten passwords ------------------------------------------------------------------------
@pytest.mark.parametrize(("seconds", "is_fresh"), [(3 * 3600 - JUST, True), (3 * 3600, False)])
async def test_a_reset_link_dies_at_three_hours_sharp(
    hanako: Newcomer, seconds: float, is_fresh: bool
) -> None:
    await hanako.request_reset(EMAIL, app="resident", address="192.0.2.1")
    token = await hanako.link("reset")
    hanako.clock.move(seconds)

    if is_fresh:
        await hanako.choose(token)
    else:
        with pytest.raises(LinkExpired):
            await hanako.choose(token)


async def test_a_reset_signs_out_elsewhere_tells_of_it_and_works_once(hanako: Newcomer) -> None:
    other_phone = await hanako.sign_in_by_link(await hanako.link(), caller())
    await hanako.request_reset(EMAIL, app="resident", address="192.0.2.1")
    token = await hanako.link("reset")

    here = await hanako.choose(token)

    assert not await hanako.is_alive(other_phone)
    assert await hanako.is_alive(here)
    (notice,) = await hanako.letters("changed")
    assert notice.subject == "パスワードが変更されました"
    with pytest.raises(LinkUsed):
        await hanako.choose(token)


async def test_a_reset_by_code_leads_to_a_new_password(hanako: Newcomer) -> None:
    await hanako.request_code(MOBILE, address="192.0.2.1")

    token = await hanako.check_reset_code(MOBILE, await hanako.code())

    await hanako.choose(token)
    await hanako.by_password("a new secret")
    await hanako.request_code(UNKNOWN_MOBILE, address="192.0.2.1")
    with pytest.raises(WrongCode):
        await hanako.check_reset_code(UNKNOWN_MOBILE, "123456")


@pytest.mark.parametrize(("length", "fits"), [(7, False), (8, True), (20, True), (21, False)])
async def test_a_new_password_has_eight_to_twenty_characters(
    hanako: Newcomer, length: int, fits: bool
) -> None:
    await hanako.request_reset(EMAIL, app="resident", address="192.0.2.1")
    token = await hanako.link("reset")

    if fits:
        await hanako.choose(token, "x" * length)
        return
    with pytest.raises(PasswordUnfit):
        await hanako.choose(token, "x" * length)
    await hanako.choose(token)  # the refusal did not use the link up


async def test_an_address_nobody_has_is_mailed_nothing(hanako: Newcomer) -> None:
    await hanako.request_reset(UNKNOWN_EMAIL, app="resident", address="192.0.2.1")
    await hanako.request_reset(EMAIL, app="resident", address="192.0.2.1")
    await hanako.request_reset(EMAIL, app="resident", address="192.0.2.1")

    assert [letter.address for letter in await hanako.letters("reset")] == [EMAIL]


# --- devices and proof --------------------------------------------------------------------------
async def test_a_second_device_is_announced_and_the_first_and_a_known_one_are_not(hanako: Newcomer) -> None:
    first = await hanako.sign_in_by_link(await hanako.link(), caller())
    assert await hanako.letters("new-device") == []
    password = await hanako.first_password()

    await hanako.by_password(password)
    await hanako.request_code(MOBILE, address="192.0.2.1")
    await hanako.sign_in_by_code(MOBILE, await hanako.code(), caller(device=first.device_token))

    note, letter = await hanako.letters("new-device")
    assert letter.address == EMAIL
    assert note.address == hanako.person_id
    assert "iPhone · Safari" in note.text
    assert "iPhone · Safari" in letter.text
    assert "2026年11月23日 18:00" in letter.text


async def test_a_session_is_proved_by_password_or_code_for_five_minutes(hanako: Newcomer) -> None:
    await hanako.request_reset(EMAIL, app="resident", address="192.0.2.1")
    actor = await hanako.actor(await hanako.choose(await hanako.link("reset")))

    async def ensure() -> None:
        at = hanako.clock.now()
        await hanako.database.read(lambda connection: ensure_proved(connection, actor.session_id, at))

    with pytest.raises(ProofNeeded):
        await ensure()
    with pytest.raises(WrongPassword):
        await hanako.prove.by_password(actor, "wrong one", address="192.0.2.1")
    await hanako.prove.by_password(actor, "a new secret", address="192.0.2.1")
    hanako.clock.move(300 - JUST)
    await ensure()
    hanako.clock.move(JUST)
    with pytest.raises(ProofNeeded):
        await ensure()

    await hanako.request_proof_code(actor)
    with pytest.raises(WrongCode):
        await hanako.by_code(await hanako.code())  # what proves does not sign in
    await hanako.prove.by_code(actor, await hanako.code())
    await ensure()


async def test_whoever_has_no_mobile_number_proves_by_mail(database: Database) -> None:
    newcomer = Newcomer(database=database)
    await newcomer.issue(replace(HANAKO, mobile=None))
    actor = await newcomer.actor(await newcomer.sign_in_by_link(await newcomer.link(), caller()))

    await newcomer.request_proof_code(actor)

    (letter,) = await newcomer.letters("code")
    assert letter.address == EMAIL
    deliveries = await database.read(lambda connection: list_deliveries(connection, [newcomer.person_id]))
    assert deliveries.keys() == {newcomer.person_id}
    newcomer.checks.close()
