"""The facts the room announces."""

from uuid import UUID

from api.kit.outbox import Event


class OrganizationChanged(Event):
    """Something happened to an organisation: `change` is a word of `models.Change`."""

    kind = "organizations.changed"
    organization_id: UUID
    change: str
