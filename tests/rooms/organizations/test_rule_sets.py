import json
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.kit import rules
from api.kit.actors import Role
from api.rooms.organizations import rule_sets
from api.rooms.organizations.service import rule

PLACES = [UUID(int=n) for n in range(1, 6)]
DAY = date(2026, 1, 1)


@dataclass(frozen=True)
class Version:
    organization_id: UUID | None
    effective_from: date
    effective_to: date | None
    version: int


days = st.integers(min_value=0, max_value=60).map(lambda n: DAY + timedelta(days=n))
versions = st.lists(
    st.builds(
        lambda place, start, length, number: Version(
            place, start, start + timedelta(days=length) if length else None, number
        ),
        st.sampled_from([None, *PLACES]),
        days,
        st.integers(min_value=0, max_value=20),
        st.integers(min_value=1, max_value=3),
    ),
    max_size=12,
    unique_by=lambda version: (version.organization_id, version.effective_from, version.version),
)
"""As the table keeps them: one place and day has each number of version once."""
lineages = st.permutations(PLACES).flatmap(lambda order: st.integers(0, 5).map(lambda n: order[:n]))


def holds(version, on, lineage):
    begun = version.effective_from <= on
    over = version.effective_to is not None and version.effective_to <= on
    return begun and not over and (version.organization_id is None or version.organization_id in lineage)


@given(versions, days, lineages)
def test_the_chosen_version_holds_and_nothing_nearer_or_later_does(found, on, lineage):
    chosen = rules.choose(found, on, lineage)
    candidates = [version for version in found if holds(version, on, lineage)]
    if chosen is None:
        assert candidates == []
        return
    assert chosen in candidates

    def distance(version):
        return len(lineage) if version.organization_id is None else lineage.index(version.organization_id)

    for other in candidates:
        assert distance(chosen) <= distance(other)
        if distance(chosen) == distance(other):
            assert (chosen.effective_from, chosen.version) >= (other.effective_from, other.version)


@given(versions, days, lineages, st.randoms())
def test_the_order_in_which_versions_come_does_not_matter(found, on, lineage, random):
    mixed = list(found)
    random.shuffle(mixed)
    assert rules.choose(found, on, lineage) == rules.choose(mixed, on, lineage)


def test_every_rule_of_the_files_is_in_a_new_house_with_its_citation(place):
    shown = place.office.get("/api/rule-sets").json()["items"]
    expected = {entry["topic"]: entry for entry in rule_sets.read()}
    assert {item["topic"] for item in shown} == set(expected)
    for item in shown:
        assert item["citation"] == expected[item["topic"]]["citation"]
        assert item["content"] == expected[item["topic"]]["content"]


def test_loading_the_files_again_changes_nothing(place):
    with place.house.database.writing() as session:
        assert rule_sets.load(session.connection()) == 0


OVERRIDE = {
    "topic": "meeting_length",
    "effective_from": "2026-03-01",
    "citation": "Công văn 15-CV/ĐU của Đảng ủy xã Đông",
    "source_level": "P",
    "content": {"regular_minutes": 60, "combined_minutes": 90},
}


def minutes(place, organization, on):
    answer = place.office.get(
        "/api/rule-sets", params={"topic": "meeting_length", "organization_id": str(organization.id), "on": on}
    )
    return answer.json()["items"][0]["content"]["regular_minutes"]


def test_a_committee_overrides_a_rule_for_its_subtree_from_a_day_on(place):
    made = place.office.post("/api/rule-sets", json={**OVERRIDE, "organization_id": str(place.east.id)})
    assert made.status_code == 201, made.text
    assert minutes(place, place.branch, "2026-02-28") == 90
    assert minutes(place, place.branch, "2026-03-01") == 60
    assert minutes(place, place.other, "2026-03-01") == 90
    nearer = {**OVERRIDE, "content": {"regular_minutes": 45, "combined_minutes": 75}}
    place.office.post("/api/rule-sets", json={**nearer, "organization_id": str(place.branch.id)})
    assert minutes(place, place.branch, "2026-03-01") == 45
    assert minutes(place, place.east, "2026-03-01") == 60


def test_a_second_version_of_one_start_corrects_the_first(place):
    for length in (50, 55):
        content = {"regular_minutes": length, "combined_minutes": 90}
        body = {**OVERRIDE, "organization_id": str(place.east.id), "content": content}
        made = place.office.post("/api/rule-sets", json=body)
    assert made.json()["version"] == 2
    assert minutes(place, place.branch, "2026-03-01") == 55
    with place.house.database.reading() as session:
        assert rule(session, "meeting_length", date(2026, 3, 1), place.branch.id).content["regular_minutes"] == 55


@pytest.mark.parametrize(
    ("change", "expected"),
    [
        ({"topic": "weather"}, (409, "organizations.topic_unknown")),
        ({"content": {"regular_minutes": 60}}, (409, "organizations.rule_shape_wrong")),
        ({"content": {"regular_minutes": "60", "combined_minutes": 90}}, (409, "organizations.rule_shape_wrong")),
        ({"content": {"regular_minutes": True, "combined_minutes": 90}}, (409, "organizations.rule_shape_wrong")),
        ({"content": {"regular_minutes": -1, "combined_minutes": 90}}, (409, "organizations.rule_shape_wrong")),
        ({"topic": "agenda_thematic", "content": {"items": []}}, (409, "organizations.rule_shape_wrong")),
        ({"topic": "agenda_thematic", "content": {"items": [{"part": 1}]}}, (409, "organizations.rule_shape_wrong")),
        ({"effective_to": "2026-03-01"}, (409, "organizations.date_not_possible")),
        ({"citation": ""}, (422, "request.invalid")),
    ],
)
def test_overrides_without_the_form_of_the_rule_are_refused(place, change, expected):
    answer = place.office.post("/api/rule-sets", json={**OVERRIDE, "organization_id": str(place.east.id)} | change)
    assert (answer.status_code, answer.json()["code"]) == expected


def test_rules_are_overridden_by_those_who_may_and_where_they_may(place):
    body = {**OVERRIDE, "organization_id": str(place.branch.id)}
    secretary = place.client_at(place.branch, Role.SECRETARY)
    assert secretary.post("/api/rule-sets", json=body).status_code == 403
    west = place.client_at(place.west, Role.OFFICE_STAFF)
    hidden = west.post("/api/rule-sets", json={**OVERRIDE, "organization_id": str(place.east.id)})
    assert (hidden.status_code, hidden.json()["code"]) == (404, "organizations.not_found")
    shown = west.get("/api/rule-sets", params={"organization_id": str(place.east.id)})
    assert shown.status_code == 404


def test_a_day_before_every_rule_has_none(place):
    assert place.office.get("/api/rule-sets", params={"on": "1990-01-01"}).json()["items"] == []
    with place.house.database.reading() as session, pytest.raises(rules.NoSuchRule):
        rule(session, "majority", date(1990, 1, 1), None)


def test_the_files_are_json_of_one_form():
    for entry in rule_sets.read():
        assert entry["source_level"] in {"P", "N", "S"}
        assert entry["citation"]
        assert json.dumps(entry["content"])
