"""The command line makes codes: each is read back by the chat, and whatever is wrong is said at once."""

import re
from typing import Any

import pytest
from PIL import Image
from sqlalchemy import func, select

from bot import importing, inviting
from handlers.actions import recognise
from messages import reading
from messages.texts import Texts
from rules.refusals import UnknownCode
from storage.tables import facts, people
from storage.tables.invitations import INVITATIONS
from storage.work import Database
from tests.examples import framework

TEXTS = Texts.load()
DEFAULTS: dict[str, Any] = {
    "role": "officer",
    "unit": "",
    "indicator": "",
    "count": 1,
    "shared": False,
    "until": "",
    "out": None,
}
CODE = re.compile(r"\bTW(?:-[2-9A-HJKMNP-Z]{3}){3}\b")


@pytest.fixture
def office(sqlite_url, clock):
    """The example imported."""
    database = Database(sqlite_url, clock)
    database.write_now(lambda work: importing.take(work, framework(), clock.now()))
    return database


@pytest.fixture
def invite(office, clock):
    """Runs the command; returns its status and all that it printed."""

    def run(**options):
        said = []
        status = inviting.run(
            office, clock, **DEFAULTS | options, language="en", texts=TEXTS, say=said.append, complain=said.append
        )
        return status, "\n".join(said)

    return run


def recognised(work, code):
    person = people.meet(work, "line", f"U-{code}", "th", work.now)
    typed = reading.invitation(code)
    assert typed is not None
    invitation = recognise.recognise(work, person, typed, work.now)
    post = people.post_by_id(work, invitation.post_id)
    return post.role, post.unit, post.indicator, invitation.shared, str(invitation.acting_until)


def test_each_of_several_personal_codes_is_good_for_the_post(invite, office):
    status, said = invite(unit="สปข.3", count=3)
    codes = CODE.findall(said)
    assert status == 0
    assert "3 personal codes for: officer of สปข.3" in said
    assert "Sunday 29 Nov 2026" in said
    assert len(set(codes)) == 3
    for code in codes:
        found = office.write_now(lambda work, code=code: recognised(work, code))
        assert found == ("officer", "สปข.3", "whole", False, "None")


@pytest.mark.parametrize(
    ("options", "post"),
    [
        ({"role": "head", "unit": "กกร."}, ("head", "กกร.", "whole", False, "None")),
        ({"role": "supervisor", "indicator": "8"}, ("supervisor", "whole", "department/8", False, "None")),
        ({"role": "collector", "indicator": "department/8"}, ("collector", "whole", "department/8", False, "None")),
        ({"role": "psdg", "until": "31/3/2570"}, ("psdg", "whole", "whole", False, "2027-03-31")),
        ({"unit": "สปข.3", "shared": True}, ("officer", "สปข.3", "whole", True, "None")),
    ],
)
def test_every_role_has_its_codes(invite, office, options, post):
    status, said = invite(**options)
    (code,) = CODE.findall(said)
    assert status == 0
    assert office.write_now(lambda work: recognised(work, code)) == post


def test_a_code_is_kept_nowhere(invite, tmp_path):
    _, said = invite(unit="สปข.3")
    (code,) = CODE.findall(said)
    kept = b"".join(file.read_bytes() for file in tmp_path.glob("thanwela.db*"))
    assert code.encode() not in kept
    assert code.replace("-", "").encode() not in kept


def test_links_carry_the_code_and_pictures_go_into_the_folder(invite, office, tmp_path):
    office.write_now(lambda work: facts.learn(work, "telegram link", "https://t.me/thanwela_bot?start={code}"))
    status, said = invite(unit="สปข.3", count=2, out=tmp_path / "codes")
    codes = sorted(set(CODE.findall(said)))
    assert status == 0
    assert all(f"https://t.me/thanwela_bot?start={code}" in said for code in codes)
    assert "no link and no QR picture for LINE yet" in said
    pictures = sorted((tmp_path / "codes").iterdir())
    assert [picture.name for picture in pictures] == [f"{code}-telegram.png" for code in codes]
    assert min(Image.open(pictures[0]).size) >= 200


def test_where_the_pictures_cannot_be_kept_no_code_is_made(invite, office, tmp_path):
    (tmp_path / "codes").write_text("a file")
    status, said = invite(unit="สปข.3", out=tmp_path / "codes")
    assert status == 1
    assert "(--out)" in said
    assert office.read_now(lambda work: work.scalar(select(func.count()).select_from(INVITATIONS))) == 0


def test_a_single_code_is_drawn_on_the_terminal(invite, office):
    office.write_now(lambda work: facts.learn(work, "line link", "https://line.me/R/oaMessage/%40x/?{code}"))
    assert "▄▄▄▄▄" in invite(unit="สปข.3")[1]
    assert "▄▄▄▄▄" not in invite(unit="สปข.3", count=2)[1]


@pytest.mark.parametrize(
    ("options", "words"),
    [
        ({"role": "boss"}, ["no role “boss”"]),
        ({}, ["needs a unit"]),
        ({"unit": "สปข.99", "until": "soon"}, ["no unit “สปข.99”", "“soon” is not clear"]),
        ({"role": "head", "indicator": "8"}, ["needs a unit", "of no indicator"]),
        ({"role": "supervisor", "unit": "สปข.3"}, ["needs an indicator", "of no unit"]),
        ({"role": "supervisor", "indicator": "99"}, ["no indicator “99”", "department/8"]),
        ({"role": "psdg", "unit": "สปข.3", "indicator": "8"}, ["of no unit", "of no indicator"]),
        ({"role": "head", "unit": "กกร.", "shared": True, "count": 2}, ["for the role officer only", "is enough"]),
        ({"unit": "สปข.3", "until": "1/1/2569"}, ["is over"]),
        ({"unit": "สปข.3", "until": "1/1"}, ["is not clear"]),
    ],
)
def test_everything_that_is_wrong_is_said_at_once_and_no_code_is_made(invite, options, words):
    status, said = invite(**options)
    assert status == 1
    assert all(word in said for word in words)
    assert CODE.findall(said) == []


def test_before_any_import_there_is_nothing_to_invite_to(sqlite_url, clock):
    said = []
    database = Database(sqlite_url, clock)
    assert inviting.run(database, clock, **DEFAULTS, language="th", texts=TEXTS, say=print, complain=said.append) == 1
    assert "thanwela import" in said[0]


def test_a_code_that_was_never_made_is_unknown(office):
    with pytest.raises(UnknownCode):
        office.write_now(lambda work: recognised(work, "TW-222-222-222"))
