"""How far a document has been studied: counts by unit, never names."""

from uuid import UUID

from sqlmodel import Session

from api.kit import clock, scope
from api.kit.actors import Actor, Permission
from api.rooms.library import keepsakes, repository
from api.rooms.library.desk_schemas import StudiedRead
from api.rooms.library.errors import DocumentNotFound
from api.rooms.library.service.readers import reader_of
from api.rooms.members.service import count_by_branch


def read_studied(session: Session, actor: Actor, document_id: UUID, below: UUID | None) -> list[StudiedRead]:
    """The units directly below the audience, or below one unit of it, each with everybody under it."""
    row = repository.find_document(session, reader_of(session, actor), document_id)
    if row is None:
        raise DocumentNotFound
    document = row[0]
    unit = below or document.audience_organization_id
    if below is not None and not repository.is_below(session, unit, document.audience_organization_id):
        raise DocumentNotFound
    actor.require(session, Permission.LIBRARY_PUBLISH, organization_id=unit)
    branches = scope.below([unit])
    said = keepsakes.count_studied(session, document.id, branches)
    members = count_by_branch(session, branches, clock.today())
    units: dict[UUID, StudiedRead] = {}
    for unit_id, name, branch_id in repository.units_below(session, unit):
        counted = units.setdefault(unit_id, StudiedRead(organization_id=unit_id, name=name, acknowledged=0, members=0))
        counted.acknowledged += said.get(branch_id, 0)
        counted.members += members.get(branch_id, 0)
    return [counted for counted in units.values() if counted.members or counted.acknowledged]
