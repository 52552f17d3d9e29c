"""Who may do what in the room `organizations`."""

from tests.house.access.world import (
    ADMINISTRATOR,
    AUDITOR,
    DPO,
    OFFICE,
    SIGNED_IN,
    STRANGER,
    Case,
    Table,
    World,
)
from tests.makers.organizations import a_branch, a_position

EDITORS = frozenset({OFFICE, ADMINISTRATOR})
WATCHERS = frozenset({AUDITOR, DPO})
SEES_BRANCH = SIGNED_IN - {STRANGER}
DAY = "2026-11-01"


def _branch(world: World) -> dict[str, object]:
    return {"organization_id": world.branch.id}


def _empty_branch(world: World) -> dict[str, object]:
    return {"organization_id": a_branch(world.house, under=world.committee).id}


def _position(world: World) -> dict[str, object]:
    return {"position_id": a_position(world.house, at=world.branch, member=world.member).id}


TABLE: Table = {
    ("GET", "/api/organizations"): Case(SIGNED_IN),
    ("GET", "/api/organizations/kinds"): Case(SIGNED_IN),
    ("POST", "/api/organizations"): Case(
        EDITORS,
        body=lambda w: {
            "kind": "branch",
            "name": "Chi bộ mới",
            "parent_id": str(w.committee.id),
            "founded_on": DAY,
        },
    ),
    ("GET", "/api/organizations/{organization_id}"): Case(SEES_BRANCH, path=_branch),
    ("PATCH", "/api/organizations/{organization_id}"): Case(
        EDITORS, path=_branch, body=lambda _: {"name": "Tên khác"}, headers={"If-Match": '"1"'}
    ),
    ("POST", "/api/organizations/{organization_id}/move"): Case(
        EDITORS, path=_empty_branch, body=lambda w: {"parent_id": str(w.committee.id), "moved_on": DAY}
    ),
    ("POST", "/api/organizations/{organization_id}/merge"): Case(
        EDITORS, path=_empty_branch, body=lambda w: {"into_id": str(w.branch.id), "merged_on": DAY}
    ),
    ("POST", "/api/organizations/{organization_id}/split"): Case(
        EDITORS,
        path=_branch,
        body=lambda w: {"name": "Chi bộ tách", "split_on": DAY, "member_ids": [str(w.member.id)]},
    ),
    ("POST", "/api/organizations/{organization_id}/end"): Case(
        EDITORS, path=_empty_branch, body=lambda _: {"ended_on": DAY}
    ),
    ("GET", "/api/organizations/{organization_id}/positions"): Case(SEES_BRANCH, path=_branch),
    ("POST", "/api/organizations/{organization_id}/positions"): Case(
        EDITORS,
        path=_branch,
        body=lambda w: {"role": "reception", "title": "Lễ tân", "member_id": str(w.member.id), "from_on": DAY},
    ),
    ("POST", "/api/positions/{position_id}/end"): Case(EDITORS, path=_position, body=lambda _: {"ended_on": DAY}),
    ("GET", "/api/rule-sets"): Case(SIGNED_IN),
    ("POST", "/api/rule-sets"): Case(
        EDITORS,
        body=lambda w: {
            "topic": "meeting_length",
            "organization_id": str(w.committee.id),
            "effective_from": "2027-01-01",
            "citation": "Quyết định của đảng ủy",
            "source_level": "P",
            "content": {"regular_minutes": 60, "combined_minutes": 90},
        },
    ),
    ("GET", "/api/audit"): Case(WATCHERS),
}
