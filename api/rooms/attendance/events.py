"""What happened at the doors, for other rooms and for notifications."""

from uuid import UUID

from api.kit.outbox import Event


class DeskChanged(Event):
    """Somebody was let scan at a meeting with the own phone, or no longer is."""

    kind = "attendance.desk_changed"
    meeting_id: UUID
    member_id: UUID
    given: bool
