"""What brings a phone up to date."""

import hashlib

from sqlmodel import Session

from api.kit.actors import Actor
from api.rooms.library import keepsakes, repository
from api.rooms.library.models import State
from api.rooms.library.schemas import ChangeRead, ChangesRead, HighlightRead, MineRead
from api.rooms.library.service.describing import with_details
from api.rooms.library.service.readers import reader_of
from api.rooms.library.sight import Reader

PIECE = 100


def read_changes(session: Session, actor: Actor, since: int, known_scope: str | None) -> ChangesRead:
    """What changed after `since` for this reader.

    Another scope than the phone knows starts it over: a move or a new position changes which documents exist for him,
    and no document says so.
    """
    reader = reader_of(session, actor)
    scope = _scope(reader)
    reset = since == 0 or (known_scope is not None and known_scope != scope)
    start = 0 if reset else since
    rows = repository.list_changes(session, reader, start, PIECE + 1)
    more, rows = len(rows) > PIECE, rows[:PIECE]
    shown = [row for row in rows if row[0].state is not State.WITHDRAWN]
    details = {detail.id: detail for detail in with_details(session, reader, shown)}
    return ChangesRead(
        items=[ChangeRead(id=row[0].id, changed=row[0].changed, document=details.get(row[0].id)) for row in rows],
        next_since=rows[-1][0].changed if rows else start,
        more=more,
        scope=scope,
        reset=reset,
    )


def read_mine(session: Session, actor: Actor) -> MineRead:
    """All the reader keeps."""
    own = keepsakes.own_of(session, reader_of(session, actor))
    highlights = [
        HighlightRead(
            id=row.id,
            document_id=row.document_id,
            file_id=row.file_id,
            block=row.block,
            start=row.start_at,
            end=row.end_at,
            color=row.color,
        )
        for row in own.pop("highlights")
    ]
    return MineRead.model_validate({"highlights": highlights, **own}, from_attributes=True)


def _scope(reader: Reader) -> str:
    parts = (sorted(map(str, reader.places)), sorted(map(str, reader.publishes_at)), reader.kinds)
    return hashlib.sha256(repr(parts).encode()).hexdigest()[:16]
