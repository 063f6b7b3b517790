"""Of two who confirmed the same report the first one counts, also where we heard them in the other order."""

from handlers import judging, reviewers, telling
from handlers.showing import Case
from messages import reasons, writing
from messages.outgoing import Text
from messages.texts import Texts
from rules.deadlines import Stamp
from storage.tables import audit, outbox, people, reports
from storage.tables.reports import Report
from storage.work import Work


def count_earlier(work: Work, texts: Texts, found: Case, report: Report, by: str, stamp: Stamp) -> Report:
    """The report as it counts, when another confirmation of it, with this stamp, is heard after it.

    One that was pressed before what came in takes its place as the sending that counts, with the verdict of its time;
    the answer that came in stays, and whoever sent it hears so. Our own arrival is no stamp.
    """
    if not stamp.exact or stamp.at >= report.first_heard_at:
        return report
    counted = reports.count_from(work, report, stamp.at, judging.verdict_now(work, found, stamp))
    if counted is None:
        # Somebody was faster by a moment: judged again, by what they did.
        return count_earlier(work, texts, found, reports.by_id(work, report.id), by, stamp)
    audit.note(work, by, "report.count_earlier", report.ref, {"was": report.first_heard_at.isoformat()})
    key = f"report:{report.ref}:from:{stamp.at.isoformat()}"
    reviewers.revise(work, texts, found, counted, key=key)
    if counted.first_sent_by != by:
        _tell_sender(work, texts, found, counted, key)
    return counted


def yours_counts(texts: Texts, language: str, found: Case, counted: Report) -> str:
    """That it counts from one's own confirmation, and how that came."""
    outcome, about = reasons.outcome(texts, language, counted.verdict), found.about(texts, language)
    return texts.line(language, "reporting.counts_from_yours", about=about, ref=counted.ref, outcome=outcome)


def _tell_sender(work: Work, texts: Texts, found: Case, counted: Report, key: str) -> None:
    sender = people.by_id(work, counted.first_sent_by)
    if sender is None:
        return
    facts = {
        "ref": counted.ref,
        "when": writing.moment(counted.first_heard_at, sender.language, zone=found.zone),
        "outcome": reasons.outcome(texts, sender.language, counted.verdict),
    }
    said = (Text(texts.line(sender.language, "reporting.counts_earlier", **facts)),)
    telling.tell_person(work, sender, said, key=f"{key}:sender", why=f"report:{counted.ref}", weight=outbox.NEWS)
