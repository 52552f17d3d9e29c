from uuid import UUID

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlmodel import col, select

from api.kit.scope import OrganizationClosure
from api.rooms.organizations.models import Organization
from tests.support.house import House

number = st.integers(min_value=0, max_value=10_000)
acts = st.one_of(
    st.tuples(st.just("found"), number, number),
    st.tuples(st.just("move"), number, number),
    st.tuples(st.just("merge"), number, number),
    st.tuples(st.just("split"), number, number),
)
KINDS = ("upper_committee", "grassroots_committee", "sub_committee", "branch", "party_group")


def organizations(house: House) -> list[Organization]:
    with house.database.reading() as session:
        return list(session.exec(select(Organization).order_by(col(Organization.id))))


def recomputed(parents: dict[UUID, UUID | None]) -> set[tuple[UUID, UUID, int]]:
    pairs = set()
    for start in parents:
        above: UUID | None = start
        depth = 0
        while above is not None:
            pairs.add((above, start, depth))
            above, depth = parents[above], depth + 1
    return pairs


def act(place, what: str, first: int, second: int) -> int:
    known = organizations(place.house)
    one, two = known[first % len(known)], known[second % len(known)]
    address = f"/api/organizations/{one.id}"
    body: dict[str, object] = {}
    if what == "found":
        address = "/api/organizations"
        kind = KINDS[second % len(KINDS)]
        body = {"kind": kind, "name": f"Tổ chức {len(known)}", "parent_id": str(one.id), "founded_on": "2026-01-01"}
    elif what == "split":
        children = [str(o.id) for o in known if o.parent_id == one.id and o.ended_on is None]
        body = {"name": f"Tách {len(known)}", "split_on": "2026-01-01", "child_ids": children[: second % 3]}
    elif what == "merge":
        body = {"into_id": str(two.id), "merged_on": "2026-01-01"}
    else:
        body = {"parent_id": str(two.id), "moved_on": "2026-01-01"}
    path = address if what == "found" else f"{address}/{what}"
    return int(place.office.post(path, json=body).status_code)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(plan=st.lists(acts, min_size=4, max_size=12))
def test_whatever_happens_the_closure_is_what_the_parents_say(place, plan):
    for what, first, second in plan:
        assert act(place, what, first, second) in {200, 201, 409}
        with place.house.database.reading() as session:
            rows = session.exec(select(OrganizationClosure)).all()
        kept = {(row.ancestor_id, row.descendant_id, row.depth) for row in rows}
        assert kept == recomputed({o.id: o.parent_id for o in organizations(place.house)})
