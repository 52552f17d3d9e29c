"""What goes in and out at the desk of those who publish."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import AfterValidator, BaseModel, Field

from api.kit.folding import tidy
from api.rooms.library.audiences import Kind
from api.rooms.library.schemas import Read, Request

Line = Annotated[str, AfterValidator(tidy)]


class DocumentRequest(Request):
    """The head of a document, and its files in order."""

    publisher_id: UUID = Field(description="The organisation that publishes.")
    type: Annotated[str, Field(max_length=10, description="A code of GET /library/types.")]
    title: Annotated[Line, Field(min_length=1, max_length=500)]
    number_symbol: Annotated[Line, Field(max_length=60)] | None = None
    summary: Annotated[Line, Field(max_length=2000)] | None = None
    issuer_id: UUID | None = Field(default=None, description="The issuing organisation when it is in the tree.")
    issuer_name: Annotated[Line, Field(max_length=200)] | None = Field(
        default=None, description="Needed when issuer_id is not given."
    )
    issued_on: date | None = None
    effective_on: date | None = None
    signer: Annotated[Line, Field(max_length=120)] | None = None
    audience_organization_id: UUID | None = Field(
        default=None, description="Whose subtree reads it; null is the publisher's."
    )
    audience_kinds: list[Kind] = Field(default=[], max_length=len(Kind), description="Empty: everybody there.")
    study_by_on: date | None = Field(default=None, description="Please study until this day.")
    replaces_id: UUID | None = None
    file_ids: list[UUID] = Field(default=[], max_length=20)


class ReplaceRequest(Request):
    """Which published document takes the place."""

    by_id: UUID


class WithdrawRequest(Request):
    """Why readers lose it."""

    reason: Annotated[Line, Field(min_length=1, max_length=500)]


class TrustAnchorRequest(Request):
    """A root certificate, PEM (one or several are refused: one at a time, so that each is looked at)."""

    name: Annotated[Line, Field(min_length=1, max_length=200)]
    certificate_pem: str = Field(max_length=20_000)


class StudiedRead(BaseModel):
    """How many members of one unit have said "studied"."""

    organization_id: UUID
    name: str
    acknowledged: int
    members: int


class TrustAnchorRead(Read):
    """A trusted root."""

    id: UUID
    name: str
    sha256: str
    valid_until_at: datetime
