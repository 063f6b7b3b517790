"""`thanwela migrate`, and a database that no command can work with: a sentence says why, and nothing is changed."""

import subprocess
import sys
from pathlib import Path

import pytest
from sqlalchemy import NullPool, create_engine, text

from bot import migrating
from bot.demo.town import settings_for
from bot.settings import read
from messages.texts import Texts
from storage.migrations import pending, standing, upgrade

TEXTS = Texts.load()
TOP = Path(__file__).parents[2]
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def migrate(tmp_path):
    """Runs the command on a database; gives its status, what it said, what it complained of."""

    def run(url, *, dry_run=False, folder=tmp_path):
        said, complaints = [], []
        settings = read({**settings_for(NOWHERE, folder, url), "THANWELA_LOCALE": "en"})
        status = migrating.run(settings, dry_run=dry_run, texts=TEXTS, say=said.append, complain=complaints.append)
        return status, said, complaints

    return run


def change(url, *statements):
    with create_engine(url, poolclass=NullPool).begin() as connection:
        for statement in statements:
            connection.execute(text(statement))


def test_a_dry_run_names_the_steps_and_takes_none_and_a_second_run_has_nothing_to_do(migrate, empty_url):
    steps = [f"  {step}" for step in pending(empty_url)]
    assert steps[0] == "  0001: Make all tables."
    assert migrate(empty_url, dry_run=True)[1][1:] == steps
    assert standing(empty_url).state == "behind"
    assert migrate(empty_url) == (0, [f"The database was changed in {len(steps)} steps.", *steps], [])
    assert migrate(empty_url) == (0, ["The database is at this version already. Nothing to do."], [])


def test_looking_makes_no_file(migrate, empty_sqlite_url, tmp_path):
    migrate(empty_sqlite_url, dry_run=True)
    assert list(tmp_path.iterdir()) == []


def test_the_database_of_another_app_is_left_alone(migrate, empty_url):
    change(empty_url, "CREATE TABLE wp_posts (id INTEGER)")
    status, said, (complaint,) = migrate(empty_url)
    assert (status, said) == (1, [])
    assert "a database of its own" in complaint


def test_so_is_one_that_another_app_changes_by_the_same_tool(migrate, empty_url):
    change(
        empty_url,
        "CREATE TABLE users (id INTEGER)",
        "CREATE TABLE alembic_version (version_num VARCHAR(32))",
        "INSERT INTO alembic_version VALUES ('ab12')",
    )
    assert "a database of its own" in migrate(empty_url)[2][0]


def test_the_database_of_a_newer_version_is_left_alone(migrate, empty_url):
    upgrade(empty_url)
    change(empty_url, "UPDATE alembic_version SET version_num = '9999'")
    assert "newer Thanwela" in migrate(empty_url)[2][0]


@pytest.mark.parametrize(
    "url",
    [
        "postgresql://nobody:a-secret@127.0.0.1:9/name",
        "postgresql://nobody:a-secret@no.such.host.invalid/name",
        "sqlite:////proc/none/thanwela.db",
        f"sqlite:///{Path(__file__)}",
    ],
)
def test_what_is_no_database_or_cannot_be_reached_is_said_without_its_secret(migrate, url):
    status, said, complaints = migrate(url)
    assert (status, said) == (1, [])
    assert len(complaints) == 1
    assert "a-secret" not in complaints[0]


def test_a_folder_in_which_nothing_can_be_stored_is_named(migrate, tmp_path):
    (tmp_path / "data").write_text("a file")
    status, _, (complaint,) = migrate(f"sqlite:///{tmp_path}/thanwela.db", folder=tmp_path / "data")
    assert status == 1
    assert f"{tmp_path}/data" in complaint


@pytest.mark.slow
@pytest.mark.parametrize(
    ("command", "status", "said"),
    [
        (["import", str(TOP / "examples/department.toml")], 1, "thanwela migrate"),
        (["invite", "--role", "psdg"], 1, "thanwela migrate"),
        (["import"], 2, "Usage"),
        (["fly"], 2, "Usage"),
    ],
)
def test_the_command_line_ends_with_a_status_and_a_sentence_on_stderr(tmp_path, command, status, said):
    environment = {"PYTHONPATH": ":".join(sys.path), "THANWELA_LOCALE": "en"}
    done = subprocess.run(
        [sys.executable, "-m", "bot", *command], cwd=tmp_path, env=environment, capture_output=True, text=True
    )
    assert done.returncode == status
    assert done.stdout == ""
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert list(tmp_path.iterdir()) == []
