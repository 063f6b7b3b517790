"""A result that no unit reports, or that somebody outside found, is stated: shown with its score before it counts."""

from decimal import Decimal

from msgspec import Struct

from handlers import finding, scoring
from handlers.actions import state_result
from handlers.posts import person_name
from handlers.turn import Next, Turn, again, choice, deed, done, stay, wait
from messages import naming, writing
from messages.arguments_scores import StatedResult
from messages.outgoing import Text
from messages.reading import Number, Ratio
from messages.score_reasons import ScoreReasons
from messages.scores import score
from rules.results import Figures, Stated, Way, result
from rules.sheets import Item, item
from storage import questions_review
from storage.columns import WHOLE
from storage.questions_review import Matter
from storage.tables import frameworks, indicators, results, units
from storage.tables.indicators import Indicator
from storage.tables.units import Unit

DEPARTMENT_TIER = 3
YES, NO = "confirm", "drop"
LEVEL_ONLY, NUMBER_ONLY = "results.level_only", "results.number_only"
COUNTED = (Way.SUM, Way.ENTRIES)


class Stating(Struct, frozen=True, kw_only=True):
    """A result that is about to be stated, of a round (its obligation at OPDC); `whole` is empty for a number."""

    top_id: str
    indicator_id: str
    unit_id: str
    value: str
    whole: str = ""

    @property
    def subject(self) -> str:
        return f"result:{self.top_id}:{self.indicator_id}:{self.unit_id}"


def state(turn: Turn, wanted: StatedResult | None) -> Next:
    """The indicator and the round are found; nothing counts before it is confirmed. Raises UnknownName, NotYours,
    NotBound."""
    if wanted is None:
        return stay(turn.say("results.which"))
    if isinstance(wanted.value, Ratio) and not wanted.value.whole:
        return stay(turn.say("results.whole_is_zero"))
    scope = questions_review.scope_of(turn.work, turn.person.id)
    unit_id = finding.unit_meant(turn.work, wanted.unit).id if wanted.unit else WHOLE
    within = scoring.within(turn.work, scope, indicator=wanted.indicator)
    top = finding.round_meant(turn.work, DEPARTMENT_TIER, wanted.round, within=within)
    found = indicators.by_code(turn.work, top.framework_id, wanted.indicator)
    if found is None:
        raise LookupError(wanted.indicator)
    if slip := _slip(found, wanted.value):
        return stay(turn.say(slip, steps=len(found.steps)) if slip == LEVEL_ONLY else turn.say(slip))
    value, whole = _typed(wanted)
    draft = Stating(top_id=top.id, indicator_id=found.id, unit_id=unit_id, value=value, whole=whole)
    return wait(sure, draft, sure_question(turn, draft))


def sure(turn: Turn, draft: Stating) -> Next:
    """Stated, or left as it was."""
    if turn.answer == NO:
        return done(turn.say("results.dropped"))
    if turn.answer != YES:
        return again(turn.say("results.yes_or_no"))
    top, indicator, unit = _about(turn, draft)
    stated = _stated(turn, draft)
    state_result.state(turn.work, top, indicator, unit, stated)
    named = (f"{top.period}/{top.year}", *([unit.id] if unit else []))
    choices = (
        deed(turn.line("results.why"), "why", indicator.code, *named),
        deed(turn.line("results.scores"), "score", *named),
    )
    said = ScoreReasons(turn.texts, turn.person.language).stated(_item(top, indicator, stated), stated)
    words = turn.ask("results.stated", choices, name=_name(turn, draft), result=said)
    return done(words, notice=turn.line("results.stated_notice"))


def sure_question(turn: Turn, draft: Stating) -> Text:
    """What is stated, what it scores, what it takes the place of. Raises NotYours, NotBound."""
    top, indicator, unit = _about(turn, draft)
    state_result.may_state(turn.work, top, indicator, unit, turn.person.id)
    stated = _stated(turn, draft)
    found = _item(top, indicator, stated)
    exact = found.scored.exact
    lines = [
        turn.line("results.result", result=ScoreReasons(turn.texts, turn.person.language).stated(found, stated)),
        turn.line("results.score", score=score(exact)) if exact is not None else turn.line("results.no_criteria"),
        _replacing(turn, draft, found),
        turn.line("results.counts_instead") if indicator.method not in ("fed", "survey", "none") else "",
        turn.line("results.sure"),
    ]
    choices = (choice(turn.line("results.yes"), YES), choice(turn.line("results.no"), NO))
    title = turn.line("results.title", name=_name(turn, draft))
    return Text("\n".join(line for line in lines if line), choices=choices, title=title)


def left(turn: Turn, draft: Stating) -> str:
    """The result that was typed."""
    words = f"{draft.value}/{draft.whole}" if draft.whole else draft.value
    return turn.line("drafts.left_over", words=words)


def _slip(indicator: Indicator, value: Number | Ratio) -> str:
    """What is wrong with a figure: of steps a level is stated, of what is counted a number; empty for nothing."""
    if indicator.method == "step":
        fits = isinstance(value, Number) and not value.percent and value.value <= len(indicator.steps)
        return "" if fits else LEVEL_ONLY
    is_share = isinstance(value, Ratio) or value.percent
    return NUMBER_ONLY if is_share and scoring.way(indicator) in COUNTED else ""


def _typed(wanted: StatedResult) -> tuple[str, str]:
    if isinstance(wanted.value, Ratio):
        return f"{wanted.value.part:f}", f"{wanted.value.whole:f}"
    return f"{wanted.value.value:f}", ""


def _about(turn: Turn, draft: Stating) -> tuple[Matter, Indicator, Unit | None]:
    unit = None if draft.unit_id == WHOLE else units.by_id(turn.work, draft.unit_id)
    top = questions_review.matter(turn.work, draft.top_id)
    return top, indicators.by_id(turn.work, draft.indicator_id), unit


def _stated(turn: Turn, draft: Stating) -> Stated:
    whole = Decimal(draft.whole) if draft.whole else None
    return Stated(value=Decimal(draft.value), whole=whole, by=turn.person.id, at=turn.heard.at)


def _item(top: Matter, indicator: Indicator, stated: Stated) -> Item:
    pledged = scoring.pledged_of(indicator)
    return item(pledged, result(scoring.way(indicator), Figures(), stated), months=int(top.period), ended=False)


def _replacing(turn: Turn, draft: Stating, found: Item) -> str:
    """What was stated before, by whom and when."""
    top, _, _ = _about(turn, draft)
    former = results.ever(turn.work, draft.indicator_id, draft.unit_id, top.period)
    if not former:
        return ""
    language, last = turn.person.language, former[-1]
    by = person_name(turn.work, turn.texts, language, last.by, reader=turn.person.id)
    said = ScoreReasons(turn.texts, language).stated(found, last)
    return turn.line("results.replaces", result=said, by=by, when=writing.full_moment(last.at, language))


def _name(turn: Turn, draft: Stating) -> str:
    top, indicator, unit = _about(turn, draft)
    texts, language = turn.texts, turn.person.language
    name = naming.indicator(texts, language, indicator.code)
    round_name = naming.round_name(texts, language, top.period, top.year)
    return naming.parted(
        (name, unit.code if unit else frameworks.by_id(turn.work, top.framework_id).office, round_name)
    )
