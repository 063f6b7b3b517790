"""How the people of the example came in: each typed a code on a phone and agreed, over real webhooks."""

from bot.demo.town import Town
from bot.demo.world import LINE, Member, cast
from handlers.actions import invite
from messages.texts import Texts
from rules.frameworks import Framework
from storage.columns import WHOLE
from storage.tables import people, units
from storage.work import Work

LANGUAGE = "th"
AGREE = "enrolment.agree_and_join"


async def phones_only(town: Town, framework: Framework, texts: Texts) -> dict[str, str]:
    """Everybody has a phone, nobody has joined, nobody holds a code."""
    for member in cast(framework):
        name = texts.line(LANGUAGE, member.name)
        if member.platform == LINE:
            town.line.add_person(member.address, name)
        else:
            town.telegram.add_person(int(member.address), name)
    return {}


async def everybody(town: Town, framework: Framework, texts: Texts) -> dict[str, str]:
    """Everybody has a phone and most have joined; the codes of those who have not, by address."""
    await phones_only(town, framework, texts)
    left: dict[str, str] = {}
    agree = texts.line(LANGUAGE, AGREE)
    for member in cast(framework):
        code = await town.product.database.write(lambda work, member=member: _code(work, framework, member))
        if not member.joined:
            left[member.address] = code
        elif member.platform == LINE:
            await _join_on_line(town, member.address, code, agree)
        else:
            await _join_on_telegram(town, int(member.address), code, agree)
    return left


def _code(work: Work, framework: Framework, member: Member) -> str:
    """A personal code for the member's post; LookupError where the framework made none."""
    unit = None if member.unit is None else units.by_code(work, framework.units[member.unit].code)
    indicator = WHOLE
    if member.indicator is not None:
        indicator = f"{framework.code}/{framework.indicators[member.indicator].code}"
    post = people.post(work, member.role, unit_id=unit.id if unit else WHOLE, indicator=indicator)
    if post is None:
        raise LookupError(f"no post for {member}")
    return invite.make(work, post)[0]


async def _join_on_line(town: Town, user_id: str, code: str, agree: str) -> None:
    await town.line.follow(user_id)
    await town.line.say(user_id, code)
    await town.settle()
    asking = town.line.messages(user_id)[-1]
    action = next(item["action"] for item in asking.buttons if item["action"]["label"] == agree)
    await town.line.press(user_id, asking.id, action)
    await town.settle()


async def _join_on_telegram(town: Town, user: int, code: str, agree: str) -> None:
    await town.telegram.start(user, code)
    await town.settle()
    await town.telegram.press(user, town.telegram.chat(user).last.message_id, agree)
    await town.settle()
