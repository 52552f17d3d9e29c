"""What happened at the doors, for other rooms and for notifications."""

from uuid import UUID

from api.kit.outbox import Event


class DeskGranted(Event):
    """Somebody may scan at a meeting with the own phone."""

    kind = "attendance.desk_granted"
    meeting_id: UUID
    member_id: UUID


class DeskRevoked(Event):
    """The grant was ended before its time."""

    kind = "attendance.desk_revoked"
    meeting_id: UUID
    member_id: UUID
