"""What the room does; this is also what other rooms may call."""

from api.rooms.members.service.cards import branch_of, get_member

__all__ = ["branch_of", "get_member"]
