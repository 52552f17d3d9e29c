"""What a reader keeps, what a phone is told, and what others may know of it: nothing but counts."""

from datetime import date, timedelta
from uuid import uuid4

import pytest

from api.kit import clock
from api.kit.actors import Role
from api.kit.ids import new_id
from api.rooms.library.models import State
from tests.makers.library import a_document
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_position
from tests.makers.signin import an_account, signed_in


@pytest.fixture
def document(place):
    return a_document(place.house, by=place.committee, study_by_on=date(2026, 12, 1))


@pytest.fixture
def path(document):
    return f"/api/library/documents/{document.id}"


@pytest.fixture
def file_id(place, path):
    return place.reader.get(path).json()["files"][0]["id"]


def mine(client):
    answer = client.get("/api/library/mine")
    assert answer.status_code == 200
    return answer.json()


def test_a_bookmark_is_kept_and_dropped_as_often_as_one_likes(place, document, path):
    for _ in range(2):
        assert place.reader.put(f"{path}/bookmark").json()["document_id"] == str(document.id)
    assert place.reader.get(path).json()["bookmarked"] is True
    assert place.officer.get(path).json()["bookmarked"] is False
    for _ in range(2):
        assert place.reader.delete(f"{path}/bookmark").status_code == 204
    assert mine(place.reader)["bookmarks"] == []


def test_highlights_and_notes_carry_the_phones_ids(place, document, file_id):
    body = {"document_id": str(document.id), "file_id": file_id, "block": 0, "start": 2, "end": 9, "color": "green"}
    highlight = f"/api/library/highlights/{new_id()}"
    assert place.reader.put(highlight, json=body).status_code == 200
    assert place.reader.put(highlight, json=body | {"color": "pink"}).json()["color"] == "pink"
    note = f"/api/library/notes/{new_id()}"
    words = {"document_id": str(document.id), "file_id": file_id, "block": 0, "text": "Hỏi lại đồng chí bí thư"}
    assert place.reader.put(note, json=words).json()["text"] == words["text"]
    kept = mine(place.reader)
    assert [h["color"] for h in kept["highlights"]] == ["pink"]
    assert [n["text"] for n in kept["notes"]] == [words["text"]]
    assert place.reader.delete(highlight).status_code == 204
    assert place.reader.delete(note).status_code == 204
    kept = mine(place.reader)
    assert kept["highlights"] == kept["notes"] == []


def test_nobody_touches_anothers_highlight_or_note(place, document, file_id):
    body = {"document_id": str(document.id), "file_id": file_id, "block": 0, "start": 0, "end": 3, "color": "blue"}
    own = f"/api/library/highlights/{new_id()}"
    place.reader.put(own, json=body)
    taken = place.officer.put(own, json=body)
    assert (taken.status_code, taken.json()["code"]) == (409, "library.id_taken")
    gone = place.officer.delete(own)
    assert (gone.status_code, gone.json()["code"]) == (404, "library.own_not_found")
    assert len(mine(place.reader)["highlights"]) == 1
    assert mine(place.officer)["highlights"] == []


@pytest.mark.parametrize("change", [{"end": 2}, {"file_id": str(uuid4())}])
def test_a_highlight_of_nothing_is_refused(place, document, file_id, change):
    body = {"document_id": str(document.id), "file_id": file_id, "block": 0, "start": 2, "end": 9, "color": "green"}
    answer = place.reader.put(f"/api/library/highlights/{new_id()}", json=body | change)
    assert (answer.status_code, answer.json()["code"]) == (409, "library.highlight_invalid")


def test_the_later_phone_decides_where_reading_goes_on(place, path, file_id):
    now = clock.now()
    late = {"file_id": file_id, "block": 9, "at": now.isoformat()}
    early = {"file_id": file_id, "block": 1, "at": (now - timedelta(hours=1)).isoformat()}
    ahead = {"file_id": file_id, "block": 3, "at": (now + timedelta(days=365)).isoformat()}
    assert place.reader.put(f"{path}/progress", json=late).json()["block"] == 9
    assert place.reader.put(f"{path}/progress", json=early).json()["block"] == 9
    answer = place.reader.put(f"{path}/progress", json=ahead).json()
    assert answer["block"] == 3
    assert answer["updated_at"] < (now + timedelta(days=1)).isoformat()
    assert [p["block"] for p in mine(place.reader)["progress"]] == [3]


def test_what_was_kept_of_a_withdrawn_paper_is_no_longer_shown(place, path):
    place.reader.put(f"{path}/bookmark")
    place.officer.post(f"{path}/withdraw", json={"reason": "Ban hành nhầm"})
    assert mine(place.reader)["bookmarks"] == []
    assert place.reader.put(f"{path}/bookmark").status_code == 404


def test_acknowledging_is_a_members_own_word_given_once(place, path):
    first = place.reader.put(f"{path}/acknowledgement").json()
    assert place.reader.put(f"{path}/acknowledgement").json() == first
    assert place.reader.get(path).json()["acknowledged_at"] == first["created_at"]
    quiet = a_document(place.house, by=place.committee, title="Chỉ để biết")
    answer = place.reader.put(f"/api/library/documents/{quiet.id}/acknowledgement")
    assert (answer.status_code, answer.json()["code"]) == (409, "library.nothing_to_study")
    account = an_account(place.house, display_name="Văn phòng")
    a_position(place.house, at=place.committee, role=Role.OFFICE_STAFF, account_id=account.id)
    answer = signed_in(place.house, account=account).put(f"{path}/acknowledgement")
    assert (answer.status_code, answer.json()["code"]) == (409, "library.not_a_member")


def test_the_committee_sees_counts_by_unit_and_never_names(place, path):
    other = a_branch(place.house, under=place.committee, name="Chi bộ thôn Hai")
    for _ in range(3):
        a_member(place.house, of=other)
    place.reader.put(f"{path}/acknowledgement")
    counts = place.officer.get(f"{path}/studied").json()
    assert {(c["name"], c["acknowledged"], c["members"]) for c in counts} == {
        ("Chi bộ thôn Một", 1, 2),
        ("Chi bộ thôn Hai", 0, 3),
    }
    below = place.officer.get(f"{path}/studied", params={"below": str(place.branch.id)}).json()
    assert [(c["name"], c["acknowledged"]) for c in below] == [("Chi bộ thôn Một", 1)]
    assert place.member.full_name not in place.officer.get(f"{path}/studied").text
    assert place.reader.get(f"{path}/studied").status_code == 403
    elsewhere = place.officer.get(f"{path}/studied", params={"below": str(place.province.id)})
    assert elsewhere.status_code == 404


def test_progress_and_notes_reach_nobody_else(place, document, path):
    place.reader.put(f"{path}/progress", json={"block": 7, "at": clock.now().isoformat()})
    place.reader.put(f"/api/library/notes/{new_id()}", json={"document_id": str(document.id), "text": "riêng tư lắm"})
    for address in (path, f"{path}/studied", "/api/library/mine", "/api/library/changes", "/api/library/desk"):
        assert "riêng tư lắm" not in place.officer.get(address).text
    assert mine(place.officer)["progress"] == []


class TestChanges:
    """The feed a phone follows."""

    def feed(self, client, since=0, scope=None):
        answer = client.get("/api/library/changes", params={"since": since} | ({"scope": scope} if scope else {}))
        assert answer.status_code == 200
        return answer.json()

    def test_it_tells_each_change_once(self, place):
        first = a_document(place.house, by=place.committee, title="Một")
        start = self.feed(place.reader)
        assert [item["document"]["title"] for item in start["items"]] == ["Một"]
        assert (start["reset"], start["more"]) == (True, False)
        nothing = self.feed(place.reader, start["next_since"], start["scope"])
        assert (nothing["items"], nothing["reset"], nothing["next_since"]) == ([], False, start["next_since"])
        a_document(place.house, by=place.committee, title="Hai")
        path = f"/api/library/documents/{first.id}"
        place.officer.post(f"{path}/withdraw", json={"reason": "Ban hành nhầm"})
        news = self.feed(place.reader, start["next_since"], start["scope"])
        told = {item["id"]: item["document"] and item["document"]["title"] for item in news["items"]}
        assert told[str(first.id)] is None
        assert sorted(filter(None, told.values())) == ["Hai"]

    def test_it_comes_in_pieces(self, place, monkeypatch):
        monkeypatch.setattr("api.rooms.library.service.syncing.PIECE", 2)
        for number in range(5):
            a_document(place.house, by=place.committee, title=str(number))
        seen, since, scope = [], 0, None
        while True:
            piece = self.feed(place.reader, since, scope)
            seen += [item["document"]["title"] for item in piece["items"]]
            since, scope = piece["next_since"], piece["scope"]
            if not piece["more"]:
                break
        assert seen == ["0", "1", "2", "3", "4"]

    def test_a_new_position_starts_it_over(self, place):
        a_document(place.house, by=place.committee)
        before = self.feed(place.reader)
        a_position(place.house, at=place.branch, role=Role.SECRETARY, member=place.member)
        after = self.feed(signed_in(place.house, member=place.member), before["next_since"], before["scope"])
        assert after["reset"] is True
        assert len(after["items"]) == 1

    def test_a_stranger_learns_of_nothing(self, place, stranger):
        document = a_document(place.house, by=place.committee)
        a_document(place.house, by=place.committee, state=State.WITHDRAWN)
        place.officer.post(f"/api/library/documents/{document.id}/withdraw", json={"reason": "Ban hành nhầm"})
        assert self.feed(stranger)["items"] == []
        assert self.feed(stranger, 1)["items"] == []

    def test_a_piece_needs_few_statements_however_long(self, place, statements):
        a_document(place.house, by=place.committee)
        with statements() as few:
            self.feed(place.reader)
        for number in range(15):
            a_document(place.house, by=place.committee, title=str(number))
        with statements() as many:
            self.feed(place.reader)
        assert len(many) == len(few) <= 8
