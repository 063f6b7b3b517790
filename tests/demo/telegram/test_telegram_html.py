"""The HTML of parse_mode, read strictly."""

from html import escape

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.demo.telegram.html import parse_html, width
from bot.demo.telegram.refusals import Refused


@pytest.mark.parametrize(
    ("html", "complaint"),
    [
        ("<b>x", 'Can\'t find end tag corresponding to start tag "b"'),
        ("x</b>", "Unexpected end tag at byte offset 1"),
        ("<b>x</i>", 'Unmatched end tag at byte offset 4, expected "</b>", found "</i>"'),
        ("กข<p>x</p>", 'Unsupported start tag "p" at byte offset 6'),
        ("<br/>", 'Unsupported start tag "br/" at byte offset 0'),
        ("a < b", 'Unsupported start tag "" at byte offset 2'),
        ("a <b", "Unclosed start tag at byte offset 2"),
        ("<b>x</b", "Unclosed end tag at byte offset 4"),
        ('<a href="x', "Unclosed start tag at byte offset 0"),
        ("<a href=x/y>z</a>", "Unexpected end of name token at byte offset 0"),
        ('<a ="x">y</a>', 'Empty attribute name in the tag "a" at byte offset 0'),
        ("<span>x</span>", 'Tag "span" must have class "tg-spoiler" at byte offset 0'),
    ],
)
def test_what_is_not_well_formed_or_not_allowed_is_named_with_its_place(html, complaint):
    with pytest.raises(Refused) as refused:
        parse_html(html)
    assert refused.value.description.startswith(f"Bad Request: can't parse entities: {complaint}")


@pytest.mark.parametrize(
    ("tag", "kind"),
    [
        ("b", "bold"), ("strong", "bold"), ("i", "italic"), ("em", "italic"), ("u", "underline"),
        ("s", "strikethrough"),
        ("code", "code"), ("pre", "pre"), ("blockquote", "blockquote"), ("tg-spoiler", "spoiler"), ("B", "bold"),
    ],
)  # fmt: skip
def test_each_allowed_tag_becomes_its_entity(tag, kind):
    assert parse_html(f"ก<{tag}>ข</{tag}>ค") == ("กขค", [{"type": kind, "offset": 1, "length": 1}])


def test_classes_say_spoiler_language_and_expandable():
    assert parse_html('<span class="tg-spoiler">x</span>')[1][0]["type"] == "spoiler"
    code = parse_html('<pre><code class="language-python">x</code></pre>')[1]
    assert code == [{"type": "pre", "offset": 0, "length": 1, "language": "python"}]
    assert parse_html("<blockquote expandable>x</blockquote>")[1][0]["type"] == "expandable_blockquote"


def test_entities_count_in_utf_16_and_nest():
    text, entities = parse_html("😀<b>a<i>😀</i></b>")
    assert text == "😀a😀"
    assert {entity["type"]: (entity["offset"], entity["length"]) for entity in entities} == {
        "italic": (3, 2),
        "bold": (2, 3),
    }


def test_an_empty_pair_leaves_no_entity_and_a_link_without_address_no_link():
    assert parse_html("<b></b>x<a>y</a>") == ("xy", [])
    assert parse_html("<a>https://a.th</a>")[1][0]["url"] == "https://a.th"


def test_only_the_four_named_characters_and_numbers_are_decoded():
    assert parse_html("&lt;&gt;&amp;&quot;&#3585;&#xe02;&nbsp;&")[0] == '<>&"กข&nbsp;&'


@given(st.text(st.characters(exclude_categories=["Cs"])))
def test_an_escaped_text_comes_through_as_it_was(text):
    assert parse_html(escape(text, quote=False)) == (text, [])


@given(st.text(alphabet="<>/abi ='\"&;#", max_size=40))
def test_whatever_is_typed_is_either_parsed_or_refused(text):
    try:
        plain, entities = parse_html(text)
    except Refused:
        return
    assert all(0 < entity["length"] <= width(plain) - entity["offset"] for entity in entities)
