"""`thanwela invite`: codes for a post with their links and QR pictures, or everything that is wrong, in words."""

import io
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import partial
from pathlib import Path

import segno

from bot.clock import Clock
from handlers.actions import invite
from handlers.posts import post_name
from messages import reading_dates, writing
from messages.reading_dates import ReadDate
from messages.texts import Texts
from rules.fiscal import local_date
from storage.columns import WHOLE
from storage.tables import facts, people
from storage.tables.people import OF_INDICATOR, OF_UNIT, OF_WHOLE, OFFICER, ROLES, Post
from storage.work import Database, Work

DONE, REFUSED = 0, 1
PLATFORMS = {"line": "LINE", "telegram": "Telegram"}
PIXELS = 8
MOST_NAMED = 12
INSTANT = timedelta(microseconds=1)
Line = Callable[..., str]


@dataclass(frozen=True, kw_only=True)
class Order:
    """What was asked for, as typed."""

    role: str
    unit: str
    indicator: str
    count: int
    shared: bool
    until: str


@dataclass(frozen=True, kw_only=True)
class Made:
    """Codes for a post, their last day, and the links by platform, with {code} where the code is to stand."""

    post: Post
    codes: tuple[str, ...]
    last_day: date
    acting_until: date | None
    links: dict[str, str]


def run(
    database: Database,
    clock: Clock,
    *,
    role: str,
    unit: str,
    indicator: str,
    count: int,
    shared: bool,
    until: str,
    out: Path | None,
    language: str,
    texts: Texts,
    say: Callable[[str], None],
    complain: Callable[[str], None],
) -> int:
    """Make and print codes for a post; returns the exit status.

    `indicator` is a code, or "framework code/indicator code"; `until` an acting holder's last day, as people write it.
    QR pictures go into the folder `out`; without one a single code's are printed.
    """
    line = partial(texts.line, language)
    order = Order(role=role, unit=unit, indicator=indicator, count=count, shared=shared, until=until)
    today = local_date(clock.now(), writing.BANGKOK)
    if not _is_writable(out):
        complain(line("inviting.no_folder", folder=str(out)))
        return REFUSED
    made = database.write_now(lambda work: _make(work, order, today, line))
    if isinstance(made, list):
        for mistake in made:
            complain(mistake)
        return REFUSED
    for sentence in _account(line, texts, language, made, order, out):
        say(sentence)
    return DONE


def _make(work: Work, order: Order, today: date, line: Line) -> Made | list[str]:
    acting_until, doubts = _acting_until(order, today, line)
    found, mistakes = _post(work, order, line)
    mistakes = [*mistakes, *_shared_mistakes(order, line), *doubts]
    if mistakes or found is None:
        return mistakes
    expires_at = invite.good_until(work)
    codes = invite.make(
        work, found, count=order.count, shared=order.shared, until=expires_at, acting_until=acting_until
    )
    known = {name: facts.get(work, f"{name} link") for name in PLATFORMS}
    return Made(
        post=found,
        codes=codes,
        last_day=local_date(expires_at - INSTANT, writing.BANGKOK),
        acting_until=acting_until,
        links={name: link for name, link in known.items() if link},
    )


def _post(work: Work, order: Order, line: Line) -> tuple[Post | None, list[str]]:
    """The one post that is meant, or what is wrong with role, unit and indicator."""
    if order.role not in ROLES:
        return None, [line("inviting.unknown_role", role=order.role, roles=", ".join(ROLES))]
    posts = people.posts_with(work, order.role)
    if not posts:
        return None, [line("inviting.nothing_imported")]
    mistakes = [*_place_mistakes(order, line)]
    if order.role in OF_WHOLE or mistakes:
        return posts[0], mistakes
    if order.role in OF_UNIT:
        fitting = [post for post in posts if post.unit == order.unit]
        known = [post.unit for post in posts]
        wrong = line("inviting.unknown_unit", unit=order.unit, known=_some(known))
    else:
        fitting = [post for post in posts if order.indicator in (post.indicator, post.indicator.rpartition("/")[2])]
        known = [post.indicator for post in (fitting or posts)]
        key = "inviting.several_indicators" if fitting else "inviting.unknown_indicator"
        wrong = line(key, indicator=order.indicator, known=_some(known))
    return (fitting[0], []) if len(fitting) == 1 else (None, [wrong])


def _place_mistakes(order: Order, line: Line) -> Iterator[str]:
    """Officers and heads are of a unit, supervisors and collectors of an indicator, all others of the whole."""
    of_unit, of_indicator = order.role in OF_UNIT, order.role in OF_INDICATOR
    if of_unit and not order.unit:
        yield line("inviting.unit_missing", role=order.role)
    if order.unit and not of_unit:
        yield line("inviting.no_unit_here", role=order.role)
    if of_indicator and not order.indicator:
        yield line("inviting.indicator_missing", role=order.role)
    if order.indicator and not of_indicator:
        yield line("inviting.no_indicator_here", role=order.role)


def _shared_mistakes(order: Order, line: Line) -> Iterator[str]:
    """A shared code is a unit's, for officers: one is enough, and whoever confirms says for whom it is."""
    if order.shared and order.role != OFFICER:
        yield line("inviting.shared_is_for_officers")
    if order.shared and order.count > 1:
        yield line("inviting.one_shared_code")
    if order.shared and order.until:
        yield line("inviting.shared_is_not_acting")


def _acting_until(order: Order, today: date, line: Line) -> tuple[date | None, list[str]]:
    if not order.until:
        return None, []
    read = reading_dates.date(order.until, today)
    if not isinstance(read, ReadDate) or read.confirm is not None:
        return None, [line("inviting.unclear_day", typed=order.until)]
    if read.value < today:
        return None, [line("inviting.past_day", typed=order.until)]
    return read.value, []


def _some(known: list[str]) -> str:
    names = list(dict.fromkeys(name for name in known if name != WHOLE))
    return ", ".join(names[:MOST_NAMED]) + (" …" if len(names) > MOST_NAMED else "")


def _account(line: Line, texts: Texts, language: str, made: Made, order: Order, out: Path | None) -> Iterator[str]:
    post = post_name(texts, language, made.post)
    yield line("inviting.shared" if order.shared else "inviting.personal", post=post, count=len(made.codes))
    yield line("inviting.good_until", day=writing.full_date(made.last_day, language))
    if made.acting_until is not None:
        yield line("inviting.acting_until", day=writing.full_date(made.acting_until, language))
    for code in made.codes:
        yield f"\n{code}"
        for name, template in made.links.items():
            link = template.replace("{code}", code)
            yield f"  {PLATFORMS[name]}: {link}"
            yield from _picture(link, f"{code}-{name}.png", out, is_only=len(made.codes) == 1)
    for name in PLATFORMS:
        if name not in made.links:
            yield line("inviting.no_link", platform=PLATFORMS[name])


def _is_writable(out: Path | None) -> bool:
    """Looked at before any code is made: one that is not shown is lost. Pictures of codes are nobody else's."""
    if out is None:
        return True
    try:
        out.mkdir(parents=True, exist_ok=True, mode=0o700)
        with tempfile.TemporaryFile(dir=out):
            return True
    except OSError:
        return False


def _picture(link: str, name: str, out: Path | None, *, is_only: bool) -> Iterator[str]:
    """The QR code in a file, or printed where there is only one."""
    picture = segno.make(link, micro=False)
    if out is not None:
        picture.save(str(out / name), scale=PIXELS)
        yield f"  {out / name}"
    elif is_only:
        drawn = io.StringIO()
        picture.terminal(drawn, border=2, compact=True)
        yield drawn.getvalue()
