"""A committee's own DOCX templates for its subtree: looked at before they are kept, never able to run anything."""

import hashlib
from collections.abc import Mapping, Sequence
from uuid import UUID

from obstore.store import ObjectStore
from sqlmodel import Session

from api.kit import audit, rules, storage
from api.kit.actors import Actor, Permission
from api.rooms.meetings.errors.papers import TemplateBroken, TemplateFieldsUnknown, TemplateNotFound
from api.rooms.meetings.errors.schedule import PlaceNotFound
from api.rooms.meetings.models import PaperKind, PaperTemplate
from api.rooms.meetings.repository import papers as repository
from api.rooms.meetings.repository import people
from api.rooms.meetings.schemas.papers import PaperTemplateRead, TemplateCheckRead
from api.rooms.meetings.service.editions import key_of


def list_templates(session: Session, actor: Actor, organization_id: UUID) -> list[PaperTemplateRead]:
    """Whose templates the papers of this organisation follow, one line a kind."""
    _find(session, actor, organization_id)
    return _nearest(session, organization_id)


def check(session: Session, actor: Actor, organization_id: UUID, kind: PaperKind, content: bytes) -> TemplateCheckRead:
    """What a template would do, before anybody uses it. Raises `TemplateBroken` when it cannot be filled in."""
    _find(session, actor, organization_id)
    actor.require(session, Permission.RULES_EDIT, organization_id=organization_id)
    return _checked(kind, content)


def open_template(session: Session, actor: Actor, store: ObjectStore, organization_id: UUID, kind: PaperKind) -> bytes:
    """The template itself, to be edited in Word and brought back."""
    from api.rooms.meetings.docx_template import built_in  # noqa: PLC0415 - api/decisions/0008

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
    """Use a committee's own template from now on; it must fill in, and ask for nothing that papers do not have."""
    _find(session, actor, organization_id)
    actor.require(session, Permission.RULES_EDIT, organization_id=organization_id)
    if unknown := _checked(kind, content).unknown:
        raise TemplateFieldsUnknown(fields=unknown)
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
    return next(one for one in _nearest(session, organization_id) if one.kind is kind)


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
    found = repository.nearest_templates(session, places).get(kind)
    return b"".join(storage.read(store, key_of(found.sha256))) if found else None


def _nearest(session: Session, organization_id: UUID) -> list[PaperTemplateRead]:
    found = repository.nearest_templates(session, rules.lineage(session, organization_id))
    names = repository.organization_names(session, {row.organization_id for row in found.values()})
    return [_as_read(kind, found.get(kind), organization_id, names) for kind in PaperKind]


def _as_read(
    kind: PaperKind, row: PaperTemplate | None, organization_id: UUID, names: Mapping[UUID, str]
) -> PaperTemplateRead:
    return PaperTemplateRead(
        kind=kind,
        organization_id=row.organization_id if row else None,
        organization_name=names.get(row.organization_id) if row else None,
        name=row.name if row else None,
        version=row.version if row else 0,
        own=row is not None and row.organization_id == organization_id,
    )


def _checked(kind: PaperKind, content: bytes) -> TemplateCheckRead:
    from api.rooms.meetings.template_check import Broken, check_template  # noqa: PLC0415 - api/decisions/0008

    try:
        found = check_template(kind, content)
    except Broken as broken:
        raise TemplateBroken(reason=str(broken)) from broken
    return TemplateCheckRead(unknown=found.unknown, missing=found.missing)


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
