"""What sheets, columns and the words of closed lists are called: written in one language, read in either."""

from dataclasses import dataclass
from functools import cached_property
from itertools import product

from messages.documents.workbook.layout import BARE, BESIDE, CHOICES, OURS, SHEETS, Column, Sheet, children
from messages.plain import plain
from messages.texts import LANGUAGES, Texts

NEEDED = "*"
"""Behind the title of a column that has to be filled in."""


@dataclass(frozen=True)
class Names:
    """The names in all languages, and in the one that is written."""

    texts: Texts
    language: str

    def line(self, key: str, /, **values: str | int) -> str:
        """A text in the language that is written."""
        return self.texts.line(self.language, key, **values)

    def sheet(self, name: str) -> str:
        """The name of a sheet."""
        return self.title(f"sheet_{name}")

    def title(self, name: str) -> str:
        """The title of a column."""
        return self.line(f"workbook_titles.{name}")

    def help(self, name: str) -> str:
        """What goes into a column, or into a sheet."""
        return self.line(f"workbook_help.{name}")

    def word(self, choice: str, word: str) -> str:
        """How a word of a closed list is called; one that is not in it as it stands."""
        if choice in BARE or word not in CHOICES[choice]:
            return word
        return self.line(_word_key(choice, word))

    def all_titles(self, name: str) -> tuple[str, ...]:
        """The titles of a column in every language, for what is typed may be near to any."""
        return tuple(self.texts.line(language, f"workbook_titles.{name}") for language in LANGUAGES)

    def all_words(self, choice: str) -> tuple[str, ...]:
        """The words of a closed list in every language."""
        return tuple(Names(self.texts, it).word(choice, word) for it in LANGUAGES for word in CHOICES[choice])

    def sheet_called(self, typed: str) -> Sheet | str | None:
        """The sheet of a name, or the name of one that holds nothing of a framework; None where it is neither."""
        return self._sheets.get(plain(typed))

    def columns_called(self, sheet: Sheet) -> dict[str, Column]:
        """The columns of a sheet by their titles, as `plain` has them."""
        return {plain(title): column for column in sheet.columns for title in self.all_titles(column.title)}

    def chosen(self, choice: str, typed: str) -> str | None:
        """The word of a closed list that is meant."""
        return self._words[choice].get(plain(typed))

    def told_path(self, sheet: Sheet, path: str) -> str:
        """A key path under `ours` as the title of the column, or as it stands."""
        named = {key: titles[LANGUAGES.index(self.language)] for key, titles in self._paths(sheet).items()}
        return named.get(path, path)

    def meant_path(self, sheet: Sheet, typed: str) -> str:
        """The key path that stands under `ours` by its title; what is none stays as it stands."""
        paths = self._paths(sheet)
        if typed in paths:
            return typed
        titled = {plain(title): key for key, titles in paths.items() for title in titles}
        return titled.get(plain(typed), typed)

    def _paths(self, sheet: Sheet) -> dict[str, tuple[str, ...]]:
        own = [column for column in sheet.own if column.root != OURS]
        paths = {column.root: self.all_titles(column.root) for column in own if column.root != column.key}
        paths |= {column.key: self.all_titles(column.title) for column in own}
        below = () if sheet.child else children(sheet.path)
        return paths | {it.child: self.all_titles(f"sheet_{it.name}") for it in below}

    @cached_property
    def _sheets(self) -> dict[str, Sheet | str]:
        known = {plain(name): name for beside in BESIDE for name in self.all_titles(f"sheet_{beside}")}
        return known | {plain(name): sheet for sheet in SHEETS for name in self.all_titles(f"sheet_{sheet.name}")}

    @cached_property
    def _words(self) -> dict[str, dict[str, str]]:
        known: dict[str, dict[str, str]] = {}
        for choice, words in CHOICES.items():
            called = known.setdefault(choice, {})
            if choice not in BARE:
                keys = product(LANGUAGES, words)
                called |= {plain(self.texts.line(it, _word_key(choice, word))): word for it, word in keys}
            called |= {plain(word): word for word in words}
        return known


def _word_key(choice: str, word: str) -> str:
    return f"workbook_choices.{choice}_{word}"
