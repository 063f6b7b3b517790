"""How a verdict came about: of a report, a handed round, a stated arrival; from what was frozen when it was sent."""

from zoneinfo import ZoneInfo

from handlers import entering, finding
from handlers.actions import state_arrival
from handlers.finding import Found
from handlers.posts import person_name
from handlers.turn import Next, Turn, stay
from messages import naming, reasons, writing
from messages.arguments import Reference
from messages.outgoing import Card
from messages.reasons import About
from rules.frameworks import Settings
from rules.stages import Stage
from storage import questions_review, questions_rounds
from storage.questions_review import Matter
from storage.tables import consolidations, evidence, frameworks
from storage.tables.consolidations import Arrival
from storage.tables.reports import Report


def why(turn: Turn, wanted: Reference | None) -> Next:
    """Every reason, one a line; also for the officers of the unit that it is about."""
    if wanted is None:
        return stay(turn.say("why.which"))
    found, matter = finding.by_reference(turn.work, turn.person.id, wanted.reference)
    settings = frameworks.by_id(turn.work, matter.framework_id).settings
    about = _about(turn, found, matter, settings)
    card = reasons.reasons(turn.texts, turn.person.language, found.verdict, about, ZoneInfo(settings.timezone))
    return stay(_with(card, *_beside(turn, found, matter)))


def _about(turn: Turn, found: Found, matter: Matter, settings: Settings) -> About:
    texts, language = turn.texts, turn.person.language
    name = naming.indicator(texts, language, matter.indicator, matter.project) if matter.indicator else ""
    stated = questions_rounds.stated_deadline(turn.work, matter) if matter.tier > 1 else None
    if matter.tier == 1:
        period, ours = naming.period(texts, language, matter.first, matter.last), "due_day" in settings.ours
    else:
        period = naming.round_name(texts, language, matter.period, matter.year)
        ours = stated is not None and "on" in stated.ours
    unit = matter.unit if matter.tier == 1 else ""
    hour = not isinstance(found, Arrival) or bool(found.hour_said)
    name = naming.parted((found.ref, unit, name, period))
    waived = entering.waived(turn.work, texts, language, matter)
    return About(name=name, tier=matter.tier, stated=stated, due_ours=ours, hour=hour, waived=waived)


def _beside(turn: Turn, found: Found, matter: Matter) -> list[str]:
    """What is to be known beside the verdict itself."""
    said = [turn.line("why.frozen")]
    if isinstance(found, Arrival):
        return [*_of_arrival(turn, found), *said]
    sent_again = found.version > 1 if isinstance(found, Report) else found.heard_at > found.first_heard_at
    if sent_again or found.state is Stage.RETURNED:
        said.insert(0, turn.line("why.first_counts"))
    closes = entering.closes(turn.work, turn.texts, turn.person.language, matter)
    return [*said, closes] if closes else said


def _of_arrival(turn: Turn, found: Arrival) -> list[str]:
    name = person_name(turn.work, turn.texts, turn.person.language, found.stated_by, reader=turn.person.id)
    when = writing.full_moment(found.stated_at, turn.person.language)
    said = [turn.line("why.stated_by", by=name, when=when)]
    matter = questions_review.matter(turn.work, found.obligation_id)
    again = consolidations.arrivals_of(turn.work, found.obligation_id)[0].id != found.id
    said += [turn.line("why.first_rule")] if again and state_arrival.keeps_former_rule(turn.work, matter) else []
    said += [] if found.hour_said else [turn.line("why.no_hour")]
    said += [turn.line("why.receipt", receipt=found.receipt)] if found.receipt else []
    if found.evidence_id:
        proof = evidence.by_id(turn.work, found.evidence_id)
        said.append(turn.line("why.proof", name=proof.name or turn.line("why.file")))
    now = consolidations.arrival_of(turn.work, found.obligation_id)
    if found.replaced_at and now is not None:
        said.append(turn.line("why.replaced", ref=now.ref))
    return said


def _with(card: Card, *lines: str) -> Card:
    return Card(title=card.title, small=card.small, state=card.state, status=card.status, body=(*card.body, *lines))
