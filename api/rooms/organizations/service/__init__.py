"""What the room does; this is also what other rooms may call."""

from api.rooms.organizations.service.positions import grants_of

__all__ = ["grants_of"]
