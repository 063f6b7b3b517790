"""Thai digits in what is said, and where they are kept out."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from msgspec.structs import replace

from messages import numerals
from messages.outgoing import Button, Card, Exhibit, Revised, Row, Text
from messages.plain import plain
from messages.states import State


@pytest.mark.parametrize(
    ("said", "shown"),
    [
        ("ส่งภายในวันจันทร์ที่ 5 ต.ค. 2569", "ส่งภายในวันจันทร์ที่ ๕ ต.ค. ๒๕๖๙"),
        ("หัก 0.2500 คะแนน", "หัก ๐.๒๕๐๐ คะแนน"),
        ("ส่งแล้ว เลขที่ R-7K3F · 14:02 น.", "ส่งแล้ว เลขที่ R-7K3F · ๑๔:๐๒ น."),
        ("พิมพ์ “รายงาน 8” แล้วตามด้วย 45", "พิมพ์ “รายงาน 8” แล้วตามด้วย ๔๕"),
        ("https://line.me/R/2 ภาพ1.jpg", "https://line.me/R/2 ภาพ1.jpg"),
    ],
)
def test_figures_are_thai_but_for_references_samples_links_and_names_of_files(said, shown):
    assert numerals.thai([Text(said)]) == (Text(shown),)


def test_every_word_of_a_card_is_shown_so_and_nothing_that_a_press_means():
    button = Button("ขั้น 2", press=">report 8 2")
    shown = Button("ขั้น ๒", press=">report 8 2")
    card = Card(
        title="8",
        state=State.SOON,
        key="report:8",
        small="1",
        status="2",
        body=("3",),
        rows=(Row("4", "5"),),
        footer=(button,),
    )
    thai = Card(
        title="๘",
        state=State.SOON,
        key="report:8",
        small="๑",
        status="๒",
        body=("๓",),
        rows=(Row("๔", "๕"),),
        footer=(shown,),
    )
    file = Exhibit(sha256="1", name="2.jpg", kind="photo", media_type="image/jpeg", size=3, caption="ขั้น 4")
    assert numerals.thai([card, Revised(card), file]) == (thai, Revised(thai), replace(file, caption="ขั้น ๔"))


@given(st.text())
def test_a_label_that_is_typed_as_it_is_shown_is_the_same_word(label):
    (shown,) = numerals.thai([Text(label)])
    assert isinstance(shown, Text)
    assert plain(shown.text) == plain(label)


def test_somebodys_own_words_keep_their_digits_and_what_can_be_tapped_below_does_not():
    said = Text("โทร 1234 https://example.org/9", choices=(Button("ส่ง 3"),), title="ประกาศ 1", as_typed=True)
    (shown,) = numerals.thai((said,))
    assert isinstance(shown, Text)
    assert (shown.text, shown.title, shown.choices[0].label) == (said.text, said.title, "ส่ง ๓")
