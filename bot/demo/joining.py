"""How the people of the example come to their phones."""

from bot.demo.town import Town
from bot.demo.world import LINE, cast
from messages.texts import Texts
from rules.frameworks import Framework


async def everybody(town: Town, framework: Framework, texts: Texts) -> dict[str, str]:
    """Everybody has a phone; the codes of those who have not joined, by address."""
    for member in cast(framework):
        name = texts.line("th", member.name)
        if member.platform == LINE:
            town.line.add_person(member.address, name)
        else:
            town.telegram.add_person(int(member.address), name)
    return {}
