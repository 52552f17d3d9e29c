"""Imports over HTTP: upload, preview in the background, look at what is wrong, apply."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from uuid import UUID

from obstore.store import ObjectStore
from sqlmodel import Session

from api.kit import audit, clock, jobs, storage, workspace
from api.kit.actors import Actor, Permission
from api.kit.errors import AppError, NotAllowed
from api.kit.ids import new_id
from api.kit.jobs import Tools
from api.kit.outbox import record
from api.kit.pages import Page, PageRequest
from api.rooms.members import repository, staging
from api.rooms.members.affairs import ImportProblemRead, MemberImportRead
from api.rooms.members.cards import CardKeys
from api.rooms.members.errors import BranchNotFound, ImportNotFound, ImportNotReady
from api.rooms.members.events import MembersImported
from api.rooms.members.models import ImportProblem, ImportState, MemberImport
from api.rooms.members.service.importing import Outcome, preview_sheet, read_sheet, write_rows

LARGEST_SHEET_MEGABYTES = 32
PREVIEW, APPLY = "members.preview_import", "members.apply_import"

_DISCARDABLE = (ImportState.PREVIEWED, ImportState.FAILED, ImportState.APPLIED)
_BROKEN = "server.failed"


@dataclass(frozen=True)
class Upload:
    """A workbook that `workbook.check` has let through."""

    file_name: str
    content: bytes


def start_import(
    session: Session, actor: Actor, store: ObjectStore, upload: Upload, organization_id: UUID
) -> MemberImportRead:
    """Keep the file and ask for its preview; every row must belong to this organisation or one below."""
    if not repository.sees_organization(session, actor, organization_id):
        raise BranchNotFound(organization_id=str(organization_id))
    actor.require(session, Permission.MEMBERS_IMPORT, organization_id=organization_id)
    number = new_id()
    made = MemberImport(
        id=number,
        account_id=actor.account_id,
        organization_id=organization_id,
        file_name=upload.file_name,
        sha256=sha256(upload.content).hexdigest(),
        storage_key=f"imports/{number}.xlsx",
        state=ImportState.WAITING,
    )
    storage.put(store, f"imports/{number}.xlsx", upload.content)
    session.add(made)
    _note(session, actor, "import_started", made)
    session.flush()
    jobs.enqueue(session, PREVIEW, str(number), key=f"{PREVIEW}-{number}")
    return MemberImportRead.model_validate(made)


def list_imports(session: Session, actor: Actor, page: PageRequest) -> Page[MemberImportRead]:
    """Imports at organisations where the actor may import, newest first."""
    if not actor.places_with(Permission.MEMBERS_IMPORT):
        raise NotAllowed(permission=Permission.MEMBERS_IMPORT)
    found, cursor = staging.imports_page(session, actor, page)
    return Page(items=[MemberImportRead.model_validate(one) for one in found], next_cursor=cursor)


def read_import(session: Session, actor: Actor, import_id: UUID) -> MemberImportRead:
    """How far an import has come."""
    return MemberImportRead.model_validate(_find(session, actor, import_id))


def list_problems(session: Session, actor: Actor, import_id: UUID, page: PageRequest) -> Page[ImportProblemRead]:
    """What is wrong with which cell, in the order of the sheet."""
    problems, cursor = staging.problems_page(session, _find(session, actor, import_id).id, page)
    return Page(items=[ImportProblemRead.model_validate(problem) for problem in problems], next_cursor=cursor)


def print_problems(session: Session, actor: Actor, import_id: UUID) -> bytes:
    """The same as a sheet to mend the file by."""
    from api.rooms.members import sheets  # noqa: PLC0415 - api/decisions/0008

    problems = staging.all_problems(session, _find(session, actor, import_id).id)
    return sheets.problem_list(
        (one.cell, one.field, one.value, one.reason_code.removeprefix("members.row_"), one.params) for one in problems
    )


def apply_import(session: Session, actor: Actor, import_id: UUID) -> MemberImportRead:
    """Bring the good rows in, in the background. Asking again while it runs or when it is done changes nothing."""
    found = _find(session, actor, import_id, lock=True)
    if found.state is ImportState.PREVIEWED:
        found.state = ImportState.APPLYING
        _note(session, actor, "import_applied", found)
        jobs.enqueue(session, APPLY, str(found.id), key=f"{APPLY}-{found.id}")
    elif found.state not in {ImportState.APPLYING, ImportState.APPLIED}:
        raise ImportNotReady(state=found.state)
    return MemberImportRead.model_validate(found)


def discard_import(session: Session, actor: Actor, store: ObjectStore, import_id: UUID) -> None:
    """Forget an import with its file and its list of problems; what it brought in stays."""
    found = _find(session, actor, import_id, lock=True)
    if found.state not in _DISCARDABLE:
        raise ImportNotReady(state=found.state)
    staging.forget(session, found.id)
    _note(session, actor, "import_discarded", found)
    if found.storage_key:
        storage.delete(store, found.storage_key)
    session.delete(found)


def _find(session: Session, actor: Actor, import_id: UUID, *, lock: bool = False) -> MemberImport:
    found = staging.find_import(session, actor, import_id, lock=lock)
    if found is None:
        raise ImportNotFound(import_id=str(import_id))
    return found


def _note(session: Session, actor: Actor | None, verb: str, about: MemberImport, **details: int) -> None:
    audit.note(
        session,
        actor,
        f"members.{verb}",
        subject_kind="member_import",
        subject_id=about.id,
        organization_id=about.organization_id,
        **details,
    )


def _gave_up(tools: Tools, import_id: str) -> None:
    _fail(tools, UUID(import_id), _BROKEN)


@jobs.job(PREVIEW, gave_up=_gave_up)
def preview(tools: Tools, import_id: str) -> None:
    """Find out what a file would do. Repeatable: the list of problems is written with the result."""
    found = _begin(tools, UUID(import_id), (ImportState.WAITING, ImportState.READING), ImportState.READING)
    if found is None:
        return

    def work(path: Path) -> None:
        with tools.database.reading() as session:
            outcome = preview_sheet(
                session, CardKeys.of(tools.settings), path, found.organization_id, lambda _: tools.pause_point()
            )
        with tools.database.writing() as session:
            _finish(session, found.id, outcome, ImportState.PREVIEWED)

    _with_file(tools, found, work)


@jobs.job(APPLY, gave_up=_gave_up)
def apply(tools: Tools, import_id: str) -> None:
    """Bring the good rows in: all of them and the result in one transaction, so that a crash leaves nothing half."""
    found = _begin(tools, UUID(import_id), (ImportState.APPLYING,), ImportState.APPLYING)
    if found is None:
        return
    keys = CardKeys.of(tools.settings)

    def work(path: Path) -> None:
        outcome, heads, rows = read_sheet(tools.database, path, found.organization_id, lambda _: tools.pause_point())
        with tools.database.writing() as session:
            write_rows(session, keys, heads, rows, found.organization_id, outcome)
            applied = _finish(session, found.id, outcome, ImportState.APPLIED)
            applied.applied_at = clock.now()
            applied.storage_key = None
            _note(session, None, "imported", applied, **outcome.counts())
            record(session, MembersImported(import_id=found.id, organization_id=found.organization_id))
        if found.storage_key:
            storage.delete(tools.storage, found.storage_key)

    _with_file(tools, found, work)


def _begin(tools: Tools, import_id: UUID, expected: Sequence[ImportState], state: ImportState) -> MemberImport | None:
    with tools.database.writing() as session:
        found = session.get(MemberImport, import_id)
        if found is None or found.state not in expected:
            return None
        found.state = state
    return found


def _with_file(tools: Tools, about: MemberImport, work: Callable[[Path], None]) -> None:
    """Run with the file at hand; a refusal of the file as a whole ends the import with its code."""
    with _local(tools, about) as path:
        try:
            work(path)
        except AppError as refusal:
            _fail(tools, about.id, refusal.code)


@contextmanager
def _local(tools: Tools, about: MemberImport) -> Iterator[Path]:
    with workspace.folder() as folder:
        path = folder / "members.xlsx"
        storage.fetch(tools.storage, about.storage_key or "", path)
        yield path


def _finish(session: Session, import_id: UUID, outcome: Outcome, state: ImportState) -> MemberImport:
    found = session.get_one(MemberImport, import_id)
    found.state = state
    for name, value in outcome.counts().items():
        setattr(found, name, value)
    staging.forget(session, import_id)
    session.flush()
    staging.keep(
        session,
        [
            ImportProblem(
                import_id=import_id,
                number=number,
                row=problem.row,
                cell=problem.cell,
                field=problem.field,
                value=problem.value,
                reason_code=problem.code,
                params=dict(problem.params),
            )
            for number, problem in enumerate(outcome.problems)
        ],
    )
    return found


def _fail(tools: Tools, import_id: UUID, code: str) -> None:
    with tools.database.writing() as session:
        found = session.get(MemberImport, import_id)
        if found is not None:
            found.state = ImportState.FAILED
            found.failure = code
