"""Reading who did what."""

from uuid import UUID

from sqlmodel import Session, col

from api.kit.actors import Actor, Permission
from api.kit.audit import AuditEntry
from api.kit.errors import NotAllowed
from api.kit.pages import Page, PageRequest
from api.rooms.members.service import names_of
from api.rooms.organizations import people, repository
from api.rooms.organizations.schemas import AuditQuery, AuditRead


def read_audit(session: Session, actor: Actor, wanted: AuditQuery, page: PageRequest) -> Page[AuditRead]:
    """Entries about the organisations whose audit the actor may read, newest first."""
    if not actor.places_with(Permission.AUDIT_READ):
        raise NotAllowed(permission=Permission.AUDIT_READ)
    given = wanted.model_dump(exclude={"since"}, exclude_none=True)
    filters = [col(getattr(AuditEntry, name)) == value for name, value in given.items()]
    if wanted.since is not None:
        filters.append(col(AuditEntry.at) >= wanted.since)
    entries, cursor = repository.audit_page(session, actor, filters=filters, page=page)
    members = names_of(session, {entry.member_id for entry in entries if entry.member_id})
    accounts = {entry.account_id for entry in entries if entry.account_id and not entry.member_id}
    names = members | (people.find_account_names(session, accounts) if accounts else {})
    return Page(items=[_as_read(entry, names) for entry in entries], next_cursor=cursor)


def _as_read(entry: AuditEntry, names: dict[UUID, str]) -> AuditRead:
    known = (names.get(holder) for holder in (entry.member_id, entry.account_id) if holder)
    return AuditRead(**entry.model_dump(exclude={"created_at"}), actor_name=next((n for n in known if n), None))
