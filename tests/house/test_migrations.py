"""The same migrations lead both databases there and back, and to exactly what the models say."""

import pytest
from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from api.kit import jobs
from api.kit.db import Database
from api.settings import ROOT

OWN = {"alembic_version"}


@pytest.fixture
def run(own_database_url):
    """Alembic's commands on this test's own database."""
    database = Database(own_database_url)
    config = Config(str(ROOT / "alembic.ini"))

    def _run(verb, *arguments):
        with database.engine.connect() as connection:
            config.attributes["connection"] = connection
            verb(config, *arguments)
            connection.commit()
            names = set(inspect(connection).get_table_names())
            return {name for name in names - jobs.TABLES if not name.startswith("sqlite_")}

    yield _run
    database.dispose()


def test_there_is_one_newest_migration():
    assert len(ScriptDirectory.from_config(Config(str(ROOT / "alembic.ini"))).get_heads()) == 1


def test_models_and_migrated_database_are_the_same(run):
    run(command.check)


def test_the_way_back_leaves_nothing_and_the_way_up_works_again(run):
    before = run(command.current)
    assert run(command.downgrade, "base") == OWN
    assert run(command.upgrade, "head") == before
    run(command.check)


def test_names_are_dated_sentences():
    names = [path.name for path in (ROOT / "migrations" / "versions").glob("*.py")]
    assert all(name[:15].replace("-", "").isdigit() and "_" in name[15:] for name in names)
