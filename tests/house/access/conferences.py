"""Addresses of the room `conferences`: guests, seats, badges, setting up, and the open pages."""

import io
from typing import Any

from openpyxl import Workbook

from api.kit.actors import Role
from api.kit.ids import new_id
from tests.house.access.attendance import SCANNERS
from tests.house.access.meetings import _meeting
from tests.house.access.world import EVERYBODY, LEADERS, SIGNED_IN, STRANGER, Case, Table, World
from tests.makers.conferences import a_guest, here

PLANNERS = LEADERS | {Role.ORGANISER.value}
"""Those who plan at the branch or above it."""
SEES = SIGNED_IN - {STRANGER}


def _new_guest(world: World) -> dict[str, object]:
    return {**_meeting(world), "guest_id": new_id()}


def _guest(world: World) -> dict[str, object]:
    meeting = _meeting(world)
    if "guest_id" not in world.things:
        guest_id = new_id()
        address = f"/api/conferences/{meeting['meeting_id']}/guests/{guest_id}"
        world.people["secretary"].put(address, json=a_guest()).raise_for_status()
        world.things["guest_id"] = guest_id
    return {**meeting, "guest_id": world.things["guest_id"]}


def _scan(world: World) -> dict[str, object]:
    return {**_meeting(world), "scan_id": new_id()}


def _scanned(world: World) -> dict[str, Any]:
    return here() | {"guest_id": str(_guest(world)["guest_id"])}


def _set_up(world: World) -> str:
    """The token of the conference, which keeps one booth."""
    address = f"/api/conferences/{_meeting(world)['meeting_id']}"
    client = world.people["secretary"]
    found = client.get(address).json()
    if not found["booths"]:
        body = {"booths": [{"name": "Gian hàng"}]}
        found = client.put(address, json=body, headers={"If-Match": f'"{found["version"]}"'}).json()
    return str(found["address"].rsplit("/", 1)[1])


def _page(world: World) -> dict[str, object]:
    return {"token": _set_up(world)}


def _booth(world: World) -> dict[str, object]:
    _set_up(world)
    found = world.people["secretary"].get(f"/api/conferences/{_meeting(world)['meeting_id']}").json()
    return {"token": found["booths"][0]["address"].rsplit("/", 1)[1]}


def _list(_: World) -> bytes:
    book, content = Workbook(), io.BytesIO()
    book.worksheets[0].append(("Họ và tên", "Số ghế"))
    book.worksheets[0].append(("Nguyễn Thị Bưởi", "A1"))
    book.save(content)
    return content.getvalue()


def _guest_scan(world: World) -> dict[str, object]:
    """One that the deputy did not write down."""
    if "guest_scan_id" not in world.things:
        scan_id, address = new_id(), f"/api/conferences/{_meeting(world)['meeting_id']}/guest-scans"
        world.people["secretary"].put(f"{address}/{scan_id}", json=_scanned(world)).raise_for_status()
        world.things["guest_scan_id"] = scan_id
    return {**_meeting(world), "scan_id": world.things["guest_scan_id"]}


AT = "/api/conferences/{meeting_id}"
TABLE: Table = {
    ("GET", AT): Case(PLANNERS, path=_meeting),
    ("PUT", AT): Case(
        PLANNERS,
        path=_meeting,
        body=lambda _: {},
        headers={"If-Match": '"0"'},
        own_refusals=frozenset({"request.changed_meanwhile"}),
    ),
    ("GET", f"{AT}/place"): Case(SEES, path=_meeting),
    ("GET", f"{AT}/seats"): Case(PLANNERS, path=_meeting),
    ("PUT", f"{AT}/seats"): Case(PLANNERS, path=_meeting, body=lambda _: {"items": [{"name": "Nguyễn Thị Bưởi"}]}),
    ("POST", f"{AT}/seats/preview"): Case(PLANNERS, path=_meeting, content=_list),
    ("GET", f"{AT}/badges.pdf"): Case(PLANNERS, path=_meeting),
    ("GET", f"{AT}/guests"): Case(PLANNERS, path=_meeting),
    ("PUT", f"{AT}/guests/{{guest_id}}"): Case(SCANNERS, path=_new_guest, body=lambda _: a_guest()),
    ("POST", f"{AT}/guests/{{guest_id}}/badge"): Case(PLANNERS, path=_guest),
    ("PUT", f"{AT}/guest-scans/{{scan_id}}"): Case(SCANNERS, path=_scan, body=_scanned),
    ("GET", f"{AT}/guest-scans"): Case(LEADERS, path=_meeting),
    ("POST", f"{AT}/guest-scans/{{scan_id}}/corrections"): Case(
        LEADERS, path=_guest_scan, body=lambda _: {"counts": True, "reason": "Có mặt"}
    ),
    ("GET", f"{AT}/desk"): Case(SCANNERS, path=_meeting),
    ("GET", "/api/open/conferences/{token}"): Case(EVERYBODY, path=_page),
    ("GET", "/api/open/conferences/{token}/papers/{file_id}"): Case(
        EVERYBODY, path=lambda world: {**_page(world), "file_id": new_id()}
    ),
    ("GET", "/api/open/booths/{token}"): Case(EVERYBODY, path=_booth),
    ("POST", "/api/open/booths/{token}/visits"): Case(EVERYBODY, path=_booth),
}
