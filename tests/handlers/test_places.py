"""The bot in a group of supervisors: who binds it, what it hears, what it is answered, and what becomes of it."""

from datetime import timedelta

import pytest

from storage.tables import invitations, units
from storage.tables import people as persons
from tests.builders import OTHER_UNIT, rows, small_department
from tests.chat import heard_by, last
from tests.handlers.stories import prompted, sent
from tests.there import there

GROUP, NEW = -1001900000001, -1001900000002
TOPIC = 12


@pytest.fixture
async def living(clock, tmp_path, database_url):
    """A morning on which October is owed, a group with the bot in it."""
    async with prompted(clock, tmp_path, database_url, language="en") as (town, people):
        await town.product.learn_who_we_are()
        town.telegram.groups.add(GROUP, "supervisors")
        yield town, people


async def types(town, phone, words, **how):
    town.telegram.groups.say(phone.id, how.pop("group", GROUP), words, **how)
    await town.settle()


def seen(town, group=GROUP):
    """What the bot said in a group."""
    return [bubble.text for bubble in town.telegram.chat(group).bubbles.values() if bubble.by_bot]


async def bound(town):
    return await rows(town, "SELECT chat, topic FROM places WHERE ended_at IS NULL")


async def test_a_supervisor_binds_a_group_by_a_word_typed_in_it(living):
    town, people = living
    await types(town, people.supervisor, "/here@thanwela_bot")
    assert await bound(town) == [{"chat": str(GROUP), "topic": ""}]
    assert len(seen(town)) == 1
    assert "From here on this group" in seen(town)[0]
    assert heard_by(people.supervisor) == []


async def test_in_a_topic_it_is_the_topic_that_hears(living):
    town, people = living
    town.telegram.groups.topic(GROUP, TOPIC)
    await types(town, people.psdg, "/here@thanwela_bot", topic=TOPIC)
    assert await bound(town) == [{"chat": str(GROUP), "topic": str(TOPIC)}]
    assert town.telegram.chat(GROUP).last.body["message_thread_id"] == TOPIC


@pytest.mark.parametrize("who", ["collector", "stranger"])
async def test_nobody_else_binds_it(living, who):
    town, people = living
    town.telegram.add_person(999, "a stranger")
    user = people.collector.id if who == "collector" else 999
    town.telegram.groups.say(user, GROUP, "/here@thanwela_bot")
    await town.settle()
    assert await bound(town) == []
    assert len(seen(town)) == 1


async def test_a_word_typed_alone_says_where_to_type_it(living):
    _, people = living
    await people.supervisor.type("กลุ่มนี้")
    assert "in the group" in last(people.supervisor).text


async def test_a_bound_group_hears_in_the_morning_what_its_binder_looks_after_without_any_button(living):
    town, people = living
    await types(town, people.supervisor, "/here@thanwela_bot")
    before = len(seen(town))
    await town.play_to(people.due.replace(day=30))
    told = seen(town)[before:]
    assert told
    assert any("สปข.3" in words for words in told)
    bubbles = [bubble for bubble in town.telegram.chat(GROUP).bubbles.values() if bubble.by_bot]
    assert all(bubble.keyboard == [] for bubble in bubbles)
    for name in ("มาลี", "สมชาย", "วิชัย", "สุดา"):
        assert name not in "".join(told)


async def test_what_is_asked_in_a_group_is_answered_there_in_view_of_its_binder_whoever_asks(living):
    town, people = living
    await types(town, people.supervisor, "/here@thanwela_bot")
    await town.play_to(people.due.replace(day=9))
    for asks in (people.supervisor, people.collector, people.psdg):
        await types(town, asks, "/late@thanwela_bot")
    answers = seen(town)[-3:]
    assert answers[0] == answers[1] == answers[2]
    assert "สปข.3" in answers[0]


async def test_what_is_for_one_persons_eyes_is_answered_alone(living):
    town, people = living
    await types(town, people.psdg, "/here@thanwela_bot")
    await types(town, people.supervisor, "/queue@thanwela_bot")
    assert seen(town)[-1] == "Answered in the private chat."
    assert len(heard_by(people.supervisor)) == 1


async def test_chatter_and_what_is_meant_for_others_is_never_answered(living):
    town, people = living
    town.telegram.groups.privacy = False
    await types(town, people.psdg, "/here@thanwela_bot")
    for words in ("late", "ล่าช้า", "/late@other_bot", "/weather", "@thanwela_bot hello", "report 8 ก step 2"):
        await types(town, people.supervisor, words)
    assert len(seen(town)) == 1
    assert heard_by(people.supervisor) == []


async def test_a_word_that_answers_the_bot_or_names_it_is_meant_for_it(living):
    town, people = living
    await types(town, people.psdg, "/here@thanwela_bot")
    answer = town.telegram.chat(GROUP).last.message_id
    await types(town, people.psdg, "ภาพรวม", reply_to=answer)
    assert len(seen(town)) == 3
    town.telegram.groups.privacy = False
    await types(town, people.psdg, "@thanwela_bot ภาพรวม")
    assert len(seen(town)) == 5


async def test_a_stranger_gets_one_short_word_a_day(living):
    town, people = living
    town.telegram.add_person(999, "a stranger")
    await types(town, people.psdg, "/here@thanwela_bot")
    for words in ("/late@thanwela_bot", "/overview@thanwela_bot", "/start@thanwela_bot"):
        town.telegram.groups.say(999, GROUP, words)
        await town.settle()
    assert len(seen(town)) == 2
    assert "กรุณาเข้าร่วมด้วยรหัสเชิญ" in seen(town)[-1]


async def test_a_group_that_nobody_has_bound_is_told_nothing_of_anybody(living):
    town, people = living
    await types(town, people.psdg, "/late@thanwela_bot")
    assert seen(town) == [
        "Nobody has had this group told yet. A supervisor of an indicator or the PSDG can type /here."
    ]


async def test_a_press_in_a_group_decides_nothing_and_is_answered_by_a_word(living):
    town, people = living
    await types(town, people.psdg, "/here@thanwela_bot")
    town.telegram.groups.press(people.supervisor.id, GROUP, town.telegram.chat(GROUP).last.message_id, ">queue")
    await town.settle()
    assert town.telegram.unanswered == []
    assert town.telegram.chat(GROUP).toasts[-1].text == "Buttons work in the private chat only."
    assert len(seen(town)) == 1


async def test_put_out_of_the_group_the_binding_ends_and_the_psdg_hears_of_it(living):
    town, people = living
    await types(town, people.supervisor, "/here@thanwela_bot")
    town.telegram.groups.kick(people.deputy.id, GROUP)
    await town.settle()
    assert await bound(town) == []
    assert "removed from a group" in last(people.psdg).text
    assert "removed from a group" in last(people.supervisor).text


async def test_a_group_that_cannot_be_written_to_any_more_is_lost_at_the_first_refusal(living):
    """The note of it got lost."""
    town, people = living
    await types(town, people.supervisor, "/here@thanwela_bot")
    town.telegram.chat(GROUP).blocked = True
    await town.play_to(people.due.replace(day=18))
    assert await bound(town) == []
    assert sum("removed from a group" in each.text for each in heard_by(people.psdg)) == 1
    assert any("สปข.3" in each.text for each in heard_by(people.supervisor))


@pytest.mark.parametrize("noted", [True, False])
async def test_a_group_that_became_a_supergroup_goes_on_under_its_new_address(living, noted):
    town, people = living
    await types(town, people.supervisor, "/here@thanwela_bot")
    town.telegram.groups.migrate(GROUP, NEW, by=people.supervisor.id if noted else None)
    await town.settle()
    before = len(seen(town))
    await town.play_to(people.due.replace(day=18))
    assert await bound(town) == [{"chat": str(NEW), "topic": ""}]
    assert seen(town)[before:] == []
    told = seen(town, NEW)
    assert told
    assert len(told) == len(set(told))


async def test_a_topic_that_is_gone_leaves_the_group_which_is_told_so(living):
    town, people = living
    town.telegram.groups.topic(GROUP, TOPIC)
    await types(town, people.supervisor, "/here@thanwela_bot", topic=TOPIC)
    town.telegram.groups.delete_topic(GROUP, TOPIC)
    await town.play_to(people.due.replace(day=18))
    assert await bound(town) == [{"chat": str(GROUP), "topic": ""}]
    assert sum("topic that was told is closed" in words for words in seen(town)) == 1
    assert any("สปข.3" in words for words in seen(town))


async def test_whoever_leaves_takes_the_groups_along(living):
    town, people = living
    await types(town, people.supervisor, "/here@thanwela_bot")
    await people.supervisor.type("leave")
    await people.supervisor.tap("Leave")
    await town.play_to(people.due.replace(day=9))
    assert await bound(town) == []
    assert any("holds no post any more" in each.text for each in heard_by(people.psdg))
    assert len(seen(town)) == 1


async def code_for(town, *, shared=False):
    """An invitation to the post of an officer."""

    def write(work):
        unit = there(units.by_code(work, OTHER_UNIT))
        post = there(persons.post(work, persons.OFFICER, unit_id=unit.id))
        invitations.add(work, "TW7K3F9Q2", post.post_id, shared=shared, expires_at=work.now + timedelta(days=30))

    await town.product.database.write(write)
    return "TW7-K3F-9Q2"


async def revoked(town):
    return await rows(town, "SELECT 1 FROM invitations WHERE revoked_at IS NOT NULL")


@pytest.mark.parametrize("words", ["/start@thanwela_bot {code}", "{code}"])
async def test_a_personal_code_that_all_have_seen_is_revoked_and_enrols_nobody(living, words):
    town, people = living
    town.telegram.groups.privacy = False
    code = await code_for(town)
    before = await rows(town, "SELECT count(*) AS n FROM holdings")
    await types(town, people.collector, words.format(code=code))
    assert len(await revoked(town)) == 1
    assert "has been withdrawn" in last(people.collector).text
    assert seen(town) == []
    assert await rows(town, "SELECT count(*) AS n FROM holdings") == before
    await people.collector.type(code)
    assert "was withdrawn" in last(people.collector).text


async def test_whom_nothing_reaches_alone_is_told_in_the_group_that_their_code_was_seen(living):
    town, _ = living
    town.telegram.add_person(999, "a stranger")
    code = await code_for(town)
    town.telegram.groups.say(999, GROUP, f"/start@thanwela_bot {code}")
    await town.settle()
    assert len(await revoked(town)) == 1
    assert "ยกเลิกรหัส" in seen(town)[0]
    assert code not in seen(town)[0]


async def test_a_shared_code_stays_good_but_enrols_nobody_from_a_group(living):
    town, people = living
    code = await code_for(town, shared=True)
    await types(town, people.collector, f"/start@thanwela_bot {code}")
    assert await revoked(town) == []
    assert "in the private chat" in last(people.collector).text
    assert await rows(town, "SELECT * FROM requests") == []


async def test_whoever_may_bind_a_group_is_told_how_when_they_put_the_bot_into_it(living):
    town, people = living
    for group, phone in ((NEW, people.psdg), (NEW - 1, people.collector)):
        town.telegram.groups.add(group, "another", by=phone.id)
    await town.settle()
    assert "please type /here" in seen(town, NEW)[0]
    assert seen(town, NEW - 1) == []


async def test_an_answer_of_unknown_outcome_may_come_twice_and_is_never_lost(living):
    town, people = living
    await types(town, people.psdg, "/here@thanwela_bot")
    town.telegram.faults.lose_answer(method="sendMessage")
    await types(town, people.psdg, "/overview@thanwela_bot")
    town.clock.move_to(town.clock.now() + timedelta(seconds=30))
    await town.settle()
    assert len(seen(town)) == 4
    assert seen(town)[1] == seen(town)[2]


async def test_by_polling_a_group_hears_and_is_answered_the_same(clock, tmp_path, sqlite_url):
    async with small_department(clock, tmp_path, sqlite_url, language="en", polling=True) as (town, people):
        clock.move_to(people.prompt)
        town.telegram.groups.add(GROUP, "supervisors", by=int(people.psdg.id))
        await types(town, people.psdg, "/here@thanwela_bot")
        await types(town, people.psdg, "/overview@thanwela_bot")
        assert len(seen(town)) == 4
        town.telegram.groups.kick(int(people.psdg.id), GROUP)
        await town.settle()
        assert await bound(town) == []


async def test_a_report_that_comes_in_is_a_line_without_a_name_and_only_the_first_time(living):
    town, people = living
    await types(town, people.supervisor, "/here@thanwela_bot")
    await people.officer.type("report 8 ก step 2 posters are up")
    await people.officer.type("confirm")
    (report,) = await sent(town)
    await people.officer.type(f"edit {report['ref']} step 3")
    await people.officer.type("confirm")
    assert len(await sent(town)) == 2
    lines = seen(town)[1:]
    assert len(lines) == 1
    assert lines[0].startswith("In: สปข.3")
    assert "มาลี" not in lines[0]
    assert "posters" not in lines[0]
    assert town.telegram.chat(GROUP).last.silent


async def test_a_group_of_the_psdg_hears_of_no_report_that_somebody_else_decides_on(living):
    town, people = living
    await types(town, people.psdg, "/here@thanwela_bot")
    await people.officer.type("report 8 ก step 2 posters are up")
    await people.officer.type("confirm")
    assert len(seen(town)) == 1
