"""Sends sheets of members as the office does, and reads what the house says to them."""

from typing import Any

from api.rooms.members.service import imports
from tests.makers.sheets import a_sheet


def upload(place, content, organization=None, client=None):
    return (client or place.office).post(
        "/api/members/imports",
        data={"organization_id": str((organization or place.commune).id)},
        files={"file": ("danh sách.xlsx", content)},
    )


def previewed(place, tools, *sheet_rows, **more) -> dict[str, Any]:
    number = upload(place, a_sheet(*sheet_rows, **more)).json()["id"]
    imports.preview(tools, number)
    shown: dict[str, Any] = place.office.get(f"/api/members/imports/{number}").json()
    return shown


def applied(place, tools, *sheet_rows) -> dict[str, Any]:
    number = previewed(place, tools, *sheet_rows)["id"]
    assert place.office.post(f"/api/members/imports/{number}/apply").status_code == 202
    imports.apply(tools, number)
    shown: dict[str, Any] = place.office.get(f"/api/members/imports/{number}").json()
    return shown


def problems(place, number):
    items = place.office.get(f"/api/members/imports/{number}/problems").json()["items"]
    return [(p["cell"], p["field"], p["reason_code"].removeprefix("members.row_")) for p in items]


def counts(shown):
    return {name: shown[name] for name in ("rows", "good", "bad", "created", "updated", "unchanged")}


def members(place, **params):
    items = place.office.get("/api/members", params=params).json()["items"]
    return {item["full_name"]: item for item in items}
