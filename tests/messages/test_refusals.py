"""Whatever the rules refuse can be said in words."""

from dataclasses import fields

import pytest

from messages.texts import LANGUAGES, Texts
from rules.refusals import Refusal

TEXTS = Texts.load()
KINDS = Refusal.__subclasses__()


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.code)
def test_every_refusal_has_a_text_that_takes_nothing_but_its_facts(kind, language):
    facts = {field.name for field in fields(kind)}
    texts = TEXTS.by_language[language]
    if "nearest" in facts:
        assert texts[f"refusals.{kind.code}_near"].needs == facts
        facts.remove("nearest")
    assert texts[f"refusals.{kind.code}"].needs == facts


def test_every_text_of_a_refusal_belongs_to_one():
    known = {kind.code for kind in KINDS}
    said = {key.removeprefix("refusals.").removesuffix("_near") for key in TEXTS.keys() if key.startswith("refusals.")}  # noqa: SIM118
    assert said == known
