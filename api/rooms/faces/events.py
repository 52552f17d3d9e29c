"""The facts the room announces."""

from uuid import UUID

from api.kit.outbox import Event


class EngineChanged(Event):
    """What is stored for a meeting was made by another engine than the one that looks now."""

    kind = "faces.engine_changed"
    meeting_id: UUID
    engine: str
    """The one that looks now."""
