"""What goes in and comes out of a member's own affairs: requests, own data, imports."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Annotated, Any
from uuid import UUID

from pydantic import StringConstraints

from api.rooms.members.models import ImportState, RequestKind, RequestState
from api.rooms.members.schemas import BranchRead, MemberCard, MemberHistory, MemberRead, Read, Request, Text


class DataRequestRequest(Request):
    """What a member asks about his own data. The phone makes the id, so that sending twice is asking once."""

    id: UUID
    kind: RequestKind
    text: Text = ""


class DataRequestAnswer(Request):
    """What the member is told."""

    answer: Annotated[str, StringConstraints(strip_whitespace=True, min_length=2, max_length=2000)]


class DataRequestRead(Read):
    """A request with the days the law allows."""

    id: UUID
    member: MemberRead
    kind: RequestKind
    text: str
    state: RequestState
    received_on: date
    acknowledge_by: date
    finish_by: date
    acknowledged_at: datetime | None
    ended_at: datetime | None
    answer: str | None
    overdue: bool


class CardViewRead(Read):
    """That somebody looked at my card: in which role, of which organisation, when."""

    at: datetime
    role: str | None
    organization: BranchRead | None


class OwnData(Read):
    """Everything the house keeps about me. The only place where the card number is whole."""

    made_at: datetime
    card: MemberCard
    card_number: str | None
    history: MemberHistory
    requests: Sequence[DataRequestRead]
    views: Sequence[CardViewRead]


class MemberImportRead(Read):
    """How far an import has come and what it would do or did. `failure` is a refusal code for the file as a whole."""

    id: UUID
    organization_id: UUID
    file_name: str
    state: ImportState
    failure: str | None
    rows: int
    good: int
    bad: int
    created: int
    updated: int
    unchanged: int
    created_at: datetime
    applied_at: datetime | None


class ImportProblemRead(Read):
    """Why a row cannot come in: the cell as the sheet names it, what it holds, the reason."""

    row: int
    cell: str
    field: str
    value: str | None
    reason_code: str
    params: dict[str, Any]
