"""People who come, go, write on two phones at once: a code is used once, one question is open, no post is lost."""

from datetime import timedelta

import pytest
from sqlalchemy import insert, select

from handlers.actions import enrol, move, take_away
from rules.refusals import AlreadyDecided, LastOfPsdg, UsedCode
from storage import questions_people
from storage.columns import new_key
from storage.tables import accounts, conversations, holdings, in_turn, invitations, people, units
from storage.tables.conversations import DRAFTS
from storage.tables.people import ACCOUNTS, OFFICER
from tests.builders import OTHER_UNIT, UNIT
from tests.handlers.small_office import TEXTS, hearing, opened
from tests.races import overtaken
from tests.there import there


@pytest.fixture
async def office(database, clock):
    return await opened(database, clock)


def invited(office, code, unit=OTHER_UNIT, *, shared=False):
    def deed(work):
        post = there(people.post(work, OFFICER, unit_id=there(units.by_code(work, unit)).id))
        expires_at = work.now + timedelta(days=1)
        invitations.add(work, code, post.post_id, shared=shared, expires_at=expires_at)
        return there(invitations.by_code(work, code))

    return office.database.write(deed)


def joining(address, invitation):
    """Somebody whom we know or meet comes in with it, as an event of theirs."""

    def deed(work):
        in_turn.account(work, "line", address)
        person = people.by_account(work, "line", address) or people.meet(work, "line", address, "en", work.now)
        return enrol.join(work, person, invitation, address)

    return deed


def posts(office, address):
    def question(work):
        person = there(people.by_account(work, "line", address))
        return person.consented, person.name, len(people.posts_of(work, person.id))

    return office.ask(question)


async def test_a_personal_code_is_used_once(office):
    invitation = await invited(office, "TW222")
    refused, _ = await overtaken(
        office.database, joining("one", invitation), joining("other", invitation), before="UPDATE invitations"
    )
    assert isinstance(refused, UsedCode)
    assert (await posts(office, "other"))[2] == 1


async def test_of_a_grant_and_a_denial_at_once_the_first_counts(office):
    shared = await invited(office, "TW222", UNIT, shared=True)
    request = there(await office.database.write(joining("new", shared)))
    refused, _ = await overtaken(
        office.database,
        lambda work: enrol.deny(work, request, office.ids["head"], "not known"),
        lambda work: enrol.grant(work, request, office.ids["psdg"]),
        before="UPDATE requests",
    )
    assert isinstance(refused, AlreadyDecided)
    assert refused.by == office.ids["psdg"]
    assert await posts(office, "new") == (True, "new", 1)


async def test_whoever_is_denied_one_post_while_coming_into_another_keeps_that(office):
    shared, personal = await invited(office, "TW222", UNIT, shared=True), await invited(office, "TW333")
    request = there(await office.database.write(joining("new", shared)))

    def denying(work):
        enrol.deny(work, request, office.ids["head"], "not known")
        enrol.forget_stranger(work, request.person_id)

    await overtaken(office.database, denying, joining("new", personal), before="UPDATE holdings")
    assert await posts(office, "new") == (True, "new", 1)


async def test_a_grant_and_leaving_at_once_leave_no_post(office):
    shared = await invited(office, "TW222", UNIT, shared=True)
    request = there(await office.database.write(joining("new", shared)))
    await overtaken(
        office.database,
        lambda work: enrol.leave(work, request.person_id),
        lambda work: enrol.grant(work, request, office.ids["head"]),
        before="UPDATE requests",
    )
    assert await posts(office, "new") == (False, "", 0)


@pytest.mark.parametrize("before", ["SELECT drafts", "INSERT INTO drafts"])
async def test_one_person_on_two_phones_at_once_has_one_open_question(office, before):
    officer = office.ids["officer"]
    account = {"platform": "telegram", "address": "7", "person_id": officer}
    await office.database.write(
        lambda work: work.execute(insert(ACCOUNTS).values(id=new_key(work.now), heard_at=work.now, **account))
    )
    await overtaken(
        office.database,
        hearing("line", "officer", "report 8 ก step 2"),
        hearing("telegram", "7", "report 8 ข step 3"),
        before=before,
    )
    kept = await office.ask(lambda work: conversations.all_of(work, officer))
    assert sorted(row.open for row in kept) == [False, True]


async def test_the_same_command_on_two_phones_at_once_is_one_draft(office):
    officer = office.ids["officer"]
    account = {"platform": "telegram", "address": "7", "person_id": officer}
    await office.database.write(
        lambda work: work.execute(insert(ACCOUNTS).values(id=new_key(work.now), heard_at=work.now, **account))
    )
    ours, theirs = (hearing(*where, "report 8 ก step 2") for where in (("line", "officer"), ("telegram", "7")))
    await overtaken(office.database, ours, theirs, before="INSERT INTO drafts")
    (row,) = await office.ask(lambda work: work.all(select(DRAFTS)))
    assert row.version == 2


async def test_two_of_the_psdg_who_take_each_other_out_at_once_leave_one(office):
    def second(work):
        person = people.meet(work, "telegram", "second", "en", work.now)
        people.hold(work, person.id, there(people.post(work, people.PSDG)).post_id)
        return person.id

    other = await office.database.write(second)
    first = office.ids["psdg"]

    def taking(whom, by):
        def deed(work):
            (of_whom,) = (it for it in holdings.psdg(work) if it.person_id == whom)
            return take_away.take_away(work, TEXTS, of_whom, by)

        return deed

    both = await overtaken(office.database, taking(other, first), taking(first, other), before="UPDATE holdings")
    assert sum(isinstance(each, LastOfPsdg) for each in both) == 1
    assert len(await office.ask(lambda work: people.holders(work, people.PSDG))) == 1


async def test_a_code_that_is_withdrawn_and_used_at_once_is_one_of_both(office):
    invitation = await invited(office, "TW444")
    withdrawn, _ = await overtaken(
        office.database,
        lambda work: invitations.revoke(work, invitation.id),
        joining("new", invitation),
        before="UPDATE invitations",
    )
    assert withdrawn is False
    assert (await posts(office, "new"))[2] == 1


async def test_of_two_who_take_the_same_post_away_the_second_hears_that_it_was_done(office):
    def of_officer(work):
        (seat,) = questions_people.seats(work, questions_people.View(everything=True), person_id=office.ids["officer"])
        return there(holdings.by_id(work, seat.holding_id))

    holding = await office.ask(of_officer)
    deed, by = (
        (lambda work, who=who: take_away.take_away(work, TEXTS, holding, office.ids[who])) for who in ("psdg", "head")
    )
    both = await overtaken(office.database, deed, by, before="UPDATE holdings")
    assert sum(each is None for each in both) == 1


async def test_a_code_that_moves_somebody_is_used_by_one_phone(office):
    officer = office.ids["officer"]

    def make(work):
        post = people.posts_of(work, officer)[0]
        invitations.add(
            work, "TW555", post.post_id, shared=False, expires_at=work.now + timedelta(days=1), person_id=officer
        )
        return there(invitations.by_code(work, "TW555"))

    invitation = await office.database.write(make)

    def moving(address):
        def deed(work):
            newcomer = people.meet(work, "telegram", address, "en", work.now)
            return move.move(work, TEXTS, invitation, newcomer, both=False)

        return deed

    refused, moved = await overtaken(office.database, moving("71"), moving("72"), before="UPDATE invitations")
    outcomes = [refused, moved]
    assert sum(isinstance(each, UsedCode) for each in outcomes) == 1
    known = await office.ask(lambda work: [it[1] for it in accounts.of(work, officer)])
    assert known == ["telegram"]
