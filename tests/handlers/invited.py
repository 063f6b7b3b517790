"""Codes for posts of the small department, and what somebody holds."""

from handlers.actions import invite
from storage.columns import WHOLE
from storage.tables import people as persons
from storage.tables import units


async def code_for(town, role, unit="", indicator=WHOLE, **how):
    """A fresh code for a post; `how` as handlers.actions.invite.make takes it."""

    def make(work):
        found = units.by_code(work, unit) if unit else None
        post = persons.post(work, role, unit_id=found.id if found else WHOLE, indicator=indicator)
        assert post is not None
        (code,) = invite.make(work, post, **how)
        return code

    return await town.product.database.write(make)


async def posts_of(town, phone):
    """What the owner of a phone holds, as (role, unit, indicator)."""

    def ask(work):
        person = persons.by_account(work, phone.platform, str(phone.id))
        assert person is not None
        return [(held.role, held.unit, held.indicator) for held in persons.posts_of(work, person.id)]

    return await town.product.database.read(ask)
