"""The rules a new house starts with: one JSON file a topic, each a list of its versions.

A new version is a new entry in the file and a migration that calls `load` again; entries never change once released.
"""

import json
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from typing import Any

import sqlalchemy as sa

from api.kit import clock
from api.kit.ids import new_id

_FOLDER = Path(__file__).parent
_RULE_SETS = sa.table(
    "rule_sets",
    sa.column("id", sa.Uuid()),
    sa.column("created_at", sa.DateTime(timezone=True)),
    sa.column("topic", sa.String()),
    sa.column("version", sa.Integer()),
    sa.column("effective_from", sa.Date()),
    sa.column("effective_to", sa.Date()),
    sa.column("citation", sa.String()),
    sa.column("source_level", sa.String()),
    sa.column("organization_id", sa.Uuid()),
    sa.column("content", sa.JSON()),
)


def read() -> Iterator[dict[str, Any]]:
    """Every version of every topic in the files, as rows without id."""
    for path in sorted(_FOLDER.glob("*.json")):
        for entry in json.loads(path.read_text(encoding="utf-8")):
            until = entry["effective_to"]
            yield entry | {
                "effective_from": date.fromisoformat(entry["effective_from"]),
                "effective_to": date.fromisoformat(until) if until else None,
            }


def load(connection: sa.Connection) -> int:
    """Bring in the versions the house does not have yet; how many. For migrations, hence plain tables."""
    columns = _RULE_SETS.c
    known = {
        tuple(row)
        for row in connection.execute(
            sa.select(columns.topic, columns.effective_from, columns.version).where(columns.organization_id.is_(None))
        )
    }
    new = [
        entry | {"id": new_id(), "created_at": clock.now(), "organization_id": None}
        for entry in read()
        if (entry["topic"], entry["effective_from"], entry["version"]) not in known
    ]
    if new:
        connection.execute(sa.insert(_RULE_SETS), new)
    return len(new)
