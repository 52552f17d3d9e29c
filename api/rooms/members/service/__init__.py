"""What the room does; this is also what other rooms may call."""

from api.rooms.members.service import clearing
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
from api.rooms.members.service.export import export_own, print_own
from api.rooms.members.service.importing import Outcome, apply_sheet, preview_sheet
from api.rooms.members.service.imports import (
    LARGEST_SHEET_MEGABYTES,
    Upload,
    apply_import,
    discard_import,
    list_imports,
    list_problems,
    print_problems,
    read_import,
    start_import,
)
from api.rooms.members.service.keeping import create_member, edit_member
from api.rooms.members.service.merging import list_duplicates, merge_members, tell_apart
from api.rooms.members.service.own import kinds_of, list_views, read_own_card, read_own_history
from api.rooms.members.service.reading import list_members, read_card, read_history
from api.rooms.members.service.requests import acknowledge, ask, finish, list_own, list_requests, refuse
from api.rooms.members.service.standing import exempt_member, set_state
from api.rooms.members.service.transfers import arrive, cancel, introduce, list_transfers, start_transfer

__all__ = [
    "LARGEST_SHEET_MEGABYTES",
    "Outcome",
    "Upload",
    "acknowledge",
    "apply_import",
    "apply_sheet",
    "arrive",
    "ask",
    "branch_of",
    "cancel",
    "clearing",
    "count_by_branch",
    "create_member",
    "discard_import",
    "edit_member",
    "exempt_member",
    "export_own",
    "finish",
    "follow_merge",
    "get_member",
    "introduce",
    "kinds_of",
    "list_duplicates",
    "list_imports",
    "list_members",
    "list_own",
    "list_problems",
    "list_requests",
    "list_transfers",
    "list_views",
    "merge_members",
    "move_members",
    "names_of",
    "present_in",
    "preview_sheet",
    "print_own",
    "print_problems",
    "read_card",
    "read_history",
    "read_import",
    "read_own_card",
    "read_own_history",
    "refuse",
    "same_person",
    "set_state",
    "start_import",
    "start_transfer",
    "tell_apart",
]
