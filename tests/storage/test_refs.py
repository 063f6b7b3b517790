"""References are short, can be read aloud, and are never the same twice."""

from messages import reading
from storage.refs import new_ref, random_code


def test_a_reference_is_read_back_as_it_was_made_also_without_its_dash():
    for _ in range(200):
        ref = new_ref("J", lambda _: False)
        assert reading.reference(ref) == ref
        assert reading.reference(ref.replace("-", "").lower()) == ref


def test_a_reference_that_is_taken_is_not_given_again_and_grows_where_it_is_crowded():
    asked = []

    def is_short(ref):
        asked.append(ref)
        return len(ref) < len("J-12345")

    assert len(new_ref("J", is_short)) == len("J-12345")
    assert len(asked) > 1


def test_no_letter_can_be_taken_for_another():
    assert not set("01OIL") & set("".join(random_code(9) for _ in range(500)))
