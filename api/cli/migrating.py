"""The database's schema: which migration it stands at, and bringing it to the newest."""

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory

from api.kit.db import Database
from api.settings import ROOT


def newest() -> str:
    """The revision this version of the program expects."""
    head = ScriptDirectory.from_config(_config()).get_current_head()
    if head is None:  # pragma: no cover - the folder of migrations is part of the program
        raise RuntimeError("no migrations found")
    return head


def knows(revision: str) -> bool:
    """Whether this version of the program has that migration."""
    return any(script.revision == revision for script in ScriptDirectory.from_config(_config()).walk_revisions())


def current(database: Database) -> str | None:
    """The revision the database stands at; None for an empty database."""
    with database.engine.connect() as connection:
        return MigrationContext.configure(connection).get_current_revision()


def migrate(database: Database, revision: str = "head") -> bool:
    """Bring the database to a revision; False when it already was there, which costs almost nothing."""
    wanted = newest() if revision == "head" else revision
    if current(database) == wanted:
        return False
    config = _config()
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, revision)
        connection.commit()
    return True


def youngest_file_at() -> float:
    """When the newest migration was put here, in seconds: no right clock stands before that."""
    return max(path.stat().st_mtime for path in (ROOT / "migrations" / "versions").glob("*.py"))


def _config() -> Config:
    return Config(str(ROOT / "alembic.ini"))
