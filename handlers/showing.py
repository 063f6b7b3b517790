"""One obligation with all that it hangs on, and its report as its readers see it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, time
from zoneinfo import ZoneInfo

from handlers.turn import deed
from messages import cards, naming
from messages.cards import Proofs, Wording
from messages.outgoing import Button, Card, Exhibit
from messages.texts import Texts
from rules.deadlines import Deadline, Extended
from rules.entries import Answer, difference
from rules.fiscal import local_date
from rules.indicators import Asked, MissingEvidence, finishes, level, missing_evidence, newly_done
from rules.stages import Stage
from storage import questions, questions_review
from storage.columns import WHOLE
from storage.questions import History
from storage.questions_review import Matter
from storage.tables import evidence, frameworks, indicators, people, projects, reliefs, reports
from storage.tables.evidence import KEPT, Evidence
from storage.tables.frameworks import Framework
from storage.tables.indicators import Indicator
from storage.tables.reports import Report, Review, Version
from storage.work import Work

MOST_USED = 3


@dataclass(frozen=True, kw_only=True)
class Case:
    """An obligation of tier 1; `before` is the last answer before its period that reports something, `newest` the one
    to the newest period before it, also nothing to report; `extended` where an extension bears on it."""

    matter: Matter
    indicator: Indicator
    framework: Framework
    before: Answer | None
    newest: Answer | None
    extended: Extended | None

    @property
    def zone(self) -> ZoneInfo:
        return ZoneInfo(self.framework.settings.timezone)

    @property
    def wording(self) -> Wording:
        return wording(self.indicator)

    @property
    def deadline(self) -> Deadline | None:
        """When it is due, or None where no day is set."""
        if self.matter.due is None:
            return None
        hour = time.fromisoformat(self.matter.due_hour) if self.matter.due_hour else None
        moves = self.framework.settings.moves
        return Deadline(on=self.matter.due, zone=self.zone, hour=hour, moves=moves, extended=self.extended)

    def asked(self, at: datetime) -> Asked:
        """What an answer that is given `at` this time is held against."""
        return Asked(
            method=self.indicator.method,
            first=self.matter.first,
            today=local_date(at, self.zone),
            steps=len(self.indicator.steps),
            fields=len(self.indicator.entry.fields) if self.indicator.entry else 0,
        )

    def finishes(self, answer: Answer) -> bool:
        """Whether the answer finishes the project that it is about."""
        return self.matter.project_id != WHOLE and finishes(len(self.indicator.steps), answer)

    def name(self, texts: Texts, language: str) -> str:
        """The indicator and its project, in the reader's language."""
        return naming.indicator(texts, language, self.matter.indicator, self.matter.project)

    def period(self, texts: Texts, language: str) -> str:
        """The month, or the first and last of several."""
        return naming.period(texts, language, self.matter.first, self.matter.last)

    def about(self, texts: Texts, language: str) -> str:
        """Whose it is, what it is and for which period, in one line."""
        return naming.parted((self.matter.unit, self.name(texts, language), self.period(texts, language)))


@dataclass(frozen=True, kw_only=True)
class Standing:
    """A report with all that its card tells, for readers of any language; `said` and `reviews` are oldest first.

    `used`: which files proved something else before, and what. `reviews` are left out where the first version was not
    sent back; `decided_by` is a name, empty where there is none.
    """

    case: Case
    report: Report
    said: tuple[Version, ...]
    reviews: tuple[Review, ...]
    proofs: tuple[Evidence, ...]
    missing: MissingEvidence
    used: tuple[tuple[Evidence, Matter], ...]
    decided_by: str

    @property
    def files(self) -> int:
        """How many count."""
        return sum(file.state in evidence.COUNTED for file in self.proofs)


def wording(indicator: Indicator) -> Wording:
    """An indicator's own words."""
    form = indicator.entry
    return Wording(
        measure=indicator.measure,
        steps=indicator.steps,
        fields=form.fields if form else (),
        fields_en=form.fields_en if form else (),
    )


def case(work: Work, obligation_id: str) -> Case:
    """Everything about an obligation; KeyError where there is none."""
    return case_of(work, questions_review.matter(work, obligation_id))


def case_of(work: Work, matter: Matter) -> Case:
    """The same where the obligation was read already."""
    return _case(work, matter, questions.history_of(work, matter))


def cases(work: Work, matters: Sequence[Matter]) -> tuple[Case, ...]:
    """The same for many obligations, in their order; what their units said is read once."""
    known = questions.history(work, {matter.unit_id for matter in matters}) if matters else {}
    return tuple(_case(work, matter, known) for matter in matters)


def _case(work: Work, matter: Matter, known: History) -> Case:
    return Case(
        matter=matter,
        indicator=indicators.by_id(work, matter.indicator_id),
        framework=frameworks.by_id(work, matter.framework_id),
        before=questions.said_before(known, matter),
        newest=questions.newest_before(known, matter),
        extended=reliefs.extended(work, matter.framework_id, matter.extension, matter.stated_on, matter.due),
    )


def report_of(work: Work, found: Case) -> Report | None:
    """What came for it, as far as it had when the case was read."""
    return reports.by_obligation(work, found.matter.id) if found.matter.ref else None


def missing(work: Work, case: Case, answer: Answer, person_id: str | None = None) -> MissingEvidence:
    """Which evidence an answer still lacks; with `person_id` what lies beside that person's draft counts as well."""
    files = questions.files_of(work, case.matter, person_id) if level(answer) else {}
    last_step, over = case.finishes(answer), ended(work, case)
    return missing_evidence(
        case.framework.settings.evidence,
        done=newly_done(case.before, answer),
        files=files,
        steps=len(case.indicator.steps) if last_step else level(answer),
        finished=last_step or over,
    )


def ended(work: Work, case: Case) -> bool:
    """Whether its project was finished in its period or before, at whatever step."""
    if case.matter.project_id == WHOLE:
        return False
    finished_on = projects.by_id(work, case.matter.project_id).finished_on
    return finished_on is not None and finished_on <= case.matter.last


def standing(work: Work, found: Case, report: Report) -> Standing:
    """A report as it stands now, its case read before."""
    said, proofs = reports.versions(work, report.id), evidence.of_report(work, report.id)
    reviews = reports.reviews(work, report.id) if len(said) > 1 or report.state is Stage.RETURNED else ()
    return Standing(
        case=found,
        report=report,
        said=said,
        reviews=reviews,
        proofs=proofs,
        missing=missing(work, found, said[-1].answer),
        used=used_before(work, found, proofs),
        decided_by=people.name_of(work, report.decided_by) if report.decided_by else "",
    )


def report_card(
    texts: Texts, language: str, shown: Standing, *, decides: bool, in_place: bool, decision: str = ""
) -> Card:
    """A report as a card named "report:<ref>": with the buttons to decide for whoever `decides` while it waits.

    `in_place`: the reader has its files under the card already, and needs no button to see them. `decision` is a
    finished sentence about what became of it.
    """
    found, report = shown.case, shown.report
    facts = _facts(texts, language, shown, decision)
    footer = _decisions(texts, language, report) if decides and report.state is Stage.SENT else ()
    files = () if in_place or not shown.files else (deed(texts.line(language, "cards.show"), "show", report.ref),)
    looks = (*files, deed(texts.line(language, "cards.why"), "why", report.ref))
    return cards.report_card(texts, language, facts, found.wording, footer=footer, choices=looks, zone=found.zone)


def used_before(work: Work, found: Case, files: Sequence[Evidence]) -> tuple[tuple[Evidence, Matter], ...]:
    """Of these files those whose bytes proved something else before, each with the first thing that it proved."""
    known = [file for file in files if file.sha256 and file.state == KEPT]
    if not known or not questions.used_before(work, known, found.matter.id):
        return ()
    each = ((file, questions.used_before(work, [file], found.matter.id)) for file in known)
    return tuple((file, matters[0]) for file, matters in each if matters)


def used_words(texts: Texts, language: str, used: Sequence[tuple[Evidence, Matter]]) -> tuple[str, ...]:
    """A sentence for each: which file, and of which unit, indicator and period it was; more than a few are counted."""
    lines = []
    for file, matter in used[:MOST_USED]:
        name = naming.indicator(texts, language, matter.indicator, matter.project)
        period = naming.period(texts, language, matter.first, matter.last)
        about = naming.parted((matter.unit, name, period, matter.ref))
        shown = file.name or texts.line(language, "evidence.a_photo")
        lines.append(texts.line(language, "cards.used_before", name=shown, about=about))
    more = len(used) - MOST_USED
    return (*lines, texts.line(language, "cards.used_more", count=more)) if more > 0 else tuple(lines)


def exhibits(texts: Texts, language: str, report: Report, found: Case, files: Sequence[Evidence]) -> list[Exhibit]:
    """The files of a report that are in the store, each with what it proves."""
    return [
        Exhibit(
            sha256=file.sha256,
            name=file.name or report.ref,
            kind=file.kind,
            media_type=file.media_type,
            size=file.size,
            caption=naming.parted((report.ref, _proves(texts, language, file, found), file.name)),
            under=f"report:{report.ref}",
        )
        for file in files
        if file.state == KEPT and file.sha256 and file.media_type and file.size is not None
    ]


def proofs_since(shown: Standing, version: Version, joined: Sequence[Evidence] = ()) -> Proofs:
    """What evidence came and went since a version; `joined` came for certain, though it may have been sent before."""
    ids = {file.id for file in joined}
    is_new = {file.id: file.id in ids or file.heard_at > version.heard_at for file in shown.proofs}
    return Proofs(
        added=tuple(file.name for file in shown.proofs if file.state in evidence.COUNTED and is_new[file.id]),
        taken=tuple(
            file.name
            for file in shown.proofs
            if not is_new[file.id] and file.withdrawn_at is not None and file.withdrawn_at > version.heard_at
        ),
    )


def _proves(texts: Texts, language: str, file: Evidence, found: Case) -> str:
    return cards.step(texts, language, file.step, found.wording, full=True) if file.step else ""


def _facts(texts: Texts, language: str, shown: Standing, decision: str) -> cards.ReportFacts:
    found, report = shown.case, shown.report
    newest, seen = shown.said[-1].answer, _last_seen(shown)
    return cards.ReportFacts(
        unit=found.matter.unit,
        name=found.name(texts, language),
        period=found.period(texts, language),
        ref=report.ref,
        stage=report.state,
        version=report.version,
        change=difference(found.before, newest),
        since=difference(seen.answer, newest) if seen else None,
        since_version=seen.number if seen else 0,
        proofs=proofs_since(shown, seen) if seen else Proofs(),
        verdict=report.verdict,
        files=shown.files,
        missing=shown.missing,
        used=used_words(texts, language, shown.used),
        decision=decision,
    )


def _last_seen(shown: Standing) -> Version | None:
    """The version that a reviewer decided on last, else the one before the newest; None where that is the newest."""
    newest = shown.report.version
    reviewed = [review.version for review in shown.reviews if review.version < newest]
    number = reviewed[-1] if reviewed else newest - 1
    return shown.said[number - 1] if number else None


def _decisions(texts: Texts, language: str, report: Report) -> tuple[Button, ...]:
    return (
        deed(texts.line(language, "cards.approve"), "approve", report.ref, seen=report.version),
        deed(texts.line(language, "cards.return"), "return", report.ref, seen=report.version),
    )
