import sqlite3
from io import BytesIO
from typing import Any

import pytest
from openpyxl import load_workbook
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from api.kit import jobs
from api.kit.actors import Role
from api.kit.jobs import Tools
from api.rooms.members import rows
from api.rooms.members.cards import CardKeys
from api.rooms.members.models import Member, MemberImport, State
from api.rooms.members.service import apply_sheet, importing, imports
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee
from tests.makers.sheets import HEADS, a_row, a_sheet, with_parts
from tests.rooms.members.conftest import refusal


@pytest.fixture
def tools(place) -> Tools:
    return Tools(place.house.database, place.house.app.state.storage, place.house.settings)


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


def test_a_preview_changes_nothing_and_applying_brings_the_good_rows_in(place, tools):
    sheet_rows = (a_row(card="038175000001"), a_row(name="Hồ Văn Sai", birth="31/02/1980"))
    shown = previewed(place, tools, *sheet_rows)
    assert shown["state"] == "previewed"
    assert counts(shown) == {"rows": 2, "good": 1, "bad": 1, "created": 1, "updated": 0, "unchanged": 0}
    assert problems(place, shown["id"]) == [("B3", "birth_on", "date")]
    assert "Nguyễn Thị Bình" not in members(place)
    assert place.office.post(f"/api/members/imports/{shown['id']}/apply").json()["state"] == "applying"
    imports.apply(tools, shown["id"])
    made = members(place)["Nguyễn Thị Bình"]
    card = place.card(made["id"])
    assert (card["card_number"], card["state"], card["official_on"]) == ("••••••••0001", "official", "2002-05-19")
    assert (card["state_from_on"], card["branch"]["name"]) == ("2002-05-19", "Chi bộ thôn 1")
    assert "Hồ Văn Sai" not in members(place)


def test_the_same_file_again_changes_nothing(place, tools):
    sheet_rows = [a_row(card="038175000001", phone="0912000001"), a_row(name="Lê Thị Không Thẻ")]
    assert applied(place, tools, *sheet_rows)["created"] == 2
    before = members(place)
    again = applied(place, tools, *sheet_rows)
    assert counts(again) == {"rows": 2, "good": 2, "bad": 0, "created": 0, "updated": 0, "unchanged": 2}
    assert members(place) == before
    assert place.card(before["Nguyễn Thị Bình"]["id"])["version"] == 1


def test_a_changed_row_changes_its_card_and_empty_cells_say_nothing(place, tools):
    applied(place, tools, a_row(card="038175000001", phone="0912000001", official=None))
    number = members(place)["Nguyễn Thị Bình"]["id"]
    again = applied(place, tools, a_row(card=38175000001, name="Nguyễn Thị Bình Minh", email="m@example.vn"))
    assert (again["updated"], again["created"]) == (1, 0)
    card = place.card(number)
    assert (card["full_name"], card["phone"], card["email"]) == ("Nguyễn Thị Bình Minh", "0912000001", "m@example.vn")
    assert (card["state"], card["official_on"], card["version"]) == ("official", "2002-05-19", 2)
    states = place.office.get(f"/api/members/{number}/history").json()["states"]
    assert [(s["state"], s["from_on"], s["to_on"]) for s in states] == [
        ("official", "2002-05-19", None),
        ("probationary", "2001-05-19", "2002-05-19"),
    ]
    assert members(place, q="binh minh")


def test_a_card_without_number_gets_it_from_the_sheet(place, tools):
    applied(place, tools, a_row())
    assert applied(place, tools, a_row(card="038175000001"))["updated"] == 1
    card = place.card(members(place)["Nguyễn Thị Bình"]["id"])
    assert card["card_number"] == "••••••••0001"
    with place.house.database.reading() as session:
        sealed = session.exec(select(Member.card_sealed).where(Member.full_name == "Nguyễn Thị Bình")).one()
    assert CardKeys.of(place.house.settings).open(sealed or b"") == "038175000001"


@pytest.mark.parametrize(
    ("fields", "expected"),
    [
        ({"name": None}, ("A2", "full_name", "required")),
        ({"name": "=1+1"}, ("A2", "full_name", "required")),
        ({"name": "@cmd|' /C calc'!A0"}, ("A2", "full_name", "name")),
        ({"name": "An " * 60}, ("A2", "full_name", "too_long")),
        ({"birth": None}, ("B2", "birth_on", "required")),
        ({"birth": 1975}, ("B2", "birth_on", "date")),
        ({"birth": "01/01/2000"}, ("D2", "admitted_on", "date_order")),
        ({"sex": "?"}, ("C2", "sex", "sex")),
        ({"sex": None}, ("C2", "sex", "required")),
        ({"admitted": "19/05/2999", "official": None}, ("D2", "admitted_on", "date_order")),
        ({"official": "19/05/2000"}, ("E2", "official_on", "date_order")),
        ({"card": "12345678"}, ("F2", "card_number", "card")),
        ({"branch": None}, ("G2", "branch", "required")),
        ({"branch": "Chi bộ không có"}, ("G2", "branch", "branch_unknown")),
        ({"phone": "113"}, ("I2", "phone", "phone")),
        ({"email": "không"}, ("J2", "email", "email")),
    ],
)
def test_a_bad_cell_is_named_with_its_reason(place, tools, fields, expected):
    shown = previewed(place, tools, a_row(**fields))
    assert problems(place, shown["id"]) == [expected]
    assert (shown["good"], shown["bad"]) == (0, 1)


def test_card_numbers_are_not_repeated_in_the_list_of_problems(place, tools):
    number = previewed(place, tools, a_row(card="0381750000011"))["id"]
    assert "0381750000011" not in place.office.get(f"/api/members/imports/{number}/problems").text


def test_rows_in_the_way_of_each_other_or_of_cards_are_named(place, tools):
    taken = a_member(place.house, of=a_branch(place.house), card_number="038175000009")
    a_member(place.house, of=place.branch, full_name="Lê Đã Đi", card_number="038175000008", state=State.EXPELLED)
    a_member(place.house, of=place.other, full_name="Lê Bên Kia", card_number="038175000007")
    for _ in range(2):
        a_member(place.house, of=place.branch, full_name="Hà Song Sinh", birth_on=a_row()[1])
    shown = previewed(
        place,
        tools,
        a_row(card="038175000001"),
        a_row(name="Hồ Văn Hai", card="038175000001"),
        a_row(name="Hồ Không Thẻ"),
        a_row(name="HỒ KHÔNG THẺ"),
        a_row(name="Hồ Trùng Thẻ", card="038175000009"),
        a_row(name="Lê Đã Đi", card="038175000008"),
        a_row(name="Lê Bên Kia", card="038175000007"),
        a_row(name="Hà Song Sinh"),
    )
    assert problems(place, shown["id"]) == [
        ("F3", "card_number", "repeated"),
        ("A5", "full_name", "repeated"),
        ("F6", "card_number", "card_taken"),
        ("F7", "card_number", "left"),
        ("G8", "branch", "other_branch"),
        ("A9", "full_name", "ambiguous"),
    ]
    text = place.office.get(f"/api/members/imports/{shown['id']}/problems").text
    assert taken.full_name not in text


def test_branches_of_one_name_are_told_apart_by_committee_or_code(place, tools):
    west = a_committee(place.house, under=place.commune, name="Đảng bộ bộ phận Tây", kind="sub_committee")
    twin = a_branch(place.house, under=west, name="Chi bộ thôn 1", code="38.168.053.000.077")
    vague, told = a_row(), a_row(name="Hồ Thị Rõ", committee="ĐẢNG BỘ  BỘ PHẬN TÂY")
    shown = previewed(place, tools, vague, told)
    assert problems(place, shown["id"]) == [("G2", "branch", "branch_ambiguous")]
    heads = (*HEADS, "Mã chi bộ")
    coded = a_row(branch=None)
    shown = previewed(place, tools, [*coded, twin.code], [*coded, "38.000.000.000.000"], heads=heads)
    assert problems(place, shown["id"]) == [("K3", "branch_code", "branch_unknown")]


def test_a_file_for_one_branch_need_not_name_it(place, tools):
    content = a_sheet(a_row(branch=None))
    number = upload(place, content, place.other).json()["id"]
    imports.preview(tools, number)
    assert place.office.get(f"/api/members/imports/{number}").json()["created"] == 1


def test_heads_are_found_below_a_title_and_under_other_names(place, tools):
    heads = ("TT", "HỌ TÊN", "Ngày, tháng, năm sinh", "Giới tính", "Ngày kết nạp", "Chi bộ sinh hoạt")
    row = (1, "Lê Thị Ánh", "03/02/1975", "nữ", "19/05/2001", "chi bộ THÔN 1")
    shown = previewed(place, tools, row, heads=heads, above=[("DANH SÁCH ĐẢNG VIÊN",), (), ("Năm 2026",)])
    assert (shown["created"], shown["bad"]) == (1, 0)


def failure(place, tools, content):
    number = upload(place, content).json()["id"]
    imports.preview(tools, number)
    shown = place.office.get(f"/api/members/imports/{number}").json()
    assert shown["state"] == "failed"
    refused = place.office.post(f"/api/members/imports/{number}/apply")
    assert refusal(refused) == (409, "members.import_not_ready")
    return shown["failure"]


def test_a_sheet_that_is_no_list_of_members_fails_with_its_reason(place, tools, monkeypatch):
    assert failure(place, tools, a_sheet(heads=("Tên", "Tuổi"))) == "members.columns_missing"
    broken = with_parts(a_sheet(a_row()), xl__worksheets__sheet1_dot_xml=b"<worksheet><row>")
    assert failure(place, tools, broken) == "members.file_not_a_sheet"
    monkeypatch.setattr(rows, "MOST_ROWS", 1)
    assert failure(place, tools, a_sheet(a_row(), a_row(name="Lê Thị Hai"))) == "members.too_many_rows"


def test_what_is_no_workbook_is_refused_at_the_door_and_nothing_is_kept(place):
    for content, code in (
        (b"%PDF-1.7", "members.file_not_a_sheet"),
        (with_parts(a_sheet(a_row()), xl__vbaProject_dot_bin=b"x"), "members.file_suspicious"),
    ):
        assert refusal(upload(place, content)) == (409, code)
    huge = place.office.post("/api/members/imports", content=b"x", headers={"Content-Length": str(40 * 1024 * 1024)})
    assert refusal(huge) == (413, "request.too_large")
    assert place.office.get("/api/members/imports").json()["items"] == []


def test_imports_are_for_those_who_may_and_where_they_may(place):
    content = a_sheet(a_row())
    assert refusal(upload(place, content, client=place.secretary_client)) == (404, "members.branch_not_found")
    assert refusal(upload(place, content, place.branch, place.secretary_client)) == (403, "not_allowed")
    assert refusal(upload(place, content, a_branch(place.house))) == (404, "members.branch_not_found")
    number = upload(place, content).json()["id"]
    narrow = place.client_at(place.branch, Role.OFFICE_STAFF)
    for path in ("", "/problems", "/problems.xlsx"):
        answer = narrow.get(f"/api/members/imports/{number}{path}")
        assert refusal(answer) == (404, "members.import_not_found")
    assert narrow.get("/api/members/imports").json()["items"] == []
    assert refusal(place.own.get("/api/members/imports")) == (403, "not_allowed")


def test_rows_of_branches_outside_the_chosen_organisation_do_not_come_in(place, tools):
    number = upload(place, a_sheet(a_row(branch="Chi bộ thôn 2")), place.branch).json()["id"]
    imports.preview(tools, number)
    assert problems(place, number) == [("G2", "branch", "branch_unknown")]


def test_an_import_that_breaks_in_the_middle_writes_nothing_and_can_be_tried_again(place, tools, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 2)
    sheet_rows = [a_row(name=f"Hồ Văn {letter}n") for letter in "ABCDEGH"]
    number = previewed(place, tools, *sheet_rows)["id"]
    place.office.post(f"/api/members/imports/{number}/apply")
    before = members(place)
    whole, calls = importing._Writer.flush, iter(range(10))  # noqa: SLF001 - the moment at which the power fails

    def fails_the_third_time(self):
        whole(self)
        if next(calls) == 2:
            raise sqlite3.OperationalError("disk I/O error")

    with monkeypatch.context() as broken:
        broken.setattr(importing._Writer, "flush", fails_the_third_time)  # noqa: SLF001 - the same moment
        with pytest.raises((sqlite3.OperationalError, SQLAlchemyError)):
            imports.apply(tools, number)
    assert members(place) == before
    assert place.office.get(f"/api/members/imports/{number}").json()["state"] == "applying"
    imports.apply(tools, number)
    assert place.office.get(f"/api/members/imports/{number}").json()["created"] == 7
    imports.apply(tools, number)
    assert len(members(place)) == len(before) + 7


def test_after_applying_the_file_is_gone_and_the_audit_has_the_figures(place, tools):
    shown = applied(place, tools, a_row())
    with place.house.database.reading() as session:
        assert session.exec(select(MemberImport.storage_key)).one() is None
    auditor = place.client_at(place.commune, Role.AUDITOR)
    entry = auditor.get("/api/audit", params={"action": "members.imported"}).json()["items"][0]
    assert entry["details"] == counts(shown)
    again = place.office.post(f"/api/members/imports/{shown['id']}/apply")
    assert (again.status_code, again.json()["state"]) == (202, "applied")


def test_the_problems_come_as_a_sheet_without_formulas(place, tools):
    number = previewed(place, tools, a_row(name="=1+1", phone="@SUM(A1)"))["id"]
    answer = place.office.get(f"/api/members/imports/{number}/problems.xlsx")
    sheet = load_workbook(BytesIO(answer.content)).active
    assert sheet is not None
    found = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert found[0] == ["Ô", "Cột", "Giá trị", "Cần sửa"]
    assert ["I2", "Điện thoại", "'@SUM(A1)", "Không phải số điện thoại Việt Nam"] in found
    assert all(cell.data_type != "f" for row in sheet.iter_rows() for cell in row)


def test_an_import_is_discarded_with_its_problems(place, tools):
    number = previewed(place, tools, a_row(sex="?"))["id"]
    assert place.office.delete(f"/api/members/imports/{number}").status_code == 204
    assert refusal(place.office.get(f"/api/members/imports/{number}")) == (404, "members.import_not_found")
    waiting = upload(place, a_sheet(a_row())).json()["id"]
    assert refusal(place.office.delete(f"/api/members/imports/{waiting}")) == (409, "members.import_not_ready")


def test_the_job_engine_does_the_whole_of_it(place):
    number = upload(place, a_sheet(a_row())).json()["id"]
    jobs.start(place.house.database, place.house.app.state.storage, settings=place.house.settings, poll_seconds=0.02)
    try:
        jobs.wait_until_done(60)
        place.office.post(f"/api/members/imports/{number}/apply")
        jobs.wait_until_done(60)
    finally:
        jobs.stop()
    assert place.office.get(f"/api/members/imports/{number}").json()["state"] == "applied"


def test_the_command_line_brings_a_file_in_and_tells_how_far_it_is(place, tmp_path, monkeypatch):
    monkeypatch.setattr(importing, "CHUNK", 2)
    path = tmp_path / "members.xlsx"
    path.write_bytes(a_sheet(*[a_row(name=f"Hồ Văn {letter}n") for letter in "ABCDE"]))
    seen: list[int] = []
    keys = CardKeys.of(place.house.settings)
    outcome = apply_sheet(place.house.database, keys, path, place.commune.id, seen.append)
    assert (outcome.created, outcome.bad, seen) == (5, 0, [2, 4])


def test_the_template_is_for_those_who_have_signed_in(place):
    assert place.house.client().get("/api/members/imports/template.xlsx").status_code == 401
    answer = place.office.get("/api/members/imports/template.xlsx")
    assert load_workbook(BytesIO(answer.content)).sheetnames == ["Đảng viên", "Hướng dẫn"]
