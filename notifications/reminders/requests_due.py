"""Requests about personal data have days the law allows: the morning before the last, and on it."""

from collections.abc import Iterator
from datetime import datetime, timedelta

from sqlmodel import Session, and_, col, or_, select

from api.kit.actors import Role
from api.kit.scope import OrganizationClosure
from api.rooms.members.models import DataRequest, Member, RequestState
from notifications import audience
from notifications.drafts import Draft
from notifications.models import Kind
from notifications.reminders import days
from notifications.reminding import Due, reminder

_HERE = (Role.SECRETARY, Role.DEPUTY)
_BEFORE = timedelta(days=1)


@reminder
def find(session: Session, now: datetime) -> Iterator[Due]:
    """One message a day to all who must answer one; those overdue stay in it until they are answered."""
    if not days.is_morning(now):
        return
    today = days.local_day(now)
    soon = today + _BEFORE
    open_ones = (
        select(Member.branch_id)
        .join(DataRequest, col(DataRequest.member_id) == col(Member.id))
        .where(
            or_(
                and_(col(DataRequest.state) == RequestState.RECEIVED, col(DataRequest.acknowledge_by) <= soon),
                and_(
                    col(DataRequest.state).in_((RequestState.RECEIVED, RequestState.ACKNOWLEDGED)),
                    col(DataRequest.finish_by) <= soon,
                ),
            )
        )
    )
    if session.exec(open_ones.limit(1)).first() is None:
        return
    above = select(OrganizationClosure.ancestor_id).where(col(OrganizationClosure.descendant_id).in_(open_ones))
    draft = Draft(
        kind=Kind.DATA,
        title_key="requests_due",
        link="/yeu-cau",
        recipients=audience.any_of(
            audience.holders(_HERE, open_ones), audience.holders([Role.DATA_PROTECTION_OFFICER], above)
        ),
        about="requests_due",
        keeps=days.end_of(today) - now,
    )
    yield Due(today.isoformat(), lambda _: draft)
