import re

import pytest

from rules.refusals import NotYours, Refusal, UnknownReference


def kinds() -> list[type[Refusal]]:
    return Refusal.__subclasses__()


def test_every_refusal_has_a_code_of_its_own_that_is_its_name():
    for kind in kinds():
        assert kind.code == re.sub(r"(?<!^)(?=[A-Z])", "_", kind.__name__).lower()


def test_a_refusal_carries_facts_and_no_words():
    with pytest.raises(Refusal) as refused:
        raise UnknownReference(typed="R-7K3G", nearest=("R-7K3F",))
    assert (refused.value.code, str(refused.value)) == ("unknown_reference", "unknown_reference")
    assert refused.value.facts == {"typed": "R-7K3G", "nearest": ("R-7K3F",)}
    assert NotYours().facts == {}
