"""What the room does; this is also what other rooms may call."""

from api.rooms.members.service.cards import (
    branch_of,
    count_by_branch,
    follow_merge,
    get_member,
    move_members,
    names_of,
    present_in,
    same_person,
)

__all__ = [
    "branch_of",
    "count_by_branch",
    "follow_merge",
    "get_member",
    "move_members",
    "names_of",
    "present_in",
    "same_person",
]
