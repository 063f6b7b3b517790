"""Texts are loaded strictly and filled strictly."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.patterns import TextError
from messages.texts import Texts, problems


@pytest.fixture
def load(tmp_path):
    def write(thai: str, english: str | None = None) -> Texts:
        for language, source in (("th", thai), ("en", thai if english is None else english)):
            (tmp_path / language).mkdir(exist_ok=True)
            (tmp_path / language / "talk.ftl").write_text(source, encoding="utf-8")
        return Texts.load(tmp_path)

    return write


def test_a_text_is_found_by_file_and_id_and_filled_in_the_asked_language(load):
    texts = load("greet = สวัสดี { $name }\n", "greet = Hello { $name }\n")
    assert texts.line("th", "talk.greet", name="สปข.3") == "สวัสดี สปข.3"
    assert texts.line("en", "talk.greet", name="SPK 3") == "Hello SPK 3"


def test_a_text_of_several_lines_keeps_its_line_breaks(load):
    texts = load("card =\n    first\n    second { $x }\n\n    fourth\n")
    assert texts.line("th", "talk.card", x=1) == "first\nsecond 1\n\nfourth"


def test_numbers_are_printed_as_they_are(load):
    texts = load("year = { $x }\n")
    assert texts.line("th", "talk.year", x=2569) == "2569"
    assert texts.line("en", "talk.year", x=Decimal("1200.50")) == "1200.50"


def test_english_counts_one_and_many_and_thai_does_not(load):
    source = "late = { $n ->\n    [0] none\n    [one] one day\n   *[other] { $n } days\n }\n"
    texts = load(source)
    assert [texts.line("en", "talk.late", n=n) for n in (0, 1, 2)] == ["none", "one day", "2 days"]
    assert texts.line("th", "talk.late", n=1) == "1 days"


def test_a_word_can_decide_between_wordings(load):
    texts = load("how = { $method ->\n    [ratio] a part\n   *[number] a number\n }\n")
    assert texts.line("th", "talk.how", method="ratio") == "a part"
    assert texts.line("th", "talk.how", method="list") == "a number"


def test_terms_and_other_texts_are_put_in_place(load):
    texts = load("-bot = ทันเวลา\nname = { -bot }!\nlong = { name } { $x }\n")
    assert texts.line("th", "talk.long", x="y") == "ทันเวลา! y"


@pytest.mark.parametrize(
    ("language", "key", "values"),
    [
        ("th", "talk.nothing", {}),
        ("fr", "talk.greet", {"name": "x"}),
        ("th", "talk.greet", {}),
        ("th", "talk.greet", {"name": "x", "more": "y"}),
        ("th", "talk.greet", {"name": None}),
        ("th", "talk.greet", {"name": 1.5}),
        ("th", "talk.greet", {"name": True}),
    ],
)
def test_whatever_does_not_fit_is_an_error_and_never_a_placeholder(load, language, key, values):
    texts = load("greet = Hello { $name }\n")
    with pytest.raises(TextError):
        texts.line(language, key, **values)


@pytest.mark.parametrize(
    "source",
    [
        "greet = Hello { $name\n",
        "just words\n",
        "a = 1\na = 2\n",
        "Not_lower = x\n",
        "a = { NUMBER($x) }\n",
        "a = { DATETIME($x) }\n",
        "a = { b }\n",
        "a = { b }\nb = { a }\n",
        "a = x\n    .title = y\n",
        "-t = x\na = { -t(case: 1) }\n",
    ],
)
def test_what_is_written_wrongly_stops_the_loading_and_names_its_line(load, source):
    with pytest.raises(TextError, match=r"th/talk\.ftl:[0-9]+: "):
        load(source)


def test_all_mistakes_are_told_at_once(load):
    with pytest.raises(TextError) as caught:
        load("a = { b }\nwhat\nc = { d }\n")
    assert str(caught.value).count("talk.ftl") == 6


def test_languages_that_do_not_say_the_same_are_named(load):
    texts = load("a = { $x }\nb = 1\n", "a = { $y }\nc = 1\n")
    assert problems(texts) == [
        "talk.a takes ['x'] in th, ['y'] in en",
        "en/talk.b is missing",
        "th/talk.c is missing",
    ]
    assert texts.keys() == {"talk.a", "talk.b", "talk.c"}


@pytest.fixture(scope="module")
def quoting(tmp_path_factory):
    folder = tmp_path_factory.mktemp("texts")
    for language in ("th", "en"):
        (folder / language).mkdir()
        (folder / language / "talk.ftl").write_text("quoted = “{ $typed }”\n", encoding="utf-8")
    return Texts.load(folder)


@given(typed=st.text(max_size=6000))
def test_whatever_was_typed_comes_back_unchanged_inside_a_text(quoting, typed):
    assert quoting.line("th", "talk.quoted", typed=typed) == f"“{typed}”"
