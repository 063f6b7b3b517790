"""Help: the words that work for one's posts, each with what it does."""

from collections.abc import Mapping

from handlers.turn import Next, Turn, deed, stay
from messages.commands import Words
from messages.outgoing import Text
from storage.tables import frameworks, people, process
from storage.tables.people import COLLECTOR, EXECUTIVE, HEAD, OFFICER, OPERATOR, PSDG, SUPERVISOR

Lines = Mapping[str, tuple[str, ...]]

# A line of help, and the commands whose words it takes.
REPORTING: Lines = {
    "helping.report": ("report",),
    "helping.nothing": ("nothing",),
    "helping.sent_before": ("status", "edit"),
    "helping.projects": ("projects", "why"),
    "helping.units": ("unit",),
    "helping.standing": ("late", "overview"),
    "helping.calendar": ("calendar",),
    "helping.scores": ("score", "why"),
}
SEEING: Lines = {
    "helping.waiting": ("queue", "show"),
    "helping.standing": ("late", "overview"),
    "helping.nudging": ("nudge",),
    "helping.rounds": ("round", "why"),
    "helping.scores": ("score", "why"),
    "helping.calendar": ("calendar",),
}
LOOKING: Lines = {key: SEEING[key] for key in SEEING if key not in ("helping.waiting", "helping.nudging")}
DECIDING: Lines = {
    "helping.broadcasting": ("broadcast", "stopbroadcast"),
    "helping.decide": ("approve", "return"),
    "helping.hand": ("submit", "recall"),
    "helping.result": ("result",),
}
ADMITTING: Lines = {"helping.admit": ("grant", "deny")}
GATHERING: Lines = {"helping.group": ()}
PLACING: Lines = {"helping.people": ("people", "invite", "remove")}
LISTING: Lines = {"helping.own_people": ("people", "remove")}
STATING: Lines = {"helping.sent": ("sent",), "helping.steps": ("stepdone", "stepback", "stepundone")}
ONLY_WITH_STEPS = "helping.steps"
ONLY_OF_SEVERAL = "helping.units"
EVERYBODY: Lines = {"helping.oneself": ("language", "leave"), "helping.privacy": ("leave",)}

REPORTS = {OFFICER: REPORTING, HEAD: {**REPORTING, **ADMITTING, **LISTING}}
REVIEWS = {
    COLLECTOR: SEEING,
    SUPERVISOR: {**SEEING, **DECIDING, **ADMITTING, **PLACING, **GATHERING},
    PSDG: {**SEEING, **DECIDING, **ADMITTING, **PLACING, **GATHERING, **STATING},
    EXECUTIVE: LOOKING,
}
OPERATES = {OPERATOR: {"helping.health": ("health",)}}


def help_(turn: Turn, _: None) -> Next:
    """A message each for those who report, those who look or decide, operators; the commonest words can be tapped."""
    roles = {held.role for held in people.posts_of(turn.work, turn.person.id)}
    shapes = []
    if lines := _lines(REPORTS, roles):
        shapes.append(_message(turn, "helping.reporting", lines, ("report", "status", "projects")))
    if lines := _lines(REVIEWS, roles):
        shapes.append(_message(turn, "helping.reviewing", lines, ("queue", "late", "overview")))
    if lines := _lines(OPERATES, roles):
        shapes.append(_message(turn, "helping.operating", lines, ("health",)))
    return stay(*(shapes or [_message(turn, "helping.others", {}, ())]))


def _lines(of_roles: Mapping[str, Lines], roles: set[str]) -> Lines:
    return {key: words for role, lines in of_roles.items() if role in roles for key, words in lines.items()}


def _message(turn: Turn, title: str, lines: Lines, buttons: tuple[str, ...]) -> Text:
    taught = Words.of(turn.texts).taught
    language = turn.person.language
    said = [
        turn.texts.line(language, key, **{name: taught[language, name] for name in names})
        for key, names in {**lines, **EVERYBODY}.items()
        if (key != ONLY_WITH_STEPS or _has_steps(turn)) and (key != ONLY_OF_SEVERAL or _serves_several(turn))
    ]
    known = {name for names in lines.values() for name in names}
    choices = tuple(deed(taught[language, name], name) for name in buttons if name in known)
    return Text("\n".join(said), choices=choices, title=turn.texts.line(language, title))


def _serves_several(turn: Turn) -> bool:
    return len(people.units_of(turn.work, turn.person.id)) > 1


def _has_steps(turn: Turn) -> bool:
    return any(process.steps(turn.work, framework.id) for framework in frameworks.in_force(turn.work))
