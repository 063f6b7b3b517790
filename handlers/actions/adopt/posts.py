"""The posts that a framework's units and indicators need; one that another framework needs too stays open."""

from handlers.actions.adopt.planning import Ids, Plan, labelled
from rules.frameworks import Post
from storage.columns import WHOLE
from storage.kept import Keeping, Wanted
from storage.tables import frameworks, indicators, people, units


def posts(plan: Plan, unit_ids: Ids) -> None:
    """A post of each role for every unit, for every indicator and for the whole, with its title."""
    framework = plan.framework
    titles = {(post.role, post.unit, post.indicator): post for post in framework.posts}
    wanted = [
        Wanted(key=(role, WHOLE, WHOLE), values=_titles(titles.get((role, None, None)))) for role in people.OF_WHOLE
    ]
    for unit in framework.units:
        for role in people.OF_UNIT:
            values = _titles(titles.get((role, unit.code, None)))
            wanted.append(Wanted(key=(role, unit_ids[unit.code], WHOLE), values=values))
    for indicator in framework.indicators:
        for role in people.OF_INDICATOR:
            values = _titles(titles.get((role, None, indicator.code)))
            wanted.append(Wanted(key=(role, WHOLE, f"{framework.code}/{indicator.code}"), values=values))
    unneeded = _unneeded(plan)
    keeping = Keeping(
        table=people.POSTS,
        key=("role", "unit_id", "indicator"),
        label=labelled(unit_ids),
        closable=lambda row: row.unit_id in unneeded or row.indicator in unneeded,
    )
    plan.keep(keeping, wanted)


def _titles(post: Post | None) -> dict[str, str]:
    """A post that the file does not name is called by its role."""
    return {"title": post.title, "title_en": post.title_en} if post else {"title": "", "title_en": ""}


def _unneeded(plan: Plan) -> set[str]:
    """The units and the indicators ("framework code/indicator code") that this plan leaves without any framework."""
    code = plan.framework.code
    others = [it for it in frameworks.in_force(plan.work) if it.code == code and it.id != plan.former]
    needed = {found.code for other in others for found in indicators.of_framework(plan.work, other.id)}
    closed = [write for write in plan.writes if write.kind == "closed"]
    gone = {write.label for write in closed if write.table is indicators.INDICATORS} - needed
    return {write.id for write in closed if write.table is units.UNITS} | {f"{code}/{indicator}" for indicator in gone}
