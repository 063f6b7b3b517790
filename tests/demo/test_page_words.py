"""The page's own files: short, without a word of their own, and asking for no word that there is not."""

import re
from pathlib import Path

import pytest

from bot.demo.page import ASSETS
from bot.demo.page_words import WORDS

FILES = sorted(path for path in ASSETS.iterdir() if path.suffix in (".js", ".css", ".html"))
SCRIPTS = [path for path in FILES if path.suffix == ".js"]
ASKED = re.compile(r"""\bt\(\s*(?:[^()"]*\?\s*)?"([a-z_0-9]+)"(?:\s*:\s*"([a-z_0-9]+)")?""")
THAI = re.compile("[\u0e00-\u0e7f]")
LONGEST_FILE = 300


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_of_the_page_is_short_and_holds_no_thai(path: Path):
    source = path.read_text(encoding="utf-8")
    assert source.count("\n") <= LONGEST_FILE
    assert not THAI.search(source)


def test_every_word_that_the_scripts_ask_for_exists():
    known = {key.removeprefix("demo.") for key in WORDS}
    asked = {word for path in SCRIPTS for found in ASKED.findall(path.read_text(encoding="utf-8")) for word in found}
    assert asked - {""} - known == set()


def test_every_word_of_the_page_stands_in_a_script():
    sources = "\n".join(path.read_text(encoding="utf-8") for path in SCRIPTS)
    named = set(re.findall(r"[a-z_0-9]+", sources))
    unused = {key for key in WORDS if key.removeprefix("demo.") not in named}
    assert unused == {f"demo.{name}_{platform}" for name in ("holder", "tab") for platform in ("line", "telegram")}
