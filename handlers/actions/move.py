"""Somebody comes to a new phone or account: posts, drafts and language stay with the person, the account changes."""

from typing import NamedTuple

from msgspec.structs import replace

from handlers import telling
from handlers.posts import person_name
from messages.outgoing import Text
from messages.texts import Texts
from rules.refusals import NotYours, RevokedCode, UsedCode
from storage.tables import accounts, audit, conversations, in_turn, invitations, people
from storage.tables.invitations import WITHDRAWN, Invitation
from storage.tables.people import PSDG, Person
from storage.work import Work

PLATFORMS = {"line": "LINE", "telegram": "Telegram"}


class Account(NamedTuple):
    """An account of somebody."""

    id: str
    platform: str
    address: str


def others(work: Work, person_id: str, account_id: str) -> tuple[Account, ...]:
    """The accounts of a person but for this one."""
    return tuple(Account(*it) for it in accounts.of(work, person_id) if it[0] != account_id)


def refuse_gone(work: Work, invitation: Invitation) -> None:
    """Raises RevokedCode for somebody who holds no post any more: nothing of theirs is to be moved."""
    if not people.posts_of(work, invitation.person_id or ""):
        raise RevokedCode


def move(work: Work, texts: Texts, invitation: Invitation, newcomer: Person, *, both: bool) -> Person:
    """The account of `newcomer`, who holds no post, is that of the person whom the code moves; their other accounts are
    strangers' from here, but with `both` those of another platform. The old account and the PSDG are told.

    Raises UsedCode, RevokedCode, NotYours where an account holds posts of its own.
    """
    moved_id = invitation.person_id or ""
    in_turn.person(work, moved_id)
    refuse_gone(work, invitation)
    if people.posts_of(work, newcomer.id):
        raise NotYours
    if not invitations.use(work, invitation.id, moved_id):
        raise UsedCode
    _leave_behind(work, newcomer.id)
    old = others(work, moved_id, newcomer.account_id)
    accounts.give(work, newcomer.account_id, moved_id)
    moved = people.by_id(work, moved_id)
    if moved is None:
        raise NotYours
    for account in old:
        if not (both and account.platform != newcomer.platform):
            _cut(work, texts, account, moved, invitation)
    audit.note(work, moved_id, "move", moved_id, {"to": newcomer.platform, "both": str(both)})
    _tell_psdg(work, texts, moved, invitation)
    return moved


def _leave_behind(work: Work, stranger_id: str) -> None:
    """What whoever wrote from here had asked for before, as nobody we knew."""
    for request in invitations.open_of(work, stranger_id):
        invitations.decide(work, request.id, WITHDRAWN, stranger_id)
    for draft in conversations.all_of(work, stranger_id):
        conversations.remove(work, draft.id)


def _cut(work: Work, texts: Texts, account: Account, moved: Person, invitation: Invitation) -> None:
    accounts.send_after(work, moved.id, account.platform, account.address, moved)
    stranger = accounts.cut(work, account.id)
    words = texts.line(moved.language, "moving.gone_from_here", platform=PLATFORMS[moved.platform])
    there = replace(moved, id=stranger, account_id=account.id, platform=account.platform, address=account.address)
    key = f"moved:{invitation.id}"
    telling.tell_person(work, there, (Text(words),), key=key, why=key)


def _tell_psdg(work: Work, texts: Texts, moved: Person, invitation: Invitation) -> None:
    for reader_id in people.holders(work, PSDG):
        reader = people.by_id(work, reader_id)
        if reader is not None and reader_id != moved.id:
            name = person_name(work, texts, reader.language, moved.id)
            told = texts.line(reader.language, "moving.psdg", name=name, platform=PLATFORMS[moved.platform])
            telling.tell_person(work, reader, (Text(told),), key=f"moves:{invitation.id}", why=f"moved:{invitation.id}")
