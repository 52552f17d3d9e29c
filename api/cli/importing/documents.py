"""`handbook documents import`: every paper of a folder, read here and now, published under one organisation."""

import hashlib
from dataclasses import dataclass
from enum import Enum
from pathlib import Path
from uuid import UUID

from obstore.store import ObjectStore
from rich.markup import escape
from rich.progress import Progress, TaskID
from sqlmodel import Session, col, or_, select

from api.cli import texts
from api.cli.importing.places import find_organization
from api.cli.preparing import prepared, read_settings
from api.cli.terminal import ExitCode, Failure, console, done, refusal_of, table
from api.kit import clock, storage
from api.kit.actors import Actor, Grant, Role
from api.kit.db import Database
from api.kit.errors import AppError
from api.kit.folding import compose
from api.kit.ids import new_id
from api.kit.jobs import Tools
from api.kit.storage import Stored
from api.rooms.library import formats, papers
from api.rooms.library import service as library
from api.rooms.library.desk_schemas import DocumentRequest
from api.rooms.library.models import ContentState, Document, DocumentFile, DocumentType, FileContent, FilePage
from api.rooms.organizations.models import Position
from api.settings import Settings

_ENDINGS = tuple(ending for kind in formats.FORMATS.values() for ending in kind.endings)
_MEGABYTE = 1024 * 1024


class Outcome(Enum):
    """What became of a file."""

    PUBLISHED = "published"
    UNREAD = "unread"
    KNOWN = "known"
    REFUSED = "refused"


@dataclass(frozen=True, slots=True)
class Result:
    """One line of the table."""

    name: str
    outcome: Outcome
    said: str


def import_folder(folder: Path, organization: str | None) -> None:
    """Bring in what is not there yet; one paper that is refused stops no other."""
    settings = read_settings()
    files = sorted(path for path in folder.rglob("*") if path.is_file() and path.suffix.lower() in _ENDINGS)
    if not folder.is_dir():
        raise Failure(texts.NO_SUCH_FOLDER.format(path=folder), ExitCode.BAD_FILE)
    if not files:
        raise Failure(texts.NO_PAPERS.format(path=folder, endings=", ".join(_ENDINGS)), ExitCode.BAD_FILE)
    with prepared(settings) as database:
        desk = _Desk(settings, database, organization)
        with Progress(console=console, transient=True) as progress:
            task = progress.add_task(texts.READING_PAPERS, total=len(files))
            results = [_step(desk, path, progress, task) for path in files]
    _report(results)


class _Desk:
    """The administrator at the terminal, acting for one organisation."""

    def __init__(self, settings: Settings, database: Database, organization: str | None) -> None:
        self._most = settings.upload_megabytes
        self._database = database
        self._store: ObjectStore = storage.open_store(settings.storage)
        with database.reading() as session:
            self._publisher = find_organization(session, organization)
            self._actor = _administrator(session, self._publisher.id)
            self._types = {kind.code: kind.name for kind in session.exec(select(DocumentType))}

    def bring_in(self, path: Path) -> Result:
        """Store, read and publish one file."""
        if path.stat().st_size > self._most * _MEGABYTE:
            return Result(path.name, Outcome.REFUSED, texts.PAPER_TOO_LARGE.format(megabytes=self._most))
        with path.open("rb") as file:
            stored = Stored(path.stat().st_size, hashlib.file_digest(file, "sha256").hexdigest())
        with self._database.reading() as session:
            if (known := self._known(session, stored.sha256)) is not None:
                return Result(path.name, Outcome.KNOWN, known)
        inspected = library.inspect(path, path.name, stored)
        library.store(self._store, inspected)
        with self._database.writing() as session:
            kept = library.keep_file(session, self._actor, inspected)
            content = session.exec(select(FileContent).where(FileContent.sha256 == stored.sha256)).one()
        library.extracting.extract(Tools(self._database, self._store), str(content.id))
        with self._database.writing() as session:
            return self._publish(session, path, kept.id, session.get_one(FileContent, content.id))

    def _publish(self, session: Session, path: Path, file_id: UUID, content: FileContent) -> Result:
        head = papers.guess(_first_blocks(session, content.id), compose(path.name), self._types)
        request = DocumentRequest(
            publisher_id=self._publisher.id,
            type=head.type,
            title=head.title,
            number_symbol=head.number_symbol,
            issuer_name=head.issuer_name or self._publisher.name,
            issued_on=head.issued_on,
            file_ids=[file_id],
        )
        document = library.create_document(session, self._actor, request)
        library.publish_document(session, self._actor, document.id)
        outcome = Outcome.PUBLISHED if content.state is ContentState.READY else Outcome.UNREAD
        return Result(path.name, outcome, head.title)

    def _known(self, session: Session, sha256: str) -> str | None:
        same = (
            select(Document.title)
            .join(DocumentFile, col(DocumentFile.document_id) == col(Document.id))
            .join(FileContent, col(FileContent.id) == col(DocumentFile.content_id))
            .where(FileContent.sha256 == sha256, Document.publisher_id == self._publisher.id)
        )
        return session.exec(same).first()


def _administrator(session: Session, organization_id: UUID) -> Actor:
    """Whoever keeps the house: what is brought in from the command line stands in the audit under that account."""
    today = clock.today()
    held = select(Position.account_id).where(
        Position.role == Role.ADMINISTRATOR,
        col(Position.account_id).is_not(None),
        col(Position.from_on) <= today,
        or_(col(Position.to_on).is_(None), col(Position.to_on) > today),
    )
    account_id = session.exec(held.order_by(col(Position.from_on))).first()
    if account_id is None:
        raise Failure(texts.NO_ADMINISTRATOR, ExitCode.REFUSED)
    return Actor(
        account_id=account_id,
        session_id=new_id(),
        device_id=None,
        member_id=None,
        branch_id=None,
        grants=(Grant(organization_id, Role.OFFICE_STAFF, at_branch=False),),
    )


def _step(desk: _Desk, path: Path, progress: Progress, task: TaskID) -> Result:
    progress.update(task, description=texts.READING_PAPER.format(name=escape(path.name)))
    try:
        return desk.bring_in(path)
    except AppError as error:
        return Result(path.name, Outcome.REFUSED, refusal_of(error))
    finally:
        progress.advance(task)


def _first_blocks(session: Session, content_id: UUID) -> list[dict[str, str]]:
    pages = select(FilePage).where(FilePage.content_id == content_id).order_by(col(FilePage.number)).limit(1)
    return [block for page in session.exec(pages) for block in page.blocks]


def _report(results: list[Result]) -> None:
    shown = table(*texts.PAPER_COLUMNS)
    for result in results:
        shown.add_row(escape(result.name), texts.PAPER_OUTCOMES[result.outcome.value], escape(result.said))
    console.print(shown)
    refused = sum(result.outcome is Outcome.REFUSED for result in results)
    if refused:
        raise Failure(texts.PAPERS_REFUSED.format(refused=refused, all=len(results)), ExitCode.FOUND_FAULTS)
    done(texts.PAPERS_DONE.format(all=len(results)))
