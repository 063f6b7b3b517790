"""A second product on one database touches nothing of the first; one that has lost its place hears of it."""

import pytest

from bot.app import Product
from bot.tenant import Occupied, Tenant
from handlers import telling
from messages.outgoing import Text
from storage.tables import outbox, people
from storage.tenancy import Tenancy
from tests.builders import rows, small_department
from tests.storage.test_tenancy import cut

STATES = "SELECT state FROM outbox WHERE why = 'a test'"


async def test_a_second_product_frees_no_claim_and_sweeps_no_file_that_is_coming_in(clock, tmp_path, database_url):
    async with small_department(clock, tmp_path, database_url) as (town, everybody):
        product, officer = town.product, everybody.id_of(everybody.officer)

        def claim(work):
            person = people.by_id(work, officer)
            assert person is not None
            telling.tell_person(work, person, (Text("words"),), key="a test", why="a test")
            return outbox.claim(work, "line", 10)

        assert len(await product.database.write(claim)) == 1
        arriving = tmp_path / "evidence" / "arriving" / "half"
        arriving.parent.mkdir(parents=True, exist_ok=True)
        arriving.touch()
        second = Product(product.settings, clock, scheduled=False)
        second.tenant.patience = 0.2
        with pytest.raises(Occupied):
            await second.__aenter__()
        assert await rows(town, STATES) == [{"state": "claimed"}]
        assert arriving.exists()


async def test_whoever_has_lost_the_place_to_another_hears_of_it(postgresql_url):
    tenant, other = Tenant(tenancy=Tenancy(postgresql_url)), Tenancy(postgresql_url)
    await tenant.move_in()
    cut(postgresql_url)
    await tenant.look()
    assert not tenant.lost.is_set()
    cut(postgresql_url)
    assert other.take()
    await tenant.look()
    assert tenant.lost.is_set()
    await tenant.move_out()
    other.leave()


async def test_a_database_that_is_away_takes_nobodys_place(postgresql_url):
    tenant = Tenant(tenancy=Tenancy(postgresql_url.replace("/test_", "/no_test_")))
    await tenant.look()
    assert not tenant.lost.is_set()
