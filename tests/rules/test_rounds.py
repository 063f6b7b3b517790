from datetime import date, timedelta

from hypothesis import given
from hypothesis import strategies as st

from rules.rounds import SOON, Candidate, meant

TODAY = date(2027, 4, 20)


def candidate(months, year, due, sent=False):
    return Candidate(key=f"{months}/{year}", months=months, year=year, due=due, sent=sent)


SIX_2570 = candidate(6, 2570, date(2027, 4, 15))
SIX_2571 = candidate(6, 2571, date(2028, 4, 15))
TWELVE_2569 = candidate(12, 2569, date(2026, 10, 31))


def key(candidates, months=6, year=None, today=TODAY):
    found = meant(candidates, months, year, today)
    return found.key if found else None


def test_a_bare_number_means_the_oldest_unsent_round_that_is_past_or_near():
    assert key([SIX_2571, SIX_2570]) == "6/2570"
    assert key([SIX_2571, SIX_2570], today=date(2026, 11, 1)) == "6/2570"


def test_a_round_is_near_from_sixty_days_before_its_deadline():
    done = candidate(6, 2570, date(2027, 4, 15), sent=True)
    first_near = SIX_2571.due - SOON
    assert key([done, SIX_2571], today=first_near) == "6/2571"
    assert key([done, SIX_2571], today=first_near - timedelta(days=1)) == "6/2570"


def test_a_year_names_one_round_whatever_became_of_it():
    assert key([SIX_2570, SIX_2571], year=2571) == "6/2571"
    assert key([SIX_2570, SIX_2571], year=2572) is None


def test_without_any_number_the_most_pressing_round_is_meant():
    assert key([SIX_2571, SIX_2570, TWELVE_2569], months=None) == "12/2569"


def test_what_there_is_not_is_nothing():
    assert key([SIX_2570], months=3) is None
    assert key([]) is None


@given(st.lists(st.tuples(st.integers(2560, 2580), st.booleans()), min_size=1, unique_by=lambda pair: pair[0]))
def test_some_round_is_always_meant_where_there_is_one_of_that_name(years):
    known = [candidate(6, year, date(year - 543, 4, 15), sent) for year, sent in years]
    found = meant(known, 6, None, TODAY)
    assert found is not None
    pressing = [it.due for it in known if not it.sent and it.due <= TODAY + SOON]
    assert not pressing or found.due == min(pressing)


def test_where_nothing_presses_the_last_one_sent_is_meant():
    sent = [candidate(6, year, date(year - 543, 4, 15), sent=True) for year in (2568, 2569)]
    assert key([*sent, SIX_2571]) == "6/2569"
