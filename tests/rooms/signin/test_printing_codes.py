"""Codes on paper: who may print them for whom, and what the sheet holds."""

from datetime import timedelta
from uuid import uuid4

import cv2
import pypdfium2
import pytest
from sqlalchemy import update
from sqlmodel import col, select

from api.kit import clock
from api.kit.actors import Role
from api.kit.audit import AuditEntry
from api.rooms.members.models import Member, State
from api.rooms.signin import codes
from api.rooms.signin.models import AccountState, ActivationCode
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import a_code, an_account, signed_in
from tests.support.crowd import at_once

CODES = "/api/signin/codes"


@pytest.fixture
def committee(house):
    return a_committee(house, under=a_province(house))


@pytest.fixture
def branch(house, committee):
    return a_branch(house, under=committee, name="Chi bộ bản Nà Lúng")


@pytest.fixture
def secretary(house, branch):
    member = a_member(house, of=branch, full_name="Quàng Văn Bí")
    a_position(house, at=branch, role=Role.SECRETARY, member=member)
    return member


@pytest.fixture
def desk(house, secretary):
    return signed_in(house, member=secretary)


@pytest.fixture
def people(house, branch):
    return [a_member(house, of=branch, full_name=name) for name in ("Lò Thị An", "Cà Văn Bình")]


def an_officer(house, place, role=Role.OFFICE_STAFF):
    member = a_member(house, of=a_branch(house, under=place), full_name="Hoàng Thị Cán")
    a_position(house, at=place, role=role, member=member)
    return signed_in(house, member=member)


def outcome(answer):
    return answer.status_code, answer.json().get("code")


def states(client, **params):
    return {one["full_name"]: one["state"] for one in client.get(CODES, params=params).json()["items"]}


def check(house, code):
    return house.client().post("/api/signin/activations/check", json={"code": code})


@pytest.mark.usefixtures("people")
def test_a_secretary_makes_codes_for_the_branch(house, desk, branch, secretary):
    answer = desk.post(CODES, json={"organization_id": str(branch.id)})
    assert answer.status_code == 201
    issued = answer.json()
    assert [one["display_name"] for one in issued["codes"]] == ["Lò Thị An", "Cà Văn Bình"]
    assert issued["left_out"] == [{"id": str(secretary.id), "reason": "yourself"}]
    card = issued["codes"][0]
    assert card["organization"] == "Chi bộ bản Nà Lúng"
    assert card["address"] == f"http://localhost:8000/kich-hoat#{card['code'].replace('-', '')}"
    assert check(house, card["code"]).json()["login"] == card["login"]


def test_the_code_is_in_the_fragment_so_that_no_server_log_sees_it(desk, people):
    card = desk.post(CODES, json={"member_ids": [str(people[0].id)]}).json()["codes"][0]
    assert "?" not in card["address"]
    assert codes.read(card["code"]) in card["address"].partition("#")[2]


def test_the_list_shows_how_far_everybody_is(house, desk, branch, people, later):
    an, binh = people
    a_member(house, of=branch, full_name="Vàng Văn Đi", state=State.TRANSFERRED)
    assert states(desk) == {"Lò Thị An": "not_issued", "Quàng Văn Bí": "active", "Cà Văn Bình": "not_issued"}
    code = desk.post(CODES, json={"member_ids": [str(an.id)]}).json()["codes"][0]["code"]
    assert states(desk)["Lò Thị An"] == "waiting"
    body = {"code": code, "device": {}, "password": "hoa ban nở trắng rừng"}
    house.client().post("/api/signin/activations", json=body)
    assert states(desk)["Lò Thị An"] == "active"
    desk.post(CODES, json={"member_ids": [str(an.id)], "purpose": "recovery"})
    assert states(desk)["Lò Thị An"] == "recovering"
    desk.post(CODES, json={"member_ids": [str(binh.id)]})
    later(days=31)
    assert states(desk, q="ca van b") == {"Cà Văn Bình": "expired"}


@pytest.mark.usefixtures("people")
def test_the_list_comes_in_the_order_of_given_names_a_page_at_a_time(desk):
    first = desk.get(CODES, params={"limit": 2}).json()
    second = desk.get(CODES, params={"limit": 2, "cursor": first["next_cursor"]}).json()
    names = [one["full_name"] for page in (first, second) for one in page["items"]]
    assert names == ["Lò Thị An", "Quàng Văn Bí", "Cà Văn Bình"]
    assert "code" not in first["items"][0]


def test_who_is_active_gets_no_activation_code_and_who_is_not_no_recovery_code(house, desk, people):
    an, binh = people
    an_account(house, member=an)
    ids = [str(an.id), str(binh.id)]
    activation = desk.post(CODES, json={"member_ids": ids}).json()
    assert activation["left_out"] == [{"id": str(an.id), "reason": "active"}]
    recovery = desk.post(CODES, json={"member_ids": ids, "purpose": "recovery"}).json()
    assert recovery["left_out"] == [{"id": str(binh.id), "reason": "not_active"}]
    closed = an_account(house, member=an, state=AccountState.CLOSED)
    nobody = desk.post(CODES, json={"member_ids": [str(closed.member_id)]})
    assert outcome(nobody) == (409, "signin.nobody_left")
    assert nobody.json()["params"]["left_out"] == [{"id": str(an.id), "reason": "closed"}]


def test_nobody_prints_a_code_for_somebody_with_a_say_elsewhere(house, desk, committee, people):
    an = people[0]
    an_account(house, member=an)
    a_position(house, at=committee, role=Role.COMMITTEE_MEMBER, member=an)
    body = {"member_ids": [str(an.id)], "purpose": "recovery"}
    refused = desk.post(CODES, json=body)
    assert refused.json()["params"]["left_out"] == [{"id": str(an.id), "reason": "beyond_reach"}]
    assert an_officer(house, committee).post(CODES, json=body).status_code == 201


def test_a_say_held_on_a_card_that_was_merged_counts(house, desk, committee, branch, people):
    double = a_member(house, of=branch, full_name="Lò Thị An")
    a_position(house, at=committee, role=Role.COMMITTEE_MEMBER, member=double, title="Ủy viên")
    with house.database.writing() as session:
        session.execute(
            update(Member).where(col(Member.id) == double.id).values(state="merged", merged_into_id=people[0].id)
        )
    assert outcome(desk.post(CODES, json={"member_ids": [str(people[0].id)]})) == (409, "signin.nobody_left")
    positions = signed_in(house, member=people[0]).get("/api/signin/session").json()["positions"]
    assert [one["title"] for one in positions] == ["Ủy viên"]


def test_a_position_that_has_ended_is_no_obstacle(house, desk, committee, people):
    yesterday = clock.today() - timedelta(days=1)
    a_position(house, at=committee, role=Role.COMMITTEE_MEMBER, member=people[0], to_on=yesterday)
    assert desk.post(CODES, json={"member_ids": [str(people[0].id)]}).status_code == 201


def test_nobody_prints_a_recovery_code_for_himself(desk, secretary):
    answer = desk.post(CODES, json={"member_ids": [str(secretary.id)], "purpose": "recovery"})
    assert outcome(answer) == (409, "signin.nobody_left")


def test_members_of_other_branches_do_not_exist(house, desk, committee):
    other = a_branch(house, under=committee)
    stranger = a_member(house, of=other)
    unknown = (404, "signin.member_unknown")
    assert outcome(desk.post(CODES, json={"member_ids": [str(stranger.id)]})) == unknown
    assert outcome(desk.post(CODES, json={"member_ids": [str(uuid4())]})) == unknown
    assert outcome(desk.post(f"{CODES}/revoke", json={"member_ids": [str(stranger.id)]})) == unknown
    gone = (404, "signin.organization_unknown")
    assert outcome(desk.post(CODES, json={"organization_id": str(other.id)})) == gone
    assert outcome(desk.get(CODES, params={"organization_id": str(other.id)})) == gone
    assert stranger.full_name not in states(desk)


def test_a_member_without_office_prints_nothing(house, branch, people):
    phone = signed_in(house, member=people[0])
    refused = (403, "not_allowed")
    assert outcome(phone.get(CODES)) == refused
    assert outcome(phone.post(CODES, json={"member_ids": [str(people[1].id)]})) == refused
    assert outcome(phone.post(CODES, json={"organization_id": str(branch.id)})) == refused


@pytest.mark.usefixtures("people")
def test_an_officer_prints_for_a_branch_below_and_only_its_members(house, committee, branch):
    officer = an_officer(house, committee)
    issued = officer.post(CODES, json={"organization_id": str(branch.id)}).json()["codes"]
    assert {one["display_name"] for one in issued} == {"Lò Thị An", "Cà Văn Bình"}
    assert set(states(officer, organization_id=str(branch.id))) == {"Lò Thị An", "Cà Văn Bình"}


@pytest.mark.parametrize(
    "body",
    [
        {},
        {"member_ids": []},
        {"member_ids": ["x"]},
        {"organization_id": str(uuid4()), "purpose": "recovery"},
        {"organization_id": str(uuid4()), "member_ids": [str(uuid4())]},
    ],
)
def test_it_must_be_clear_whose_codes(desk, body):
    assert desk.post(CODES, json=body).status_code == 422


def test_withdrawn_codes_are_worth_nothing(house, desk, branch, people):
    code = desk.post(CODES, json={"member_ids": [str(people[0].id)]}).json()["codes"][0]["code"]
    answer = desk.post(f"{CODES}/revoke", json={"organization_id": str(branch.id)})
    assert answer.json() == {"revoked": 1}
    assert outcome(check(house, code)) == (409, "signin.code_replaced")
    assert states(desk)["Lò Thị An"] == "not_issued"


@pytest.mark.usefixtures("people")
def test_two_sheets_at_once_leave_one_code_each(house, desk, branch):
    request = ("POST", CODES, {"organization_id": str(branch.id)})
    answers = at_once(house, *[request] * 3, cookies=desk.cookies)
    assert {answer.status_code for answer in answers} == {201}
    with house.database.reading() as session:
        made = session.exec(select(ActivationCode)).all()
    assert sorted(code.revoked_at is None for code in made) == [False] * 4 + [True] * 2


def test_the_audit_says_who_printed_for_whom_and_holds_no_code(house, desk, secretary, people):
    code = desk.post(CODES, json={"member_ids": [str(people[0].id)]}).json()["codes"][0]
    with house.database.reading() as session:
        entry = session.exec(select(AuditEntry).where(AuditEntry.action == "signin.code_issued")).one()
    assert (entry.member_id, str(entry.subject_id)) == (secretary.id, code["account_id"])
    assert entry.organization_id == secretary.branch_id
    assert entry.details == {"purpose": "activation"}


@pytest.mark.usefixtures("people")
def test_the_sheet_has_a_card_for_everybody(house, desk, branch):
    answer = desk.post(f"{CODES}/sheet", json={"organization_id": str(branch.id)})
    assert answer.status_code == 200
    assert answer.headers["content-type"] == "application/pdf"
    assert answer.headers["cache-control"] == "no-store"
    pages = pypdfium2.PdfDocument(answer.content)
    text = pages[0].get_textpage().get_text_range()
    until = (clock.now() + timedelta(days=30)).astimezone(clock.LOCAL)
    with house.database.reading() as session:
        assert len(session.exec(select(ActivationCode)).all()) == 2
    for expected in ("Lò Thị An", "Cà Văn Bình", "Chi bộ bản Nà Lúng", "an.lothi.", f"{until:%d/%m/%Y}"):
        assert expected in text
    printed = [word for word in text.split() if codes.read(word) and word.count("-") == 2]
    assert [check(house, code).json()["display_name"] for code in printed] == ["Lò Thị An", "Cà Văn Bình"]


def test_another_decoder_reads_the_code_from_the_paper(desk, people):
    body = {"member_ids": [str(people[0].id)]}
    page = pypdfium2.PdfDocument(desk.post(f"{CODES}/sheet", json=body).content)[0]
    picture = page.render(scale=3).to_numpy()
    read, *_ = cv2.QRCodeDetector().detectAndDecode(picture)
    address, _, code = read.partition("#")
    assert address == "http://localhost:8000/kich-hoat"
    assert codes.grouped(code) in page.get_textpage().get_text_range()


def test_a_name_cannot_write_into_the_sheet(house, desk, branch):
    a_member(house, of=branch, full_name='#panic("x") *đậm* "$')
    answer = desk.post(f"{CODES}/sheet", json={"organization_id": str(branch.id)})
    text = pypdfium2.PdfDocument(answer.content)[0].get_textpage().get_text_range()
    assert '#panic("x") *đậm* "$' in text


def test_more_than_a_sheet_holds_is_refused(house, desk, branch, monkeypatch):
    from api.rooms.signin.service import issue  # noqa: PLC0415 - five hundred members would be slow to make

    monkeypatch.setattr(issue, "MOST_AT_A_TIME", 2)
    for _ in range(2):
        a_member(house, of=branch)
    answer = desk.post(CODES, json={"organization_id": str(branch.id)})
    assert outcome(answer) == (409, "signin.too_many_codes")
    assert answer.json()["params"] == {"most": 2}


def test_codes_for_accounts_that_are_no_members(house, committee):
    officer = an_officer(house, committee)
    reception = an_account(house, display_name="Bàn đón tiếp", at=committee, state=AccountState.INVITED)
    elsewhere = an_account(house, display_name="Bàn khác", state=AccountState.INVITED)
    issued = officer.post(CODES, json={"account_ids": [str(reception.id)]}).json()["codes"]
    assert [(one["display_name"], one["member_id"]) for one in issued] == [("Bàn đón tiếp", None)]
    assert outcome(officer.post(CODES, json={"account_ids": [str(elsewhere.id)]})) == (404, "signin.member_unknown")


def test_printing_again_replaces_the_code(house, desk, people):
    an = an_account(house, member=people[0], state=AccountState.INVITED)
    older = a_code(house, account=an)
    desk.post(CODES, json={"member_ids": [str(people[0].id)]})
    assert outcome(check(house, older)) == (409, "signin.code_replaced")
