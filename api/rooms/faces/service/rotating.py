"""Changing the key: everything is sealed anew in one transaction, then the old key is destroyed."""

from api.kit import audit
from api.kit.db import Database
from api.rooms.faces import sealing
from api.rooms.faces.repository import members as repository
from api.settings import Settings


def rotate_key(database: Database, settings: Settings) -> tuple[int, int]:
    """Make the next key and seal every template with it. Its number, and how many were sealed."""
    with database.writing() as session:
        number = sealing.newest(settings) + 1
        rows = repository.every_template(session)
        for row in rows:
            place = sealing.Place(row.member_id, row.meeting_id, row.engine)
            vector = sealing.unseal(sealing.key_of(settings, row.key_number), place, row.nonce, row.sealed)
            row.nonce, row.sealed = sealing.seal(sealing.key_of(settings, number), place, vector)
            row.key_number = number
            session.add(row)
        sealing.key_of(settings, number)
        audit.note(session, None, "faces.key_rotated", subject_kind="face_key", number=number, sealed=len(rows))
    sealing.destroy_older(settings)
    return number, len(rows)
