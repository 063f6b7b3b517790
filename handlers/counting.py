"""Which entries of a list count: compared within it, and with what the unit's other reports of the year count."""

from collections.abc import Iterator, Sequence

from handlers.showing import Case
from messages.likeness import likeness
from rules.distinct import Key, Sorted, reaches_other_periods, sort
from rules.entries import Entries, Entry
from rules.frameworks import EntryForm
from storage import questions
from storage.work import Work


def counting(work: Work, found: Case, entries: Sequence[Entry]) -> Sorted:
    """Which of the entries count for this obligation; all of them where nothing is compared."""
    form = found.indicator.entry
    if form is None or not form.compared:
        return Sorted(kept=tuple(range(len(entries))), again=())
    return sort([_key(form, entry) for entry in entries], dict(_counted(work, found, form)))


def _counted(work: Work, found: Case, form: EntryForm) -> Iterator[tuple[Key, str]]:
    """What the newest versions of other reports count, with their references."""
    if not reaches_other_periods(form.once_in):
        return
    known = questions.history_of(work, found.matter).get(questions.series_of(found.matter), [])
    for said in known:
        if said.obligation_id != found.matter.id and isinstance(said.answer, Entries):
            yield from ((_key(form, entry), said.ref) for entry in said.answer.entries)


def _key(form: EntryForm, entry: Entry) -> Key:
    """An entry of another number of fields, from before the file was changed, is like itself only."""
    if len(entry) != len(form.fields):
        return entry
    return tuple(likeness(entry[place], person=form.fields[place] == form.persons) for place in form.compared)
