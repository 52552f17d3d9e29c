from api.kit import audit
from api.kit.actors import Role
from tests.makers.members import a_member
from tests.makers.signin import signed_in


def entries(client, **params):
    answer = client.get("/api/audit", params=params)
    assert answer.status_code == 200, answer.text
    return answer.json()["items"]


def test_every_change_says_who_did_it_and_what_without_names_or_contents(place):
    address = f"/api/organizations/{place.branch.id}"
    place.office.patch(address, json={"name": "Chi bộ bí mật"}, headers={"If-Match": '"1"'})
    auditor = place.client_at(place.province, Role.AUDITOR)
    entry = entries(auditor, action="organizations.edited")[0]
    assert entry["actor_name"] == "Trần Văn Chánh"
    assert entry["subject_id"] == str(place.branch.id)
    assert entry["details"] == {"fields": ["name"]}


def test_an_auditor_reads_what_concerns_the_own_subtree_only(place):
    member_of_east, member_of_west = a_member(place.house, of=place.branch), a_member(place.house, of=place.other)
    for member in (member_of_east, member_of_west):
        place.office.get(f"/api/members/{member.id}")
    subjects = {e["subject_id"] for e in entries(place.client_at(place.east, Role.AUDITOR))}
    assert str(member_of_east.id) in subjects
    assert str(member_of_west.id) not in subjects


def test_what_concerns_the_whole_house_is_read_at_the_top_only(place):
    with place.house.database.writing() as session:
        audit.note(session, None, "kit.restored", subject_kind="house")
    assert [e["action"] for e in entries(place.client_at(place.province, Role.AUDITOR), action="kit.restored")]
    assert entries(place.client_at(place.east, Role.AUDITOR), action="kit.restored") == []


def test_without_the_right_nobody_reads_it(place):
    for client in (place.office, place.client_at(place.branch, Role.SECRETARY)):
        assert client.get("/api/audit").status_code == 403
    assert signed_in(place.house, member=place.officer, second_factor=False).get("/api/audit").status_code == 403


def test_it_is_read_by_person_and_time_page_by_page(place):
    members = [a_member(place.house, of=place.branch) for _ in range(3)]
    for member in members:
        place.office.get(f"/api/members/{member.id}")
    auditor = place.client_at(place.province, Role.AUDITOR)
    wanted = {"action": "members.card_viewed", "member_id": str(place.officer.id), "limit": "2"}
    first = auditor.get("/api/audit", params=wanted).json()
    second = auditor.get("/api/audit", params={**wanted, "cursor": first["next_cursor"]}).json()
    seen = [entry["subject_id"] for entry in first["items"] + second["items"]]
    assert seen == [str(member.id) for member in reversed(members)]
    assert entries(auditor, since="2999-01-01T00:00:00Z") == []
    assert auditor.get("/api/audit", params={"since": "2026-01-01T00:00:00"}).status_code == 422
