"""The steps of a framework's process, with their days as the file names them."""

from handlers.actions.adopt.planning import Plan, as_json
from rules.process import Step
from storage.kept import Keeping, Wanted, last
from storage.tables import process as steps


def process(plan: Plan, framework_id: str) -> None:
    """Each step by its code; what has happened to a step is never touched."""
    keeping = Keeping(
        table=steps.PROCESS_STEPS,
        key=("framework_id", "code"),
        scope={"framework_id": [framework_id]},
        label=last,
    )
    plan.keep(
        keeping,
        [
            Wanted(key=(framework_id, step.code), values={"position": position, **_values(step)})
            for position, step in enumerate(plan.framework.process)
        ],
    )


def _values(step: Step) -> dict[str, object]:
    return {
        "text": step.text,
        "text_en": step.text_en,
        "owners": as_json(step.owners),
        "first_on": step.window.first if step.window else None,
        "last_on": step.window.last if step.window else None,
        "after": step.after,
        "after_round": step.after_round,
        "takes": as_json(step.takes),
        "documents": as_json(step.documents),
        "back_to": step.back_to,
        "printed": as_json(step.source),
        "ours": as_json(step.ours),
    }
