"""The policy of docs/delivery.md, line by line."""

from datetime import timedelta

import pytest
from msgspec.structs import replace

from bot.outcomes import RETRY_LIFE, Again, Over, after, had_been_used, refused_token, too_old
from bot.retry import ATTEMPTS, GiveUp, TryLater
from storage.tables.outbox import ANSWER, DEADLINE, NEWS, OutRow
from tests.databases import START

ROW = OutRow(
    id="1",
    key="k",
    platform="line",
    address="U",
    person_id="p",
    why="w",
    weight=DEADLINE,
    shapes="[]",
    not_before=START,
)
WEIGHTS = pytest.mark.parametrize("weight", [ANSWER, DEADLINE, NEWS])
SECOND = timedelta(seconds=1)


def of(weight, **values):
    return replace(ROW, weight=weight, **values)


@WEIGHTS
def test_what_surely_did_not_arrive_is_tried_again_and_nothing_is_known_to_have_arrived(weight):
    again = after(of(weight), TryLater("no connection"), START)
    assert again == Again(at=START + SECOND, fault="no connection", first_tried_at=None)


def test_what_may_have_arrived_under_a_key_is_tried_again_and_counted_from_its_first_try():
    first = after(ROW, TryLater("status 500", keyed=True), START)
    assert first == Again(at=START + SECOND, fault="status 500", first_tried_at=START)
    second = after(of(DEADLINE, attempts=1, first_tried_at=START), TryLater("no connection"), START + SECOND)
    assert isinstance(second, Again)
    assert second.first_tried_at == START


@pytest.mark.parametrize(("weight", "state"), [(ANSWER, None), (DEADLINE, None), (NEWS, "given_up")])
def test_what_may_come_twice_is_tried_again_but_for_news(weight, state):
    became = after(of(weight), TryLater("timeout", unknown=True), START)
    assert (became.state if isinstance(became, Over) else None) == state


@pytest.mark.parametrize(("weight", "state"), [(ANSWER, "held"), (DEADLINE, "held"), (NEWS, "given_up")])
def test_what_is_tried_no_more_is_brought_back_by_the_next_event_but_for_news(weight, state):
    last = of(weight, attempts=ATTEMPTS)
    assert after(last, TryLater("status 500", keyed=True), START) == Over(state=state, fault="status 500")
    assert after(of(weight), GiveUp("unknown", unknown=True), START) == Over(state=state, fault="unknown")


@WEIGHTS
def test_what_the_platform_refuses_for_what_it_holds_is_given_up_with_an_alarm(weight):
    assert after(of(weight), GiveUp("status 400"), START) == Over(state="given_up", fault="status 400", alarm=True)
    gone = after(of(weight), GiveUp("blocked", unreachable=True), START)
    assert gone == Over(state="given_up", fault="blocked")


def test_a_reply_is_tried_again_while_its_token_lives():
    reply = of(ANSWER, reply_token="t", reply_heard_at=START, attempts=6)
    again = after(reply, TryLater("status 500", unknown=True), START)
    assert isinstance(again, Again)
    assert again.at - START <= timedelta(seconds=8)


@pytest.mark.parametrize(("seconds", "used"), [(1, True), (49, True), (50, False), (600, False)])
def test_a_token_refused_on_a_second_try_had_been_used_within_fifty_seconds(seconds, used):
    tried = of(ANSWER, reply_token="t", reply_heard_at=START, first_tried_at=START)
    assert had_been_used(tried, START + seconds * SECOND) is used
    assert not had_been_used(replace(tried, first_tried_at=None), START + seconds * SECOND)


def test_a_token_refused_at_the_first_try_is_worth_a_push_only_where_a_deadline_hangs_on_it():
    assert refused_token(of(DEADLINE, reply_token="t")) is None
    for row in (of(ANSWER, reply_token="t"), of(DEADLINE, reply_token="t", first_tried_at=START)):
        error = refused_token(row)
        assert error is not None
        assert error.unknown


def test_a_retry_key_is_trusted_for_less_than_its_day():
    assert not too_old(ROW, START + timedelta(days=30))
    assert not too_old(of(DEADLINE, first_tried_at=START), START + RETRY_LIFE)
    assert too_old(of(DEADLINE, first_tried_at=START), START + RETRY_LIFE + SECOND)
    assert timedelta(hours=24) > RETRY_LIFE
