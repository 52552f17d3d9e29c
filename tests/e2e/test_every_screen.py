"""Every address of the app, filled, as somebody whose work it is: readable by all, in both themes, large and narrow."""

import re
from datetime import UTC, datetime, timedelta

import pytest
from playwright.sync_api import Page, expect

from api.kit.ids import new_id
from api.settings import ROOT
from tests.e2e.conftest import SignedIn
from tests.e2e.console import a_meeting, asked, told
from tests.support.axe import assert_accessible

ROUTES = ROOT / "pwa" / "src" / "routes"
WIDE = {"committee_officer", "organiser", "administrator", "data_protection_officer", "auditor"}
# Names in braces stand for what the demo holds; `nobody` has not signed in.
SCREENS = {
    "nobody": [
        "/dang-nhap",
        "/kich-hoat",
        "/xac-minh/{paper_code}",
        "/h/{conference_token}",
        "/g/{booth_token}",
    ],
    "member": [
        "/",
        "/van-kien",
        "/van-kien?xem=danh-dau",
        "/van-kien/{document}",
        "/van-kien/{document}/trang-goc",
        "/sinh-hoat",
        "/sinh-hoat/{meeting}",
        "/sinh-hoat/lich",
        "/hoi-nghi/{conference}",
        "/diem-danh/ma",
        "/diem-danh/tu-quet",
        "/d/{room_code}",
        "/diem-danh/lich-su",
        "/thong-bao",
        "/thong-bao/{announcement}",
        "/thong-bao/cai-dat",
        "/ca-nhan",
        "/ca-nhan/the",
        "/ca-nhan/thiet-bi",
        "/ca-nhan/du-lieu",
        "/ca-nhan/khuon-mat",
        "/ca-nhan/khuon-mat/{conference}",
        "/ca-nhan/khuon-mat/{conference}/{scan}",
        "/ca-nhan/cai-dat",
        "/dang-xuat",
    ],
    "branch_secretary": [
        "/",
        "/ca-nhan",
        "/sinh-hoat/moi",
        "/sinh-hoat/{meeting}",
        "/sinh-hoat/{meeting}/sua",
        "/sinh-hoat/{held}/dieu-hanh",
        "/sinh-hoat/{held}/ket-thuc",
        "/sinh-hoat/{reported}/ket-thuc",
        "/diem-danh/bang/{reported}",
        "/diem-danh",
        "/diem-danh/giao-quet/{held}",
        "/diem-danh/vi-tri/{held}",
        "/diem-danh/quet/{held}",
        "/diem-danh/man-hinh/{held}",
        "/diem-danh/vang-nhieu",
        "/khuon-mat/hop/{held}",
        "/khuon-mat/quay/{kiosk}",
        "/thong-bao/gui-di",
        "/thong-bao/gui-di/soan",
        "/thong-bao/gui-di/{announcement}",
        "/thong-bao/gui-di/{waiting}/sua",
        "/chi-bo",
        "/chi-bo/ma-kich-hoat",
        "/dang-vien/{member}",
        "/van-kien/quan-ly",
        "/yeu-cau",
    ],
    "committee_officer": [
        "/",
        "/ca-nhan",
        "/ca-nhan/thiet-bi",
        "/bao-mat",
        "/to-chuc",
        "/to-chuc/{organization}",
        "/to-chuc/{organization}/quy-dinh",
        "/dang-vien",
        "/dang-vien/moi",
        "/dang-vien/nhap",
        "/dang-vien/trung",
        "/dang-vien/chuyen-sinh-hoat",
        "/van-kien/quan-ly",
        "/van-kien/quan-ly/moi",
        "/van-kien/quan-ly/{document}",
        "/van-kien/quan-ly/chung-thu-goc",
        "/sinh-hoat/bao-cao",
        "/sinh-hoat/cac-chi-bo",
        "/sinh-hoat/mau-van-ban",
        "/sinh-hoat/so-van-ban",
    ],
    "organiser": [
        "/hoi-nghi/{conference}",
        "/diem-danh/truc-tiep/{conference}",
    ],
    "administrator": ["/", "/thong-bao/khong-gui-duoc"],
    "data_protection_officer": ["/", "/khuon-mat/so-dang-ky", "/yeu-cau"],
    "auditor": ["/", "/nhat-ky"],
}

# Those of a position; whoever comes there by a link that was passed on, or whose position has ended, is told so.
FOR_OTHERS = [
    "/chi-bo",
    "/chi-bo/ma-kich-hoat",
    "/dang-vien",
    "/dang-vien/chuyen-sinh-hoat",
    "/dang-vien/moi",
    "/dang-vien/nhap",
    "/dang-vien/trung",
    "/khuon-mat/so-dang-ky",
    "/nhat-ky",
    "/sinh-hoat/bao-cao",
    "/sinh-hoat/cac-chi-bo",
    "/sinh-hoat/mau-van-ban",
    "/sinh-hoat/moi",
    "/sinh-hoat/so-van-ban",
    "/thong-bao/gui-di",
    "/thong-bao/gui-di/soan",
    "/thong-bao/khong-gui-duoc",
    "/van-kien/quan-ly",
    "/van-kien/quan-ly/chung-thu-goc",
    "/van-kien/quan-ly/moi",
    "/yeu-cau",
]


def test_no_address_is_left_out():
    """A new `+page.svelte` needs its line above."""
    folders = [page.parent.relative_to(ROUTES) for page in ROUTES.rglob("+page.svelte")]
    there = {"/" + "/".join(part for part in folder.parts if not part.startswith("(")) for folder in folders}
    named = {path for paths in SCREENS.values() for path in paths}
    assert {re.sub(r"\[\w+\]", "*", path) for path in there} == {
        re.sub(r"\{\w+\}", "*", path.partition("?")[0]) for path in named
    }


@pytest.fixture(scope="module")
def things() -> dict[str, str]:
    """What the names in braces stand for, found once."""
    return {}


@pytest.fixture
def named(things: dict[str, str], signed_in: SignedIn) -> dict[str, str]:
    """The same, filled."""
    if not things:
        secretary, organiser = signed_in("branch_secretary"), signed_in("organiser")
        things.update(_of_branch(secretary), **_of_a_held_meeting(secretary))
        things.update(_of_conference(organiser, things["conference"]))
        things.update(_announced(secretary))
    return things


def _of_branch(secretary: Page) -> dict[str, str]:
    meetings = asked(secretary, "/meetings?limit=100")["items"]
    reported = next(one["id"] for one in meetings if one["state"] == "reported")
    me = asked(secretary, "/signin/session")
    return {
        "organization": me["branch"]["id"],
        "member": me["member_id"],
        "meeting": next(m["id"] for m in meetings if m["state"] == "published" and m["kind"] == "regular"),
        "conference": next(m["id"] for m in meetings if m["kind"] == "conference"),
        "reported": reported,
        "paper_code": asked(secretary, f"/meetings/{reported}/papers")["papers"][0]["code"],
        "document": asked(secretary, "/library/documents")["items"][0]["id"],
        "room_code": "khong-con-dung",
        "scan": str(new_id()),
    }


def _of_a_held_meeting(secretary: Page) -> dict[str, str]:
    held = a_meeting(secretary, ["Thảo luận"])["id"]
    told(secretary, f"/meetings/{held}/open", {"phone_at": None})
    told(secretary, f"/faces/meetings/{held}/offer", {"offered": True, "shows_names": False}, method="PUT")
    until = {"expires_at": (datetime.now(UTC) + timedelta(hours=2)).isoformat()}
    return {"held": held, "kiosk": told(secretary, f"/faces/meetings/{held}/kiosks", until)["id"]}


def _of_conference(organiser: Page, conference: str) -> dict[str, str]:
    there = asked(organiser, f"/conferences/{conference}")
    return {
        "conference_token": there["address"].rsplit("/", 1)[-1],
        "booth_token": there["booths"][0]["address"].rsplit("/", 1)[-1],
    }


def _announced(secretary: Page) -> dict[str, str]:
    branch = asked(secretary, "/signin/session")["branch"]["id"]
    later = datetime.now(UTC) + timedelta(days=3)
    body = {
        "organization_id": branch,
        "title": "Vệ sinh nhà văn hóa",
        "text": "Đồng chí mang theo dụng cụ.",
        "audience": {"organization_id": branch},
    }
    sent, waiting = str(new_id()), str(new_id())
    told(secretary, f"/notifications/announcements/{sent}", body, method="PUT")
    told(secretary, f"/notifications/announcements/{waiting}", body | {"send_at": later.isoformat()}, method="PUT")
    return {"announcement": sent, "waiting": waiting}


@pytest.mark.parametrize("role", SCREENS)
def test_every_screen_is_readable_for_all(role: str, named: dict[str, str], signed_in: SignedIn, phone: Page):
    page = phone if role == "nobody" else signed_in(role, wide=role in WIDE)
    for path in SCREENS[role]:
        page.goto(path.format(**named))
        expect(page.locator("main h1, main h2").or_(page.get_by_role("heading", level=1)).first).to_be_visible()
        expect(page.get_by_text("Đang tải…"), path).to_have_count(0)
        assert_accessible(page)


def test_a_screen_of_a_position_tells_everybody_else_whose_work_it_is(signed_in: SignedIn):
    page = signed_in("member")
    for path in FOR_OTHERS:
        page.goto(path)
        expect(page.get_by_text("Việc này do người khác phụ trách"), path).to_be_visible()
        expect(page.locator("main input, main form"), path).to_have_count(0)
        assert_accessible(page)
