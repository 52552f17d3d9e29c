"""Addresses of the room `meetings`: closing, papers, templates, the open page, reports up."""

from api.kit.ids import new_id
from api.rooms.meetings.docx_template import built_in
from api.rooms.meetings.models import MeetingState, PaperKind
from tests.house.access.meetings import SEES
from tests.house.access.minutes import RUNNERS
from tests.house.access.world import (
    ADMINISTRATOR,
    COMMITTEE,
    EVERYBODY,
    LEADERS,
    OFFICE,
    SIGNED_IN,
    STRANGER,
    Case,
    Table,
    World,
)
from tests.makers.library import a_pdf
from tests.makers.meetings import a_meeting
from tests.rooms.meetings.phone import Phone

SEES_TEMPLATE = SIGNED_IN - {STRANGER}
RULERS = frozenset({OFFICE, ADMINISTRATOR})
EDITED = {"If-Match": '"0"'}
FIRST = {"If-Match": '"1"'}


def _open(world: World) -> dict[str, object]:
    """An open meeting whose roll is called; nothing is judged yet."""
    made = a_meeting(
        world.house,
        of=world.branch,
        state=MeetingState.OPEN,
        chair=world.members["secretary"],
        summoned=[world.members["secretary"], world.member],
    )
    phone = Phone(world.people["secretary"], made)
    phone.call((world.members["secretary"].id, "present"), (world.member.id, "excused"))
    return {"meeting_id": made.id}


def _draft(world: World) -> dict[str, object]:
    if "draft_id" not in world.things:
        world.things["draft_id"] = _open(world)["meeting_id"]  # type: ignore[assignment]  # an id
    return {"meeting_id": world.things["draft_id"], "kind": "minutes"}


def _closed(world: World) -> dict[str, object]:
    """A meeting that is closed and reported."""
    if "closed_id" not in world.things:
        made = _open(world)["meeting_id"]
        secretary = world.people["secretary"]
        form = secretary.get(f"/api/meetings/{made}/score").json()
        lines = [{"code": one["code"], "points": 0} for one in form["lines"] if one["code"] in form["missing"]]
        judged = secretary.put(f"/api/meetings/{made}/score", json={"lines": lines}, headers=EDITED)
        assert judged.status_code == 200, judged.text
        closed = secretary.post(f"/api/meetings/{made}/close")
        assert closed.status_code == 200, closed.text
        world.things["closed_id"] = made  # type: ignore[assignment]  # an id
    return {"meeting_id": world.things["closed_id"], "kind": "minutes"}


def _addition(world: World) -> dict[str, object]:
    return _closed(world) | {"addition_id": new_id()}


def _report(world: World) -> dict[str, object]:
    made = _closed(world)["meeting_id"]
    report = world.people["secretary"].get(f"/api/meetings/{made}/report").json()
    return {"report_id": report["id"]}


def _code(world: World) -> dict[str, object]:
    made = _closed(world)["meeting_id"]
    papers = world.people["secretary"].get(f"/api/meetings/{made}/papers").json()["papers"]
    return {"code": papers[0]["code"]}


def _template(world: World) -> dict[str, object]:
    return {"organization_id": world.branch.id, "kind": "minutes"}


def _here(world: World) -> dict[str, object]:
    return {"month": "2026-12", "organization_id": world.branch.id}


_UNSIGNED = frozenset({"meetings.not_signed", "meetings.signing_not_set_up", "meetings.template_not_found"})
_COPY = frozenset({"meetings.no_such_paper"})
_DECIDERS = frozenset({OFFICE, COMMITTEE})

TABLE: Table = {
    ("POST", "/api/meetings/{meeting_id}/close"): Case(RUNNERS, path=_closed),
    ("GET", "/api/meetings/{meeting_id}/score"): Case(RUNNERS, path=_draft),
    ("PUT", "/api/meetings/{meeting_id}/score"): Case(
        RUNNERS, path=_open, body=lambda _: {"lines": [{"code": "attendance", "points": 4}]}, headers=EDITED
    ),
    ("GET", "/api/meetings/{meeting_id}/papers"): Case(SEES, path=_closed),
    ("GET", "/api/meetings/{meeting_id}/papers/{kind}"): Case(RUNNERS, path=_draft),
    ("PUT", "/api/meetings/{meeting_id}/papers/{kind}"): Case(
        RUNNERS, path=_draft, body=lambda _: {"texts": {"dues": "Đủ"}}, headers=EDITED
    ),
    ("GET", "/api/meetings/{meeting_id}/{kind}.pdf"): Case(SEES, path=_closed),
    ("GET", "/api/meetings/{meeting_id}/{kind}.docx"): Case(SEES, path=_closed),
    ("PUT", "/api/meetings/{meeting_id}/additions/{addition_id}"): Case(
        RUNNERS, path=_addition, body=lambda _: {"kind": "minutes", "text": "Thêm"}
    ),
    ("POST", "/api/meetings/{meeting_id}/papers/{kind}/void"): Case(
        RUNNERS, path=_closed, body=lambda _: {"reason": "Nhầm"}
    ),
    ("POST", "/api/meetings/signed-papers"): Case(
        RUNNERS, query=_closed, content=a_pdf("Một trang."), own_refusals=_UNSIGNED
    ),
    ("POST", "/api/meetings/{meeting_id}/papers/{kind}/sign"): Case(RUNNERS, path=_closed, own_refusals=_UNSIGNED),
    ("GET", "/api/meetings/{meeting_id}/signed/{copy_id}"): Case(
        SEES, path=lambda w: _closed(w) | {"copy_id": new_id()}, own_refusals=_COPY
    ),
    ("GET", "/api/meetings/{meeting_id}/report"): Case(SEES, path=_closed),
    ("POST", "/api/meetings/{meeting_id}/report"): Case(RUNNERS, path=_closed),
    ("GET", "/api/meetings/reports"): Case(LEADERS | {COMMITTEE}, query=_here),
    ("GET", "/api/meetings/reports.xlsx"): Case(LEADERS | {COMMITTEE}, query=_here),
    ("POST", "/api/meetings/reports/{report_id}/accept"): Case(_DECIDERS, path=_report, headers=FIRST),
    ("POST", "/api/meetings/reports/{report_id}/return"): Case(
        _DECIDERS, path=_report, body=lambda _: {"remark": "Bổ sung"}, headers=FIRST
    ),
    ("GET", "/api/paper-numbers/{organization_id}"): Case(
        LEADERS | {COMMITTEE}, path=lambda world: {"organization_id": _closed(world) and world.branch.id}
    ),
    ("GET", "/api/verify/{code}"): Case(EVERYBODY, path=_code),
    ("GET", "/api/paper-templates/{organization_id}"): Case(
        SEES_TEMPLATE, path=lambda world: {"organization_id": world.branch.id}
    ),
    ("POST", "/api/paper-templates/{organization_id}/{kind}/check"): Case(
        RULERS, path=_template, content=lambda _: built_in(PaperKind.MINUTES)
    ),
    ("GET", "/api/paper-templates/{organization_id}/{kind}.docx"): Case(SEES_TEMPLATE, path=_template),
    ("PUT", "/api/paper-templates/{organization_id}/{kind}"): Case(
        RULERS, path=_template, content=lambda _: built_in(PaperKind.MINUTES)
    ),
    ("DELETE", "/api/paper-templates/{organization_id}/{kind}"): Case(RULERS, path=_template, own_refusals=_UNSIGNED),
}
