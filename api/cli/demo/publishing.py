"""Brings the demo's papers into the library by the library's own way in: upload, read, publish."""

import hashlib
import os
import threading
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date
from uuid import UUID

from obstore.store import ObjectStore
from sqlmodel import Session, col, select

from api.cli.demo.accounts import holder
from api.cli.demo.letters import Letter, draw_up
from api.cli.demo.paper import Paper, read_papers
from api.kit import storage, workspace
from api.kit.actors import Actor, Grant, Role
from api.kit.db import Database
from api.kit.ids import new_id
from api.kit.jobs import Tools
from api.kit.storage import Stored
from api.rooms.library import service as library
from api.rooms.library.audiences import Kind
from api.rooms.library.desk_schemas import DocumentRequest
from api.rooms.library.models import ContentState, Document, DocumentFile, FileContent, State
from api.rooms.organizations.models import Organization
from api.settings import Settings

_UNREAD = (ContentState.WAITING, ContentState.EXTRACTING)


class Press:
    """The officers who publish, their papers and the library."""

    def __init__(self, settings: Settings, database: Database, today: date) -> None:
        self._database = database
        self._store: ObjectStore = storage.open_store(settings.storage)
        self._today = today
        self._papers = sorted(read_papers(), key=lambda paper: -paper.head["days_ago"])

    @property
    def count(self) -> int:
        """How many papers there are."""
        return len(self._papers)

    def bring_in(self, told: Callable[[], None]) -> None:
        """Write drafts of the papers that are not there yet; `told` after each."""
        self._each(self._write_draft, self._papers, told)

    def read(self, *, scans: bool, told: Callable[[], None]) -> None:
        """Read the text of the drafts here and now; scans take seconds a page and may be left to the jobs."""
        now = [paper for paper in self._papers if scans or paper.head["form"] != "scan"]
        self._each(self._read, now, told)

    def _each(self, work: Callable[[Paper], None], papers: Sequence[Paper], told: Callable[[], None]) -> None:
        """Work on as many papers at a time as there are processors: most of it is done by child processes."""
        with ThreadPoolExecutor(os.cpu_count()) as pool:
            for _ in pool.map(work, papers):
                told()

    def _read(self, paper: Paper) -> None:
        tools = Tools(self._database, self._store)
        for content_id in self._unread(paper):
            library.extracting.extract(tools, str(content_id))

    def publish_what_is_read(self) -> int:
        """Publish the drafts whose text is there; how many still wait for theirs."""
        waiting = 0
        for paper in self._papers:
            if [*self._unread(paper)]:
                waiting += 1
                continue
            with self._database.writing() as session:
                letter = draw_up(session, paper, self._today)
                document = _find(session, letter)
                if document is not None and document.state is State.DRAFT:
                    library.publish_document(session, _officer(session, letter.publisher_id), document.id)
        return waiting

    def publish_when_read(self, stopping: threading.Event, seconds: float = 1.0) -> None:
        """Publish what the jobs of a running server read, until nothing waits."""
        while self.publish_what_is_read() and not stopping.wait(seconds):
            pass

    def _unread(self, paper: Paper) -> Iterator[UUID]:
        with self._database.reading() as session:
            found = _find(session, draw_up(session, paper, self._today))
            if found is None:
                return
            contents = (
                select(FileContent.id)
                .join(DocumentFile, col(DocumentFile.content_id) == col(FileContent.id))
                .where(DocumentFile.document_id == found.id, col(FileContent.state).in_(_UNREAD))
            )
            ids = session.exec(contents).all()
        yield from ids

    def _write_draft(self, paper: Paper) -> None:
        with self._database.reading() as session:
            letter = draw_up(session, paper, self._today)
            if _find(session, letter) is not None:
                return
        name, content = letter.file()
        with workspace.folder() as folder:
            path = folder / name
            path.write_bytes(content)
            stored = Stored(len(content), hashlib.sha256(content).hexdigest())
            inspected = library.inspect(path, name, stored)
            library.store(self._store, inspected)
            with self._database.writing() as session:
                officer = _officer(session, letter.publisher_id)
                file = library.keep_file(session, officer, inspected)
                library.create_document(session, officer, _request(letter, file.id))


def _request(letter: Letter, file_id: UUID) -> DocumentRequest:
    head, sheet = letter.paper.head, letter.sheet
    return DocumentRequest(
        publisher_id=letter.publisher_id,
        type=head["type"],
        title=head["title"],
        number_symbol=head["number_symbol"],
        summary=head["summary"],
        issuer_name=sheet.issuer,
        issued_on=sheet.issued_on,
        effective_on=sheet.issued_on,
        signer=sheet.signer_name,
        audience_organization_id=letter.audience_id,
        audience_kinds=[Kind(kind) for kind in head.get("audience_kinds", [])],
        study_by_on=letter.study_by_on,
        file_ids=[file_id],
    )


def _find(session: Session, letter: Letter) -> Document | None:
    """The paper if it was brought in before."""
    same = select(Document).where(
        Document.publisher_id == letter.publisher_id, Document.number_symbol == letter.sheet.number_symbol
    )
    return session.exec(same).first()


def _officer(session: Session, publisher_id: UUID) -> Actor:
    """Somebody of the publisher's office."""
    account, _ = holder(session, session.get_one(Organization, publisher_id), Role.OFFICE_STAFF)
    return Actor(
        account_id=account.id,
        session_id=new_id(),
        device_id=None,
        member_id=account.member_id,
        branch_id=None,
        grants=(Grant(publisher_id, Role.OFFICE_STAFF, at_branch=False),),
    )
