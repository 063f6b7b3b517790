"""A distinct count counts each key once: within the list, and against what other reports have counted."""

from hypothesis import given
from hypothesis import strategies as st

from rules.distinct import Again, Sorted, chosen, reaches_other_periods, sort

KEYS = st.lists(st.tuples(st.sampled_from("abcdef")), max_size=20)
COUNTED = st.dictionaries(st.tuples(st.sampled_from("abcdef")), st.just("R-7K3F"), max_size=4)


def test_an_agency_is_counted_once_and_what_repeats_it_is_named_source_003_2_2():
    found = sort([("a",), ("b",), ("a",), ("c",)], {("c",): "R-7K3F"})
    assert found == Sorted(kept=(0, 1), again=(Again(place=2, of=0), Again(place=3, ref="R-7K3F")))
    assert chosen([("A",), ("B",), ("A",), ("C",)], found.kept) == (("A",), ("B",))


def test_what_may_not_repeat_within_a_year_or_an_activity_is_held_against_other_periods():
    assert [reaches_other_periods(once) for once in ("month", "year", "activity", None)] == [False, True, True, False]


@given(KEYS, COUNTED)
def test_every_entry_counts_or_is_named_and_no_key_counts_twice(keys, counted):
    found = sort(keys, counted)
    assert sorted((*found.kept, *(it.place for it in found.again))) == list(range(len(keys)))
    kept = [keys[place] for place in found.kept]
    assert len(set(kept)) == len(kept)
    assert set(kept).isdisjoint(counted)


@given(KEYS, COUNTED)
def test_what_counts_counts_again_when_it_is_sorted_again(keys, counted):
    kept = chosen(keys, sort(keys, counted).kept)
    assert sort(kept, counted) == Sorted(kept=tuple(range(len(kept))), again=())
