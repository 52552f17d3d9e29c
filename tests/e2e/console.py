"""What the stories of the committee's consoles prepare through the API of the signed-in page."""

from collections.abc import Sequence
from datetime import UTC, datetime, timedelta
from typing import Any

from playwright.sync_api import Page

from api.kit.ids import new_id


def told(page: Page, path: str, data: dict[str, Any] | None = None, *, method: str = "POST", version: str = "") -> Any:
    """The answer to a request made with the page's session."""
    headers = {"X-Handbook": "1"} | ({"If-Match": version} if version else {})
    answer = page.context.request.fetch(f"/api{path}", method=method, data=data, headers=headers)
    assert answer.ok, f"{path}: {answer.status} {answer.text()}"
    return answer.json()


def asked(page: Page, path: str) -> Any:
    """The answer to a GET with the page's session."""
    return told(page, path, method="GET")


def organization(page: Page, kind: str = "branch", name: str = "") -> dict[str, Any]:
    """The first organisation of a kind whose name holds `name`."""
    items = asked(page, "/organizations")["items"]
    return next(item for item in items if item["kind"] == kind and name in item["name"])


def a_branch(page: Page, name: str) -> dict[str, Any]:
    """A new branch without members under the first grassroots committee."""
    parent = organization(page, "grassroots_committee")
    body = {"kind": "branch", "name": name, "parent_id": parent["id"], "founded_on": "2026-01-05"}
    made: dict[str, Any] = told(page, "/organizations", body)
    return made


def a_member(page: Page, branch: dict[str, Any], name: str, **fields: Any) -> dict[str, Any]:
    """A new official member of a branch."""
    body = {
        "full_name": name,
        "birth_on": "1970-04-30",
        "sex": "female",
        "admitted_on": "1998-05-19",
        "official_on": "1999-05-19",
        "branch_id": branch["id"],
        "joined_on": "2026-02-03",
        **fields,
    }
    made: dict[str, Any] = told(page, "/members", body)
    return made


def a_meeting(page: Page, points: Sequence[str] = (), *, minutes: int = 10, **fields: Any) -> dict[str, Any]:
    """The plan of a published meeting of the page's own branch that begins in so many minutes, a word each point."""
    begins = datetime.now(UTC) + timedelta(minutes=minutes)
    plan = {
        "id": str(new_id()),
        "organization_id": asked(page, "/signin/session")["branch"]["id"],
        "kind": "regular",
        "title": f"Sinh hoạt thường kỳ {begins:%M%S}",
        "month": f"{begins + timedelta(hours=7):%Y-%m}",
        "starts_at": begins.isoformat(),
        "ends_at": (begins + timedelta(minutes=90)).isoformat(),
        "place": "Nhà văn hóa",
        **fields,
    }
    here, version = f"/meetings/{plan['id']}", told(page, "/meetings", plan)["version"]
    if points:
        items = [{"id": str(new_id()), "part": "body", "title": title, "minutes": 20, "papers": []} for title in points]
        version = told(page, f"{here}/agenda", {"items": items}, method="PUT", version=f'"{version}"')["version"]
    told(page, f"{here}/publish", version=f'"{version}"')
    return plan


def call_off(page: Page, plan: dict[str, Any]) -> None:
    """Cancel a meeting: other tests share the branch."""
    here = f"/meetings/{plan['id']}"
    told(page, f"{here}/cancel", {"reason": "Hết phần thử"}, version=f'"{asked(page, here)["version"]}"')
