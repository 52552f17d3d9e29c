"""A committee's own DOCX templates for its subtree: looked at before they are kept, never able to run anything."""

import hashlib
import io
import zipfile
from collections.abc import Sequence
from uuid import UUID

from docx.opc.exceptions import OpcError
from jinja2 import TemplateError
from obstore.store import ObjectStore
from sqlmodel import Session

from api.kit import audit, rules, storage
from api.kit.actors import Actor, Permission
from api.rooms.meetings.docx_template import built_in
from api.rooms.meetings.errors.papers import TemplateBroken, TemplateNotFound
from api.rooms.meetings.errors.schedule import PlaceNotFound
from api.rooms.meetings.models import PaperKind, PaperTemplate
from api.rooms.meetings.paper_parts import PARTS, Signature, Table
from api.rooms.meetings.printing import Printed, PrintedAddition, PrintedSection, as_docx
from api.rooms.meetings.repository import papers as repository
from api.rooms.meetings.repository import people
from api.rooms.meetings.schemas.papers import PaperTemplateRead
from api.rooms.meetings.service.editions import key_of

_MOST_UNPACKED = 20 * 1024 * 1024


def read_template(session: Session, actor: Actor, organization_id: UUID, kind: PaperKind) -> PaperTemplateRead:
    """Whose template papers of this organisation follow."""
    _find(session, actor, organization_id)
    found = repository.nearest_template(session, rules.lineage(session, organization_id), kind)
    return PaperTemplateRead(
        kind=kind,
        organization_id=found.organization_id if found else None,
        name=found.name if found else None,
        version=found.version if found else 0,
        own=found is not None and found.organization_id == organization_id,
    )


def open_template(session: Session, actor: Actor, store: ObjectStore, organization_id: UUID, kind: PaperKind) -> bytes:
    """The template itself, to be edited in Word and brought back."""
    _find(session, actor, organization_id)
    return template_for(session, store, rules.lineage(session, organization_id), kind) or built_in(kind)


def put_template(  # noqa: PLR0913, PLR0917 - a file, its name and where it belongs
    session: Session,
    actor: Actor,
    store: ObjectStore,
    organization_id: UUID,
    kind: PaperKind,
    name: str,
    content: bytes,
) -> PaperTemplateRead:
    """Use a committee's own template from now on; it must fill in without an error first."""
    _find(session, actor, organization_id)
    actor.require(session, Permission.RULES_EDIT, organization_id=organization_id)
    check(kind, content)
    sha256 = hashlib.sha256(content).hexdigest()
    storage.put(store, key_of(sha256), content)
    row = repository.template_of(session, organization_id, kind)
    if row is None:
        row = PaperTemplate(organization_id=organization_id, kind=kind, name=name, sha256=sha256, version=0)
        session.add(row)
    row.name, row.sha256, row.account_id = name, sha256, actor.account_id
    row.version += 1
    _note(session, actor, "meetings.template_replaced", row)
    session.flush()
    return read_template(session, actor, organization_id, kind)


def drop_template(session: Session, actor: Actor, organization_id: UUID, kind: PaperKind) -> None:
    """Back to the template of the committee above, or the built-in one."""
    _find(session, actor, organization_id)
    actor.require(session, Permission.RULES_EDIT, organization_id=organization_id)
    row = repository.template_of(session, organization_id, kind)
    if row is None:
        raise TemplateNotFound
    session.delete(row)
    _note(session, actor, "meetings.template_dropped", row)


def template_for(session: Session, store: ObjectStore, places: Sequence[UUID], kind: PaperKind) -> bytes | None:
    """The nearest committee's template; None for the built-in one."""
    found = repository.nearest_template(session, places, kind)
    return b"".join(storage.read(store, key_of(found.sha256))) if found else None


def check(kind: PaperKind, content: bytes) -> None:
    """Fill the template with a sample; what goes wrong is told in a sentence."""
    try:
        _check_size(content)
        as_docx(_sample(kind), content)
    except (TemplateError, OpcError, zipfile.BadZipFile, KeyError, ValueError, TypeError, AttributeError) as error:
        raise TemplateBroken(reason=f"{type(error).__name__}: {error}"[:300]) from error


def _check_size(content: bytes) -> None:
    """A small file must not unpack into a large one."""
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        if sum(entry.file_size for entry in archive.infolist()) > _MOST_UNPACKED:
            message = "too large when unpacked"
            raise ValueError(message)


def _sample(kind: PaperKind) -> Printed:
    table = Table(head=["TT", "A", "B", "C"], shares=[1, 2, 2, 2], rows=[["1", "a", "b", "c"]])
    section = PrintedSection(heading="I. A", level=PARTS, paragraphs=["a", "- b"], table=table)
    return Printed(
        kind=kind,
        above="A",
        organization="B",
        number="C",
        place_and_date="D",
        title="E",
        about="F",
        sections=[section],
        left=Signature(label="G", name="H"),
        right=Signature(label="I", office="J", name="K"),
        recipients=["L"],
        additions=[PrintedAddition(head="M", paragraphs=["N"])],
    )


def _find(session: Session, actor: Actor, organization_id: UUID) -> None:
    if people.find_organization(session, actor, organization_id) is None:
        raise PlaceNotFound(organization_id=str(organization_id))


def _note(session: Session, actor: Actor, action: str, row: PaperTemplate) -> None:
    audit.note(
        session,
        actor,
        action,
        subject_kind="organization",
        subject_id=row.organization_id,
        organization_id=row.organization_id,
        paper=row.kind.value,
    )
