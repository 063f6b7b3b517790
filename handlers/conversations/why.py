"""How a verdict came about, as it was frozen: of a report, a handed round, an arrival. How a score did, as of now."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import tzinfo
from zoneinfo import ZoneInfo

from msgspec import structs

from handlers import entering, finding, scoring, showing
from handlers.actions import state_arrival
from handlers.finding import Found
from handlers.posts import person_name
from handlers.scoring import Reckoned
from handlers.turn import Next, Turn, stay
from messages import naming, reasons, writing
from messages.arguments import Reference
from messages.arguments_scores import ScoreOf
from messages.outgoing import Card
from messages.reasons import About
from messages.score_reasons import Grounds, Said, ScoreReasons
from messages.scores import score
from messages.states import State
from rules.frameworks import Settings
from rules.results import Way
from rules.stages import Stage
from storage import questions_results, questions_review, questions_rounds
from storage.questions_review import Matter
from storage.tables import consolidations, evidence, frameworks, indicators, reports, results
from storage.tables.consolidations import Arrival
from storage.tables.reports import Report

DEPARTMENT_TIER = 3
MOST_AGAIN = 4
"""With the first verdict as many messages as one answer may hold."""


def why(turn: Turn, wanted: Reference | ScoreOf | None) -> Next:
    """Every reason, one a line; also for the officers of the unit that it is about."""
    if wanted is None:
        return stay(turn.say("why.which"))
    if isinstance(wanted, ScoreOf):
        return stay(_of_score(turn, wanted))
    found, matter = finding.by_reference(turn.work, turn.person.id, wanted.reference)
    settings = frameworks.by_id(turn.work, matter.framework_id).settings
    about = _about(turn, found, matter, settings)
    card = reasons.reasons(turn.texts, turn.person.language, found.verdict, about, ZoneInfo(settings.timezone))
    card = structs.replace(card, body=(*card.body, *_beside(turn, found, matter)))
    return stay(card, *_again(turn, found, about, ZoneInfo(settings.timezone)))


def _again(turn: Turn, found: Found, about: About, zone: tzinfo) -> Iterator[Card]:
    """A card for each of the last times that what was sent back came again and was judged by that."""
    if not isinstance(found, Report):
        return
    asked = About(name=about.name, tier=about.tier)
    judged = [it.verdict for it in reports.versions(turn.work, found.id) if it.verdict is not None]
    for verdict in judged[-MOST_AGAIN:]:
        card = reasons.reasons(turn.texts, turn.person.language, verdict, asked, zone)
        body = (turn.line("why.sent_back"), *card.body)
        yield structs.replace(card, title=turn.line("why.title_again"), body=body)


def _of_score(turn: Turn, wanted: ScoreOf) -> Card:
    """Of one indicator's score, or of the total and what is left of it. Raises UnknownName, NotYours."""
    scope = questions_review.scope_of(turn.work, turn.person.id)
    unit_id = finding.unit_meant(turn.work, wanted.unit).id if wanted.unit else scoring.own_unit(scope)
    within = scoring.within(turn.work, scope, unit_id, wanted.indicator)
    top = finding.round_meant(turn.work, DEPARTMENT_TIER, wanted.round, within=within)
    reckoned = scoring.reckon(turn.work, turn.person.id, top, unit_id)
    texts, language = turn.texts, turn.person.language
    telling = ScoreReasons(texts, language, reckoned.entire)
    if wanted.indicator:
        item = scoring.item_of(reckoned, wanted.indicator)
        lines = telling.of_item(item, _grounds(turn, reckoned, wanted.indicator), reckoned.sheet)
        exact, name = item.scored.exact, naming.indicator(texts, language, wanted.indicator)
        status = turn.line("scores.its_score", score=score(exact)) if exact is not None else telling.omitted(item)
    else:
        lines, status, name = telling.of_total(reckoned.sheet), telling.total(reckoned.sheet), ""
    who = reckoned.unit.code if reckoned.unit else reckoned.framework.office
    round_name = naming.round_name(texts, language, top.period, top.year)
    return Card(
        title=turn.line("scores.reasons"),
        small=naming.parted((name, who, round_name)),
        state=State.SENT if reckoned.sheet.ended else State.NOT_DUE,
        status=status,
        body=tuple(lines),
    )


def _grounds(turn: Turn, reckoned: Reckoned, code: str) -> Grounds:
    """Where the result of an indicator came from."""
    work, span, language = turn.work, reckoned.span, turn.person.language
    indicator = indicators.by_code(work, reckoned.framework.id, code)
    if indicator is None:
        raise LookupError(code)
    ever = results.ever(work, indicator.id, reckoned.unit_id, reckoned.top.period)
    reader = turn.person.id
    printed = {
        it.code: naming.either(language, it.title, it.title_en)
        for it in frameworks.sources(work, reckoned.framework.id)
    }
    lasting = scoring.way(indicator) is Way.LAST
    grounds = Grounds(
        wording=showing.wording(indicator),
        units=None if reckoned.unit else questions_results.by_unit(work, span, indicator.id, lasting=lasting),
        stated=tuple(Said(stated=it, by=person_name(work, turn.texts, language, it.by, reader=reader)) for it in ever),
        source=printed.get(indicator.source, ""),
    )
    if reckoned.unit is None:
        return grounds
    of_unit = questions_results.reports_of(work, span, indicator.id, reckoned.unit.id)
    return replace(grounds, reported=of_unit.reported, owed=of_unit.owed)


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
