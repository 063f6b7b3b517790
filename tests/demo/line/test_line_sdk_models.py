"""The checker knows every message, action, template and component that the SDK can build, and all their properties."""

import inspect

import linebot.v3.messaging.models as models
import pydantic.v1 as pydantic
import pytest

from bot.demo.line.checks.actions import ACTIONS
from bot.demo.line.checks.flex import BACKGROUNDS, BLOCK_STYLE, COMPONENTS, CONTAINERS
from bot.demo.line.checks.imagemaps import IMAGEMAP_ACTIONS
from bot.demo.line.checks.messages import BODIES, MENTIONEES, MESSAGES, QUICK_REPLY, SUBSTITUTIONS
from bot.demo.line.checks.primitives import Shape
from bot.demo.line.checks.richmenus import RICH_MENU
from bot.demo.line.checks.templates import COLUMN, IMAGE_COLUMN, TEMPLATES

FAMILIES = {
    models.Action: ACTIONS,
    models.Message: MESSAGES,
    models.Template: TEMPLATES,
    models.FlexComponent: COMPONENTS,
    models.FlexContainer: CONTAINERS,
    models.FlexBoxBackground: BACKGROUNDS,
    models.ImagemapAction: IMAGEMAP_ACTIONS,
    models.SubstitutionObject: SUBSTITUTIONS,
    models.MentionTarget: MENTIONEES,
}
SINGLE = {
    models.QuickReply: QUICK_REPLY,
    models.CarouselColumn: COLUMN,
    models.ImageCarouselColumn: IMAGE_COLUMN,
    models.FlexBlockStyle: BLOCK_STYLE,
    models.RichMenuRequest: RICH_MENU,
    models.ReplyMessageRequest: BODIES["reply"],
    models.PushMessageRequest: BODIES["push"],
    models.MulticastRequest: BODIES["multicast"],
    models.ValidateMessageRequest: BODIES["validate"],
}


def properties(model: type[pydantic.BaseModel]) -> set[str]:
    return {field.alias for field in model.__fields__.values()}


def members() -> list:
    """Each kind of each family: the SDK's class and the checker's shape."""
    classes = [each for _, each in inspect.getmembers(models, inspect.isclass)]
    return [
        pytest.param(each, table, id=each.__name__)
        for family, table in FAMILIES.items()
        for each in classes
        if issubclass(each, family) and each is not family
    ]


@pytest.mark.parametrize(("model", "table"), members())
def test_every_kind_and_property_of_the_sdk_is_known(model, table):
    shape = table[model.__fields__["type"].default]
    assert isinstance(shape, Shape)
    assert properties(model) <= set(shape.fields)


@pytest.mark.parametrize(("model", "shape"), [pytest.param(*each, id=each[0].__name__) for each in SINGLE.items()])
def test_every_property_of_a_body_or_column_is_known(model, shape):
    assert properties(model) == set(shape.fields)


def test_the_checker_knows_no_kind_that_the_sdk_lacks():
    for family, table in FAMILIES.items():
        known = {
            param.values[0].__fields__["type"].default for param in members() if issubclass(param.values[0], family)
        }
        assert set(table) == known
