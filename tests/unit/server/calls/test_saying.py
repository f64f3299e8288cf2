"""What is said without a voice reaches the other side, as its own words, and no further."""

import pytest

from genkan.server.bootstrap.sample import EAST_STATION, WEST_STATION
from genkan.server.calls.errors import CallOver, TextUnfit
from genkan.server.platform.errors import NotFound, TooOften
from genkan.server.platform.operations import Scope
from genkan.wire.call import CallSay
from harness.exchange import HANAKO, ICHIRO, KEN, MEMBERS, PHONES, STRANGERS, Exchange

PHONE = PHONES[HANAKO]


async def test_a_reply_is_shown_at_the_door_and_on_every_phone_of_the_home(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    await exchange.say(MEMBERS, PHONE, CallSay(call_id=call_id, phrase="box"))
    at_door = exchange.call_at(EAST_STATION)
    assert at_door is not None
    for words in (at_door.words, exchange.call_on(PHONES[KEN]).words, exchange.call_on(PHONE).words):
        assert [(word.by, word.phrase, word.text) for word in words] == [("home", "box", None)]


async def test_the_visitor_answers_with_a_button(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    await exchange.say(
        exchange.installation.station_scope, EAST_STATION, CallSay(call_id=call_id, phrase="yes")
    )
    [word] = exchange.call_on(PHONE).words
    assert (word.by, word.phrase) == ("visitor", "yes")


async def test_typed_text_arrives_as_plain_text(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    await exchange.say(MEMBERS, PHONE, CallSay(call_id=call_id, text="  <b>裏口</b>へ\nどうぞ\u202e "))
    assert exchange.call_on(PHONE).words[0].text == "<b>裏口</b>へ どうぞ"


@pytest.mark.parametrize(
    "body",
    [
        CallSay(call_id="c", text=" \u202e\n"),
        CallSay(call_id="c"),
        CallSay(call_id="c", phrase="yes"),
        CallSay(call_id="c", phrase="shout"),
        CallSay(call_id="c", phrase="box", text="and more"),
    ],
)
async def test_what_is_no_word_of_the_home_is_refused(exchange: Exchange, body: CallSay) -> None:
    with pytest.raises(TextUnfit):
        await exchange.say(MEMBERS, PHONE, body)


async def test_the_visitor_cannot_type(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    with pytest.raises(TextUnfit):
        await exchange.say(
            exchange.installation.station_scope, EAST_STATION, CallSay(call_id=call_id, text="はい")
        )


async def test_nobody_speaks_into_a_call_of_others(exchange: Exchange) -> None:
    body = CallSay(call_id=await exchange.ring(), phrase="leave")
    for scope, leg in (
        (STRANGERS, PHONES[ICHIRO]),
        (Scope(station_id=WEST_STATION), WEST_STATION),
    ):
        said = CallSay(call_id=body.call_id, phrase="yes") if scope.station_id else body
        with pytest.raises(NotFound):
            await exchange.say(scope, leg, said)


async def test_a_call_that_is_over_takes_no_word(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    await exchange.calls.cancel(exchange.installation.station_scope, call_id)
    with pytest.raises(CallOver):
        await exchange.say(MEMBERS, PHONE, CallSay(call_id=call_id, phrase="box"))


async def test_words_are_paced(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    for _ in range(3):
        await exchange.say(MEMBERS, PHONE, CallSay(call_id=call_id, phrase="wait"))
    with pytest.raises(TooOften):
        await exchange.say(MEMBERS, PHONE, CallSay(call_id=call_id, phrase="wait"))


async def test_a_home_that_replied_has_missed_nothing(exchange: Exchange) -> None:
    call_id = await exchange.ring()
    await exchange.say(MEMBERS, PHONE, CallSay(call_id=call_id, phrase="box"))
    exchange.installation.clock.move(30)
    await exchange.switchboard.sweep()
    assert exchange.seen_at_door() == ("ended", "replied")
