"""What a test knows to be there: it fails where it is not."""

from typing import TypeVar

Thing = TypeVar("Thing")


def there(value: Thing | None) -> Thing:
    assert value is not None
    return value
