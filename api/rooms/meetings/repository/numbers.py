"""Queries about the registers of numbers of an organisation the caller oversees."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from api.kit.pages import PageRequest, paginate
from api.rooms.meetings.models import Meeting, MeetingPaper, NumberCounter, PaperNumber

Given = tuple[PaperNumber, MeetingPaper, Meeting]


def registers_of(session: Session, organization_id: UUID) -> Sequence[NumberCounter]:
    """The latest term first, in it by type."""
    statement = select(NumberCounter).where(col(NumberCounter.organization_id) == organization_id)
    return session.exec(statement.order_by(col(NumberCounter.term).desc(), col(NumberCounter.type))).all()


def numbers_in(session: Session, register: NumberCounter, page: PageRequest) -> tuple[list[Given], str | None]:
    """The numbers of a register with what they were given to, the latest first."""
    statement = (
        select(PaperNumber, MeetingPaper, Meeting)
        .join(MeetingPaper, col(MeetingPaper.id) == col(PaperNumber.paper_id))
        .join(Meeting, col(Meeting.id) == col(MeetingPaper.meeting_id))
        .where(
            col(PaperNumber.organization_id) == register.organization_id,
            col(PaperNumber.type) == register.type,
            col(PaperNumber.term) == register.term,
        )
    )
    return paginate(
        session,
        statement,
        keys=[col(PaperNumber.number)],
        key_of=lambda given: (given[0].number,),
        page=page,
        descending=True,
    )
