"""A framework is changed back and forth while some answer: nothing is lost, nothing is doubled, what came stays."""

from dataclasses import dataclass, field, replace

from hypothesis import given
from hypothesis import strategies as st

from rules.absences import Absence
from rules.fiscal import Month
from rules.frameworks import Settings
from rules.owed import Duty, Key, Pledge, align, duties
from rules.reliefs import Extension, Reliefs, Scope, Waiver
from tests.rules.calendars import be
from tests.rules.test_absences import absences
from tests.rules.test_owed import FY2548, INDICATORS, PROJECTS, SOURCE_000

UNITS = ("unit 1", "unit 2", "unit 3")


@st.composite
def scopes(draw: st.DrawFn) -> Scope:
    tier = draw(st.sampled_from([1, 1, 2, 3]))
    if tier > 1:
        return Scope(tier=tier, rounds=tuple(draw(st.sets(st.sampled_from(["6", "9", "12"]), min_size=1))))
    first, last = sorted(draw(st.tuples(st.sampled_from(FY2548.months), st.sampled_from(FY2548.months))))
    units = draw(st.none() | st.sets(st.sampled_from(UNITS)).map(tuple))
    return Scope(units=units, first=first.first, last=last.last)


def relief(made: type[Waiver], **more: st.SearchStrategy) -> st.SearchStrategy:
    codes, words = st.sampled_from(["A", "B"]), st.just("so")
    return st.builds(made, code=codes, scope=scopes(), reason=words, authority=words, **more)


RELIEFS = st.builds(
    Reliefs,
    waivers=st.lists(relief(Waiver), max_size=2).map(tuple),
    extensions=st.lists(relief(Extension, until=st.dates(be(1, 11, 2547), be(31, 12, 2548))), max_size=2).map(tuple),
)


@st.composite
def pledges(draw: st.DrawFn) -> Pledge:
    """What may be said on one day, on which the first import was long ago."""
    known = draw(INDICATORS)
    since: dict[str, Month] = draw(st.dictionaries(st.sampled_from(UNITS), st.sampled_from(FY2548.months), max_size=2))
    away: dict[str, tuple[Absence, ...]] = draw(
        st.dictionaries(st.sampled_from(UNITS), st.lists(absences(), max_size=2).map(tuple), max_size=2)
    )
    return replace(
        SOURCE_000,
        indicators=tuple(replace(it, since=since, away=away) for it in known),
        projects=draw(PROJECTS),
        settings=Settings(due_day=draw(st.none() | st.integers(1, 31))),
        reliefs=draw(RELIEFS),
    )


@dataclass
class Ledger:
    """What handlers.actions.align does with an alignment, in memory."""

    rows: dict[Key, Duty] = field(default_factory=dict)
    closed: set[Key] = field(default_factory=set)
    answered: dict[Key, Duty] = field(default_factory=dict)

    def follow(self, pledge: Pledge) -> None:
        plan = align(self.rows.values(), duties(pledge))
        assert not {it.key for it in plan.open} & self.rows.keys()
        self.rows |= {it.key: it for it in plan.open}
        self.rows |= {it.key: it for it in plan.change if it.key not in self.answered}
        self.closed -= {it.key for it in (*plan.keep, *plan.change)}
        self.closed |= {it.key for it in plan.close if it.key not in self.answered}

    def answer(self, place: int) -> None:
        """One of the open ones comes."""
        left = sorted(self.open)
        if left:
            key = left[place % len(left)]
            self.answered[key] = self.rows[key]

    @property
    def open(self) -> set[Key]:
        return self.rows.keys() - self.closed - self.answered.keys()


@given(pledges(), st.lists(st.tuples(pledges(), st.integers(0, 500)), max_size=4))
def test_after_coming_back_to_the_first_pledge_all_is_owed_that_was_but_for_what_came(first, journey):
    ledger = Ledger()
    ledger.follow(first)
    for pledge, place in journey:
        ledger.follow(pledge)
        ledger.answer(place)
    came = dict(ledger.answered)
    ledger.follow(first)
    wanted = {it.key: it for it in duties(first)}
    assert ledger.open == wanted.keys() - came.keys()
    assert all(ledger.rows[key] == wanted[key] for key in ledger.open)
    assert all(ledger.rows[key] == duty and key not in ledger.closed for key, duty in came.items())


@given(pledges())
def test_what_is_waived_is_neither_asked_for_nor_late_and_what_is_extended_is_late_later(pledge):
    plain = {it.key: it for it in duties(replace(pledge, reliefs=Reliefs()))}
    found = {it.key: it for it in duties(pledge)}
    assert found.keys() == plain.keys()
    for key, duty in found.items():
        if duty.waiver:
            assert (duty.owed_from, duty.counted_until, duty.warned, duty.extension) == (None, None, False, "")
        elif duty.extension:
            stated = plain[key]
            assert duty.stated == stated.due
            assert duty.counted_until is not None
            assert stated.counted_until is not None
            assert duty.counted_until > stated.counted_until
        else:
            assert duty == plain[key]
