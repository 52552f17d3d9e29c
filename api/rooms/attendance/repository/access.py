"""A meeting by its id, whoever asks, with what decides what may be done there. The service refuses."""

from functools import cache
from typing import Any
from uuid import UUID

from sqlalchemy import BindParameter, bindparam
from sqlalchemy import select as select_columns
from sqlmodel import Session, col

from api.kit import scope
from api.kit.actors import Actor, Permission
from api.rooms.meetings.models import Meeting
from api.rooms.meetings.sight import SEES, viewer_of
from api.rooms.organizations.models import Organization

_ASKED = (Permission.MEETINGS_PLAN, Permission.MEETINGS_RUN, Permission.ATTENDANCE_SCAN)


def access(session: Session, actor: Actor, meeting_id: UUID) -> tuple[Meeting, str, bool, bool, bool, bool] | None:
    """The meeting; whose it is; whether it is in sight; whether positions to plan, to run, to scan reach it."""
    places = {_name(permission): actor.places_with(permission) for permission in _ASKED}
    values = {**viewer_of(actor).values, **places, "meeting_id": meeting_id}
    row = session.execute(_access(), params=values).first()
    if row is None:
        return None
    meeting, organization, *rights = row
    sees, plans, runs, scans = map(bool, rights)
    return meeting, organization, sees, plans, runs, scans


@cache
def _access() -> Any:
    reached = (col(Meeting.organization_id).in_(scope.below(_places(permission))) for permission in _ASKED)
    return (
        select_columns(Meeting, col(Organization.name), SEES, *reached)
        .join(Organization, col(Organization.id) == col(Meeting.organization_id))
        .where(col(Meeting.id) == bindparam("meeting_id"))
    )


def _places(permission: Permission) -> BindParameter[Any]:
    return bindparam(_name(permission), expanding=True)


def _name(permission: Permission) -> str:
    return f"places_to_{permission.name.casefold()}"
