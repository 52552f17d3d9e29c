"""What the room does; this is also what other rooms may call."""

from api.rooms.organizations.service.audit_trail import read_audit
from api.rooms.organizations.service.merging import end_organization, merge_organization, split_organization
from api.rooms.organizations.service.positions import end_position, give_position, grants_of, list_positions
from api.rooms.organizations.service.rule_sets import lineage, override_rule, read_rules, rule
from api.rooms.organizations.service.structure import (
    create_organization,
    edit_organization,
    found_top,
    move_organization,
)
from api.rooms.organizations.service.tree import list_kinds, read_detail, read_tree

__all__ = [
    "create_organization",
    "edit_organization",
    "end_organization",
    "end_position",
    "found_top",
    "give_position",
    "grants_of",
    "lineage",
    "list_kinds",
    "list_positions",
    "merge_organization",
    "move_organization",
    "override_rule",
    "read_audit",
    "read_detail",
    "read_rules",
    "read_tree",
    "rule",
    "split_organization",
]
