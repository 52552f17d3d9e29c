"""The index of a library that is older than the index's present form."""

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from api.kit.db import Database
from api.settings import ROOT, Settings
from tests.makers.library import a_document
from tests.makers.organizations import a_province
from tests.support.house import ORIGIN, migrate, open_house


def words_of(database):
    with database.engine.connect() as connection:
        rows = connection.execute(text("SELECT place, words::text AS words FROM search_words"))
        return {row.place: row.words for row in rows}


@pytest.mark.sqlite_is_enough
def test_neighbours_are_added_to_what_was_indexed_before(postgres, tmp_path):
    url = postgres.create_database("neighbours")
    migrate(url)
    with open_house(Settings(var=tmp_path, database_url=url, public_url=ORIGIN)) as house:
        sentences = ["Chuyển đổi số là nhiệm vụ.", "Đổi mới, đổi mới và đổi mới 05-NQ/ĐU."]
        a_document(house, by=a_province(house), number_symbol="433-NQ/TU", text=sentences)
    database = Database(url)
    now = words_of(database)
    assert any("'_chuyen_doi'" in words and "'^_chuyen_doi'" in words for words in now.values())
    config = Config(str(ROOT / "alembic.ini"))
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "neighbouring_words-1")
        connection.commit()
    database.dispose()  # with the connection goes the lock of those who migrate
    assert not any("_chuyen" in words for words in words_of(database).values())
    migrate(url)
    assert words_of(database) == now
    database.dispose()
