"""Minutes and resolution as they go out and come in."""

from datetime import date, datetime
from typing import Annotated
from uuid import UUID

from pydantic import Field, StringConstraints

from api.rooms.meetings.models import PaperKind
from api.rooms.meetings.paper_parts import Table
from api.rooms.meetings.schemas.people import Read, Request

Text = Annotated[str, StringConstraints(max_length=20_000)]
Hash = Annotated[str, StringConstraints(pattern=r"^[0-9a-f]{64}$")]


class PaperSectionRead(Read):
    """A piece of a paper: `level` 0 has no heading, 1 is a part, 2 a point of the part before; a paragraph a line."""

    key: str
    level: int
    heading: str
    """The title with its number."""
    text: str
    table: Table | None
    edited: bool
    generated: str | None
    """What the record would say now, where somebody wrote something else."""


class SignerRead(Read):
    """Who signs, in which office."""

    label: str
    office: str
    name: str


class PaperTextRead(Read):
    """A paper with its text. `version` is the ETag; a locked one is part of the record for good."""

    kind: PaperKind
    title: str
    version: int
    locked: bool
    symbol: str | None
    above: str
    organization: str
    place_and_date: str
    about: str
    sections: list[PaperSectionRead]
    left: SignerRead
    right: SignerRead
    recipients: list[str]


class PaperEditRequest(Request):
    """New texts by section; sections in `reset` follow the record again."""

    texts: dict[Annotated[str, StringConstraints(max_length=80)], Text] = Field(default={}, max_length=300)
    reset: list[Annotated[str, StringConstraints(max_length=80)]] = Field(default=[], max_length=300)


class PaperSignatureRead(Read):
    """What can honestly be said of one signature; see the library's signatures."""

    signer: str | None
    organization: str | None
    signed_at: datetime | None
    timestamped: bool
    intact: bool
    covers_whole_file: bool
    trusted: bool
    revocation: str
    verdict: str


class SignedPaperRead(Read):
    """A signed copy: whose signatures, whether it is intact, whether its text is the recorded paper's."""

    id: UUID
    kind: PaperKind
    sha256: str
    size: int
    same_text: bool
    made_here: bool
    signatures: list[PaperSignatureRead]
    created_at: datetime


class AdditionRead(Read):
    """What was added after the closing."""

    id: UUID
    kind: PaperKind
    text: str
    author_name: str
    created_at: datetime


class AdditionRequest(Request):
    """An addition to a paper that is closed; it is printed below it with author and time."""

    kind: PaperKind
    text: Annotated[str, StringConstraints(min_length=1, max_length=4000, strip_whitespace=True)]


class SealedPaperRead(Read):
    """A paper of a closed meeting: number, code and hash."""

    kind: PaperKind
    title: str
    symbol: str
    code: str
    address: str
    """Of the page that says whether this is the recorded paper."""
    sha256: str
    size: int
    editions: int
    sealed_at: datetime
    void_reason: str | None
    signed: list[SignedPaperRead]


class PapersRead(Read):
    """The papers of a meeting: drafts while it runs, sealed ones afterwards."""

    meeting_id: UUID
    locked: bool
    kinds: list[PaperKind]
    """The papers a meeting of this kind leaves."""
    papers: list[SealedPaperRead]
    additions: list[AdditionRead]
    can_sign_here: bool
    may_run: bool


class ClosedRead(Read):
    """What closing did; asking again gives the same answer."""

    meeting_id: UUID
    closed_at: datetime
    due_at: datetime
    late: bool
    score: float | None
    band: str | None
    papers: list[SealedPaperRead]


class VoidRequest(Request):
    """Why a number is void."""

    reason: Annotated[str, StringConstraints(min_length=1, max_length=500, strip_whitespace=True)]


class VerifiedEditionRead(Read):
    """A file of this paper that was given out."""

    sha256: str
    issued_at: datetime
    latest: bool


class VerifiedCopyRead(Read):
    """A signed copy of this paper: its hash, and whether it is intact and has the recorded text. No names."""

    sha256: str
    intact: bool
    same_text: bool
    signatures: int


class VerifiedRead(Read):
    """What the open page says of a code: which paper it is, and the hashes of its files. Nothing personal."""

    code: str
    kind: PaperKind
    title: str
    symbol: str
    organization: str
    held_on: date
    sealed_at: datetime
    void: bool
    void_reason: str | None
    editions: list[VerifiedEditionRead]
    signed: list[VerifiedCopyRead]


class PaperTemplateRead(Read):
    """Whose template papers of an organisation follow; `organization_id` null is the built-in one."""

    kind: PaperKind
    organization_id: UUID | None
    organization_name: str | None
    name: str | None
    version: int
    own: bool


class TemplateCheckRead(Read):
    """What a template asks for that no paper has, and what every paper has and it leaves out; names of fields."""

    unknown: list[str]
    missing: list[str]
