"""Who may do what in the room `members`."""

from typing import Any

from api.kit.ids import new_id
from tests.house.access.world import (
    COMMITTEE,
    DPO,
    LEADERS,
    OFFICE,
    SIGNED_IN,
    STRANGER,
    Case,
    Table,
    World,
)
from tests.makers.members import a_member
from tests.makers.signin import signed_in

READERS = LEADERS | {COMMITTEE}
HANDLERS = LEADERS | {DPO}
DAY = "2026-11-02"


def _member(world: World) -> dict[str, object]:
    return {"member_id": world.member.id}


def _someone_new(world: World) -> dict[str, object]:
    return {"member_id": a_member(world.house, of=world.branch).id}


def _request(world: World) -> dict[str, object]:
    asked = {"id": str(new_id()), "kind": "correction", "text": "Sai ngày sinh"}
    answer = signed_in(world.house, member=world.member).post("/api/members/me/requests", json=asked)
    return {"request_id": answer.json()["id"]}


def _transfer(world: World) -> dict[str, object]:
    leaving = a_member(world.house, of=world.branch)
    office = world.people[OFFICE]
    body = {"to_branch_id": str(world.other_branch.id), "decided_on": DAY}
    office.post(f"/api/members/{leaving.id}/transfer", json=body).raise_for_status()
    rows = office.get("/api/members/transfers", params={"limit": 200}).json()["items"]
    return {"transfer_id": next(row["id"] for row in rows if row["member"]["id"] == str(leaving.id))}


def _introduced(world: World) -> dict[str, object]:
    path = _transfer(world)
    introduce = f"/api/members/transfers/{path['transfer_id']}/introduce"
    world.people["secretary"].post(introduce, json={"on": DAY}).raise_for_status()
    return path


def _card(world: World) -> dict[str, Any]:
    return {
        "full_name": "Hà Thị Mới",
        "birth_on": "1990-02-03",
        "sex": "female",
        "admitted_on": "2020-05-19",
        "branch_id": str(world.branch.id),
    }


def _two_cards(world: World) -> dict[str, str]:
    one, two = (a_member(world.house, of=world.branch, full_name="Vi Văn Trùng") for _ in range(2))
    return {"keep_id": str(one.id), "drop_id": str(two.id)}


def _two_people(world: World) -> dict[str, Any]:
    first, second = _two_cards(world).values()
    return {"first_id": first, "second_id": second, "two_people": True}


TABLE: Table = {
    ("GET", "/api/members/me"): Case(SIGNED_IN),
    ("GET", "/api/members/me/history"): Case(SIGNED_IN),
    ("GET", "/api/members/me/views"): Case(SIGNED_IN),
    ("GET", "/api/members/me/export.json"): Case(SIGNED_IN),
    ("GET", "/api/members/me/export.pdf"): Case(SIGNED_IN),
    ("GET", "/api/members/me/requests"): Case(SIGNED_IN),
    ("POST", "/api/members/me/requests"): Case(
        SIGNED_IN, body=lambda _: {"id": str(new_id()), "kind": "copy", "text": ""}
    ),
    ("GET", "/api/members/requests"): Case(HANDLERS | {STRANGER}),
    ("POST", "/api/members/requests/{request_id}/acknowledge"): Case(HANDLERS, path=_request),
    ("POST", "/api/members/requests/{request_id}/finish"): Case(
        HANDLERS, path=_request, body=lambda _: {"answer": "Đã sửa"}
    ),
    ("POST", "/api/members/requests/{request_id}/refuse"): Case(
        HANDLERS, path=_request, body=lambda _: {"answer": "Không đủ giấy tờ"}
    ),
    ("GET", "/api/members/transfers"): Case(READERS | {STRANGER}),
    ("POST", "/api/members/transfers/{transfer_id}/introduce"): Case(
        LEADERS, path=_transfer, body=lambda _: {"on": DAY}
    ),
    # the branch a member goes to takes him in; the committee above both may, too
    ("POST", "/api/members/transfers/{transfer_id}/arrive"): Case(
        frozenset({STRANGER, OFFICE}), path=_introduced, body=lambda _: {"on": DAY}
    ),
    ("POST", "/api/members/transfers/{transfer_id}/cancel"): Case(LEADERS, path=_transfer, body=lambda _: {"on": DAY}),
    ("GET", "/api/members"): Case(READERS | {STRANGER}),
    ("POST", "/api/members"): Case(LEADERS, body=_card),
    ("GET", "/api/members/duplicates"): Case(LEADERS | {STRANGER}),
    ("PUT", "/api/members/duplicates"): Case(LEADERS, body=_two_people),
    ("POST", "/api/members/merge"): Case(LEADERS, body=_two_cards),
    ("GET", "/api/members/{member_id}"): Case(READERS, path=_member),
    ("PATCH", "/api/members/{member_id}"): Case(
        LEADERS, path=_someone_new, body=lambda _: {"phone": "0900000001"}, headers={"If-Match": '"1"'}
    ),
    ("GET", "/api/members/{member_id}/history"): Case(READERS, path=_member),
    ("POST", "/api/members/{member_id}/states"): Case(
        LEADERS, path=_someone_new, body=lambda _: {"state": "suspended", "from_on": DAY}
    ),
    ("POST", "/api/members/{member_id}/exemptions"): Case(
        LEADERS, path=_someone_new, body=lambda _: {"kind": "age", "from_on": DAY}
    ),
    ("POST", "/api/members/{member_id}/transfer"): Case(
        LEADERS, path=_someone_new, body=lambda _: {"to_place": "Đảng bộ tỉnh khác", "decided_on": DAY}
    ),
}
