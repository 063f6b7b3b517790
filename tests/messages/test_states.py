"""Every state has its word, its sign and colours that can be read."""

from messages import states
from messages.states import LOOKS, WHITE, State
from messages.texts import LANGUAGES, Texts
from tests.contrast import LEGIBLE, contrast

TEXTS = Texts.load()


def test_every_state_has_a_look_and_a_word_of_its_own_in_each_language():
    assert set(LOOKS) == set(State)
    for language in LANGUAGES:
        assert len({states.word(TEXTS, language, state, 5) for state in State}) == len(State)


def test_a_late_report_shows_its_days_in_place_of_a_sign():
    assert states.sign(State.LATE_SENT, 12) == "12"
    assert states.word(TEXTS, "th", State.LATE_SENT, 12) == "ล่าช้า 12 วัน"
    assert states.word(TEXTS, "en", State.LATE_SENT, 1) == "1 day late"


def test_no_two_states_are_told_apart_by_colour_alone():
    seen = {(states.sign(state, 3), LOOKS[state].pattern) for state in State}
    assert len(seen) == len(State)


def test_the_text_of_a_state_can_be_read_on_white():
    found = {state: contrast(look.text, WHITE) for state, look in LOOKS.items()}
    assert {state: ratio for state, ratio in found.items() if ratio < LEGIBLE} == {}
