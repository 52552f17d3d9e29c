"""Members from Excel: which rows come in, and what is said of the others."""

import pytest
from sqlmodel import select

from api.rooms.members.cards import CardKeys
from api.rooms.members.models import Member, State
from api.rooms.members.service import imports
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee
from tests.makers.sheets import HEADS, a_row, a_sheet
from tests.rooms.members.sending import applied, counts, members, previewed, problems, upload


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
        ({"email": "đảng@ví.dụ"}, ("J2", "email", "email")),
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
