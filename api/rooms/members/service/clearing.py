"""Imports that were looked at and never applied are forgotten, with the file and the list of what was wrong in it."""

from datetime import timedelta

from sqlmodel import Session

from api.kit import audit, clock, storage
from api.kit.jobs import Tools
from api.kit.sweeping import sweep
from api.rooms.members import staging

KEPT = timedelta(days=7)


@sweep("members.imports")
def forget_imports(session: Session, tools: Tools) -> int:
    """Delete abandoned imports; what was applied stays as history, its file went when it was."""
    abandoned = staging.abandoned_imports(session, clock.now() - KEPT)
    for one in abandoned:
        staging.forget(session, one.id)
        audit.note(
            session,
            None,
            "members.import_discarded",
            subject_kind="member_import",
            subject_id=one.id,
            organization_id=one.organization_id,
        )
        session.delete(one)
        if one.storage_key:
            storage.delete(tools.storage, one.storage_key)
    return len(abandoned)
