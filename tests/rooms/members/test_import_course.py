"""The course of an import: which files, who, what breaks, what is left behind."""

import sqlite3
from io import BytesIO

import pytest
from openpyxl import load_workbook
from sqlalchemy.exc import SQLAlchemyError
from sqlmodel import select

from api.kit import jobs
from api.kit.actors import Role
from api.rooms.members import rows
from api.rooms.members.cards import CardKeys
from api.rooms.members.models import MemberImport
from api.rooms.members.service import apply_sheet, importing, imports
from tests.makers.organizations import a_branch
from tests.makers.sheets import a_row, a_sheet, with_parts
from tests.rooms.members.conftest import refusal
from tests.rooms.members.sending import applied, counts, members, previewed, problems, upload


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
