"""Whom a meeting calls, and keeping its list true until it opens."""

from collections.abc import Collection
from uuid import UUID

from sqlmodel import Session

from api.kit import clock, jobs
from api.kit.actors import Role
from api.kit.jobs import Tools
from api.rooms.meetings.models import Invitation, InvitedAs, Meeting, MeetingState, Summons
from api.rooms.meetings.repository import people
from api.rooms.meetings.repository import schedule as repository
from api.rooms.meetings.service.finding import day_of
from api.rooms.members.models import State

KEEP_LISTS = "meetings.keep_lists"
_HOURLY = "47 * * * *"
COMMITTEE = (Role.SECRETARY, Role.DEPUTY, Role.COMMITTEE_MEMBER)
NOT_CALLED = frozenset({State.SUSPENDED, State.DETAINED})
"""Stand in the list and may not take part (QĐ 294-QĐ/TW §9.3.2)."""


def whom(session: Session, meeting: Meeting) -> set[UUID]:
    """The members a meeting calls as things stand: the branch, its committee, or who of its list has not left."""
    if meeting.summons is Summons.BRANCH:
        found = people.callable_members(session, meeting.organization_id)
        return {member_id for member_id, state in found if state not in NOT_CALLED}
    if meeting.summons is Summons.COMMITTEE:
        return people.committee_of(session, meeting.organization_id, COMMITTEE, day_of(meeting))
    listed = {row.member_id for row in repository.invitations_of(session, meeting.id) if _stands(row) and row.member_id}
    return people.present_below(session, meeting.organization_id, listed)


def refresh_roster(session: Session, meeting: Meeting) -> tuple[int, int]:
    """Bring the list of a published meeting up to date: who came to the branch is asked, who left is taken off.

    Whoever leaves keeps his row and his answer. Returns how many were added and taken off.
    """
    return call(session, meeting, whom(session, meeting))


@jobs.job(KEEP_LISTS)
def keep_lists(tools: Tools) -> None:
    """Ask who came to a branch to its meetings ahead, and take off who left, without waiting for a change of the plan.

    Hourly, so that it is done before the reminders of the evening. A committee, and a list, changes by hand.
    """
    with tools.database.reading() as session:
        found = people.unlike_their_lists(session, clock.now(), NOT_CALLED)
    for meeting_id in found:
        tools.pause_point()
        with tools.database.writing() as session:
            meeting = session.get_one(Meeting, meeting_id, with_for_update=True)
            if meeting.state is MeetingState.PUBLISHED:
                refresh_roster(session, meeting)


jobs.on_time(KEEP_LISTS, _HOURLY)


def call(session: Session, meeting: Meeting, wanted: Collection[UUID]) -> tuple[int, int]:
    """Make exactly these members the summoned ones."""
    tick = repository.tick(session)
    known = {row.member_id: row for row in repository.invitations_of(session, meeting.id) if row.member_id}
    added = taken = 0
    for member_id in sorted(wanted):
        row = known.get(member_id)
        if row is None:
            session.add(
                Invitation(meeting_id=meeting.id, member_id=member_id, invited_as=InvitedAs.SUMMONED, changed=tick)
            )
            added += 1
        elif not _stands(row):
            row.invited_as, row.removed_at, row.changed = InvitedAs.SUMMONED, None, tick
            added += 1
    for member_id, row in known.items():
        if _stands(row) and member_id not in wanted:
            row.removed_at, row.changed = clock.now(), tick
            taken += 1
    session.flush()
    return added, taken


def _stands(row: Invitation) -> bool:
    return row.invited_as is InvitedAs.SUMMONED and row.removed_at is None
