"""A framework's waivers and extensions."""

from collections.abc import Iterator

from handlers.actions.adopt.planning import Plan, as_json
from rules.reliefs import Waiver
from storage.kept import Keeping, Wanted, last
from storage.tables import reliefs as its_reliefs


def reliefs(plan: Plan, framework_id: str) -> None:
    """What frees people from duties, and what gives them longer."""
    scope, key = {"framework_id": [framework_id]}, ("framework_id", "kind", "code")
    keeping = Keeping(table=its_reliefs.RELIEFS, key=key, scope=scope, label=last)
    waivers = _wanted(framework_id, its_reliefs.WAIVER, plan.framework.waivers)
    extensions = _wanted(framework_id, its_reliefs.EXTENSION, plan.framework.extensions)
    plan.keep(keeping, [*waivers, *extensions])


def _wanted(framework_id: str, kind: str, found: tuple[Waiver, ...]) -> Iterator[Wanted]:
    for position, it in enumerate(found):
        yield Wanted(key=(framework_id, kind, it.code), values={"said": as_json(it), "position": position})
