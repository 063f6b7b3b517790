"""An indicator's round at the PSDG and a round's arrival at OPDC, as cards."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from messages import naming, reasons, writing
from messages.outgoing import Button, Card
from messages.states import State, word
from messages.texts import Texts
from rules.forecasts import Eaten
from rules.penalties import Verdict
from rules.stages import Stage

MOST_GAPS = 10
DECIDED = {
    Stage.TAKEN: "consolidation.taken_by",
    Stage.RECALLED: "consolidation.recalled_by",
    Stage.RETURNED: "consolidation.returned_by",
}


@dataclass(frozen=True, kw_only=True)
class Gap:
    """What one unit has not sent: its code and the periods, by their first and last days."""

    unit: str
    periods: tuple[tuple[date, date], ...]


@dataclass(frozen=True, kw_only=True)
class Handing:
    """A submission as its reader sees it: `name` (indicator) and `round` are words, `by`, `decided_by` are people."""

    ref: str
    name: str
    round: str
    by: str
    when: str
    verdict: Verdict
    stage: Stage
    eaten: Eaten | None
    gaps: tuple[Gap, ...]
    decided_by: str = ""
    decided: str = ""
    reason: str = ""


@dataclass(frozen=True, kw_only=True)
class Stated:
    """A stated arrival as its reader sees it; `replaces` is the reference of the former statement, if any."""

    ref: str
    round: str
    by: str
    when: str
    verdict: Verdict
    hour: bool
    receipt: str
    proof: str
    replaces: str


def submission(
    texts: Texts, language: str, handing: Handing, *, footer: tuple[Button, ...] = (), choices: tuple[Button, ...] = ()
) -> Card:
    """A submission as it stands; it is edited as things happen. Sent back it says so first, then how it came in."""
    returned = handing.stage is Stage.RETURNED
    sent = reasons.outcome(texts, language, handing.verdict)
    told = tuple(_told(texts, language, handing))
    return Card(
        key=f"submission:{handing.ref}",
        small=naming.parted((handing.round, handing.ref)),
        title=texts.line(language, "consolidation.handed_title", name=handing.name),
        state=State.RETURNED if returned else reasons.STATES[handing.verdict.outcome],
        status=word(texts, language, State.RETURNED) if returned else sent,
        body=(sent, *told) if returned else told,
        footer=footer,
        choices=choices,
    )


def arrival(texts: Texts, language: str, stated: Stated, footer: tuple[Button, ...] = ()) -> Card:
    """A statement of what reached OPDC when, and what that costs."""
    key = "consolidation.stated_again" if stated.replaces else "consolidation.stated_by"
    replaced = {"ref": stated.replaces} if stated.replaces else {}
    body = [texts.line(language, key, by=stated.by, when=stated.when, **replaced)]
    body += [texts.line(language, "why.receipt", receipt=stated.receipt)] if stated.receipt else []
    body += [texts.line(language, "why.proof", name=stated.proof)] if stated.proof else []
    return Card(
        key=f"arrival:{stated.ref}",
        small=naming.parted((stated.round, stated.ref)),
        title=texts.line(language, "consolidation.arrived", when=arrived(stated.verdict, stated.hour, language)),
        state=reasons.STATES[stated.verdict.outcome],
        status=reasons.outcome(texts, language, stated.verdict),
        body=(*body, texts.line(language, "consolidation.closed")),
        footer=footer,
    )


def arrived(verdict: Verdict, hour: bool, language: str) -> str:
    """The day of an arrival in full, with its hour where one was stated."""
    if hour:
        return writing.full_moment(verdict.at, language)
    return writing.full_date(verdict.at.astimezone(writing.BANGKOK).date(), language)


def gaps(texts: Texts, language: str, missing: Sequence[Gap]) -> str:
    """Who has not sent what: units that lack the same months together; empty where nobody."""
    if not missing:
        return ""
    alike: dict[str, list[str]] = {}
    for gap in missing:
        alike.setdefault(naming.stretches(texts, language, gap.periods), []).append(gap.unit)
    shown = [
        texts.line(language, "consolidation.gap", unit=", ".join(units), periods=periods)
        for periods, units in list(alike.items())[:MOST_GAPS]
    ]
    more = sum(len(units) for units in list(alike.values())[MOST_GAPS:])
    shown += [texts.line(language, "consolidation.more_units", count=more)] if more else []
    return texts.line(language, "consolidation.missing", list=" · ".join(shown))


def eats(texts: Texts, language: str, eaten: Eaten | None) -> str:
    """Whose days a late handing ate, and how many of how many; empty where none."""
    if eaten is None or not eaten.gone:
        return ""
    gone, had = (writing.days(len(days), language, working=True) for days in (eaten.gone, eaten.had))
    return texts.line(language, "consolidation.eats", gone=gone, had=had)


def _told(texts: Texts, language: str, handing: Handing) -> list[str]:
    said = [texts.line(language, "consolidation.handed_by", by=handing.by, when=handing.when)]
    said += [gaps(texts, language, handing.gaps), eats(texts, language, handing.eaten)]
    if handing.stage in DECIDED:
        said.append(texts.line(language, DECIDED[handing.stage], by=handing.decided_by, when=handing.decided))
    if handing.reason:
        said.append(texts.line(language, "consolidation.because", reason=handing.reason))
    return [line for line in said if line]
