"""An officer finds the meeting whose invitees he wants to tell something, among those of his place alone."""

from datetime import UTC, datetime, timedelta

import pytest

from api.kit.actors import Role
from api.rooms.meetings.models import MeetingState
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.notifications import audience_of, written
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import signed_in

FIRST = datetime(2026, 11, 3, 12, 30, tzinfo=UTC)
ADDRESS = "/api/notifications/announcements/meetings"


@pytest.fixture
def committee(house):
    return a_committee(house, under=a_province(house))


@pytest.fixture
def office(house, committee):
    officer = a_member(house, of=a_branch(house))
    a_position(house, at=committee, role=Role.OFFICE_STAFF, member=officer)
    return signed_in(house, member=officer, second_factor=True)


@pytest.fixture
def find(office, committee):
    """Titles of what is found, page after page."""

    def ask(query="", **more):
        found, cursor = [], None
        while True:
            asked = {"organization_id": str(committee.id), "q": query, **more, **({"cursor": cursor} if cursor else {})}
            page = office.get(ADDRESS, params=asked).json()
            found += [row["title"] for row in page["items"]]
            cursor = page["next_cursor"]
            if cursor is None:
                return found

    return ask


@pytest.fixture
def meetings(house, committee):
    """Five of one branch, a week apart, one of another before them, and a neighbour's that nobody finds."""
    here = a_branch(house, under=committee, name="Chi bộ Đồng Tâm")
    there = a_branch(house, under=committee, name="Chi bộ Nà Pó")
    for week in range(5):
        a_meeting(house, of=here, title=f"Sinh hoạt tuần {week + 1}", starts_at=FIRST + timedelta(weeks=week))
    a_meeting(house, of=there, title="Hội nghị học tập nghị quyết", starts_at=FIRST - timedelta(hours=1))
    a_meeting(house, of=a_branch(house), title="Sinh hoạt của nơi khác", starts_at=FIRST)


@pytest.mark.usefixtures("meetings")
def test_the_latest_stand_first_and_every_page_goes_on(find):
    assert find(limit=2) == [
        *(f"Sinh hoạt tuần {week}" for week in (5, 4, 3, 2, 1)),
        "Hội nghị học tập nghị quyết",
    ]


@pytest.mark.usefixtures("meetings")
@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ("nghi quyet", ["Hội nghị học tập nghị quyết"]),
        ("NGHỊ quyết pó", ["Hội nghị học tập nghị quyết"]),
        ("đồng tâm 4", ["Sinh hoạt tuần 4"]),
        ("nơi khác", []),
        ("100%", []),
        ("_", []),
    ],
)
def test_words_are_found_in_titles_and_names_with_and_without_marks(find, query, titles):
    assert find(query) == titles


@pytest.mark.parametrize("state", [MeetingState.PLANNED, MeetingState.CANCELLED])
def test_invitees_of_what_was_never_called_or_is_called_off_are_not_addressed(house, committee, office, find, state):
    branch = a_branch(house, under=committee)
    hidden = a_meeting(house, of=branch, state=state)
    assert find() == []
    refused = written(office, committee, audience_of(meeting=hidden))
    assert (refused.status_code, refused.json()["code"]) == (404, "notifications.audience_not_found")


def test_nobody_looks_for_meetings_of_a_place_he_does_not_speak_for(house, committee, office):
    elsewhere = a_branch(house)
    assert office.get(ADDRESS, params={"organization_id": str(elsewhere.id)}).status_code == 404
    member = signed_in(house, member=a_member(house, of=a_branch(house, under=committee)))
    refused = member.get(ADDRESS, params={"organization_id": str(committee.id)})
    assert refused.status_code in {403, 404}
