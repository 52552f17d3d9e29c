"""A meeting by its id, whoever asks, with what decides what may be done there. The service refuses."""

from functools import cache
from typing import Any, NamedTuple
from uuid import UUID

from sqlalchemy import BindParameter, ColumnElement, and_, bindparam
from sqlalchemy import select as select_columns
from sqlalchemy.orm import aliased
from sqlmodel import Session, col

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.rooms.meetings.models import Meeting, RecordField
from api.rooms.meetings.sight import SEES, viewer_of
from api.rooms.organizations.models import Organization

_ASKED = (Permission.MEETINGS_PLAN, Permission.MEETINGS_RUN, Permission.ATTENDANCE_SCAN)


Found = tuple[Meeting, str, bool, bool, bool, bool]
"""The meeting; whose it is; whether it is in sight; whether positions to plan, to run, to scan reach it."""


class Heading(NamedTuple):
    """What stands above and below a list of the meeting: who met under whom, and from when to when by the clerk."""

    organization: Organization
    above: Organization | None
    started: str | None
    ended: str | None


def access(session: Session, actor: Actor, meeting_id: UUID) -> Found | None:
    """What decides what the actor may do at the meeting."""
    row = session.execute(_access(), params=_values(actor, meeting_id)).first()
    return _found(*row) if row else None


def access_and_heading(session: Session, actor: Actor, meeting_id: UUID) -> tuple[Found, Heading] | None:
    """The same with the heading of its lists, in the same statement."""
    row = session.execute(_access_and_heading(), params=_values(actor, meeting_id)).first()
    if row is None:
        return None
    size = len(Heading._fields)
    return _found(*row[:-size]), Heading(*row[-size:])


def _found(meeting: Meeting, organization: str, *rights: Any) -> Found:
    sees, plans, runs, scans = map(bool, rights)
    return meeting, organization, sees, plans, runs, scans


def _values(actor: Actor, meeting_id: UUID) -> dict[str, Any]:
    places = {_name(permission): actor.places_with(permission) for permission in _ASKED}
    return {**viewer_of(actor).values, **places, "meeting_id": meeting_id}


@cache
def _access() -> Any:
    reached = (col(Meeting.organization_id).in_(scope.below(_places(permission))) for permission in _ASKED)
    return (
        select_columns(Meeting, col(Organization.name), SEES, *reached)
        .join(Organization, col(Organization.id) == col(Meeting.organization_id))
        .where(col(Meeting.id) == bindparam("meeting_id"))
    )


@cache
def _access_and_heading() -> Any:
    above, started, ended = aliased(Organization), aliased(RecordField), aliased(RecordField)
    return (
        _access()
        .add_columns(Organization, above, col(started.value), col(ended.value))
        .outerjoin(above, col(above.id) == col(Organization.parent_id))
        .outerjoin(started, _written(started, "started_at"))
        .outerjoin(ended, _written(ended, "ended_at"))
    )


def _written(field: type[RecordField], name: str) -> ColumnElement[bool]:
    return and_(col(field.meeting_id) == col(Meeting.id), col(field.name) == name)


def _places(permission: Permission) -> BindParameter[Any]:
    return bindparam(_name(permission), expanding=True)


def _name(permission: Permission) -> str:
    return f"places_to_{permission.name.casefold()}"
