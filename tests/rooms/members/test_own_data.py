import io
from datetime import UTC, date, datetime, timedelta
from uuid import UUID

import pypdfium2

from api.kit.actors import Grant, Role
from api.rooms.members.audiences import AudienceKind, kinds
from api.rooms.members.models import DataRequest, RequestState, State
from api.rooms.members.service.requests import as_reads
from tests.makers.members import a_member
from tests.makers.organizations import a_branch
from tests.makers.signin import signed_in
from tests.rooms.members.conftest import refusal

ID = "01890000-0000-7000-8000-00000000000{}"


def ask(client, n=1, **fields):
    body = {"id": ID.format(n), "kind": "correction", "text": "Ngày sinh đúng là 15/3/1980"} | fields
    return client.post("/api/members/me/requests", json=body)


def test_a_request_has_the_terms_of_the_law_in_working_days(place, it_is):
    friday_before_new_year = datetime(2026, 2, 13, 3, tzinfo=UTC)
    it_is(friday_before_new_year)
    asked = ask(place.own)
    assert asked.status_code == 201, asked.text
    assert (asked.json()["acknowledge_by"], asked.json()["finish_by"]) == ("2026-02-24", "2026-02-23")
    assert ask(place.own, 2, kind="withdrawal").json()["finish_by"] == "2026-02-28"


def test_sending_it_twice_is_asking_once(place):
    first, again = ask(place.own), ask(place.own, text="Lần hai")
    assert first.json() == again.json()
    assert len(place.own.get("/api/members/me/requests").json()["items"]) == 1
    assert refusal(ask(place.secretary_client)) == (404, "members.request_not_found")


def test_a_correction_says_what_is_wrong(place):
    assert refusal(ask(place.own, text="  ")) == (409, "members.request_without_text")
    assert ask(place.own, kind="copy", text="").status_code == 201


def test_an_officer_acknowledges_and_finishes_and_the_member_reads_the_answer(place):
    ask(place.own)
    address = f"/api/members/requests/{ID.format(1)}"
    assert [r["state"] for r in place.secretary_client.get("/api/members/requests").json()["items"]] == ["received"]
    acknowledged = place.secretary_client.post(f"{address}/acknowledge").json()
    again = place.secretary_client.post(f"{address}/acknowledge").json()
    assert acknowledged == again
    assert acknowledged["state"] == "acknowledged"
    done = place.secretary_client.post(f"{address}/finish", json={"answer": "Đã sửa ngày sinh"})
    assert done.json()["state"] == "finished"
    mine = place.own.get("/api/members/me/requests").json()["items"][0]
    assert (mine["state"], mine["answer"]) == ("finished", "Đã sửa ngày sinh")
    over = place.secretary_client.post(f"{address}/refuse", json={"answer": "Không"})
    assert refusal(over) == (409, "members.request_over")
    assert place.secretary_client.get("/api/members/requests").json()["items"] == []
    ended = place.office.get("/api/members/requests", params={"state": "finished"}).json()["items"]
    assert len(ended) == 1


def test_a_refusal_gives_its_reason(place):
    ask(place.own)
    address = f"/api/members/requests/{ID.format(1)}/refuse"
    assert refusal(place.office.post(address, json={"answer": " "})) == (422, "request.invalid")
    refused = place.office.post(address, json={"answer": "Dữ liệu khớp với hồ sơ gốc"}).json()
    assert (refused["state"], refused["acknowledged_at"] is not None) == ("refused", True)


def test_whoever_does_not_handle_requests_sees_none(place):
    ask(place.own)
    stranger = signed_in(place.house, member=a_member(place.house, of=a_branch(place.house)))
    address = f"/api/members/requests/{ID.format(1)}"
    assert refusal(stranger.get("/api/members/requests")) == (403, "not_allowed")
    for client in (stranger, place.own, place.client_at(place.other, Role.SECRETARY)):
        assert refusal(client.post(f"{address}/acknowledge")) == (404, "members.request_not_found")
        ended = client.post(f"{address}/finish", json={"answer": "Xong"})
        assert refusal(ended) == (404, "members.request_not_found")


def test_a_term_that_has_passed_shows_until_the_request_is_answered(place, it_is):
    def overdue(days, state):
        it_is(datetime(2026, 2, 13, 3, tzinfo=UTC) + timedelta(days=days))
        with place.house.database.reading() as session:
            request = session.get_one(DataRequest, UUID(ID.format(1)))
            request.state = state
            shown = as_reads(session, [request])[0].overdue
            session.rollback()
        return shown

    ask(place.own)
    with place.house.database.writing() as session:
        request = session.get_one(DataRequest, UUID(ID.format(1)))
        request.acknowledge_by, request.finish_by = date(2026, 2, 24), date(2026, 2, 28)
    assert [overdue(days, RequestState.RECEIVED) for days in (11, 12)] == [False, True]
    assert [overdue(days, RequestState.ACKNOWLEDGED) for days in (15, 16)] == [False, True]
    assert not overdue(400, RequestState.FINISHED)


def test_the_export_holds_everything_and_the_whole_number_for_its_owner_only(place):
    number = "038080001234"
    address = f"/api/members/{place.member.id}"
    place.office.patch(address, json={"card_number": number}, headers={"If-Match": '"1"'})
    ask(place.own)
    taken = place.own.get("/api/members/me/export.json")
    data = taken.json()
    assert taken.headers["Content-Disposition"].startswith("attachment")
    assert (data["card_number"], data["card"]["card_number"]) == (number, "••••••••1234")
    assert data["history"]["memberships"][0]["branch"]["name"] == "Chi bộ thôn 1"
    assert data["requests"][0]["text"].startswith("Ngày sinh")
    others = [place.office.get(path).text for path in ("/api/members", address, f"{address}/history")]
    assert not any(number in text for text in others)


def test_the_export_on_paper_is_vietnamese_and_nothing_in_it_is_markup(place):
    ask(place.own, text="#panic() *đậm* $x$")
    place.secretary_client.post(
        f"/api/members/requests/{ID.format(1)}/finish", json={"answer": '#read("/etc/passwd") <b>Xong</b>'}
    )
    printed = place.own.get("/api/members/me/export.pdf")
    assert (printed.status_code, printed.headers["Content-Type"]) == (200, "application/pdf")
    document = pypdfium2.PdfDocument(io.BytesIO(printed.content))
    printed_text = "\n".join(page.get_textpage().get_text_range() for page in document)
    document.close()
    text = " ".join(printed_text.split())
    assert '#read("/etc/passwd")' in text.replace(" ", "")
    for words in (
        "Lê Văn Hòa",
        "Đảng viên chính thức",
        "Ngày quyết định kết nạp",
        "19/05/2005",
    ):
        assert words in text


def test_taking_the_data_along_is_in_the_audit(place):
    place.own.get("/api/members/me/export.json")
    auditor = place.client_at(place.commune, Role.AUDITOR)
    entries = auditor.get("/api/audit", params={"action": "members.own_data_exported"}).json()["items"]
    assert [entry["subject_id"] for entry in entries] == [str(place.member.id)]


def test_audiences_follow_from_state_and_positions():
    at_branch = Grant(UUID(ID.format(1)), Role.SECRETARY, at_branch=True)
    above = Grant(UUID(ID.format(2)), Role.COMMITTEE_MEMBER, at_branch=False)
    assert kinds(State.OFFICIAL, ()) == {AudienceKind.OFFICIAL}
    assert kinds(State.PROBATIONARY, (at_branch,)) == {AudienceKind.PROBATIONARY, AudienceKind.BRANCH_LEADERS}
    assert kinds(None, (above,)) == {AudienceKind.COMMITTEE}
    assert kinds(State.EXPELLED, ()) == frozenset()
