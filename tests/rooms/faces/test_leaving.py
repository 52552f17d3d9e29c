"""Who is a member no more leaves no face behind: templates go with a receipt, consents end with the membership."""

import time

import pytest
from sqlmodel import select

from api.kit import clock, jobs
from api.kit.actors import Role
from api.rooms.faces.models import FaceTemplate
from tests.makers.faces import a_consent
from tests.rooms.faces.conftest import officer
from tests.rooms.faces.test_keeping import every_byte, holds

PATIENCE = 60
"""Seconds for the jobs; on a free machine one is enough."""


@pytest.fixture
def at_work(hall):
    """The house's jobs run; a job that waits for the meeting's end keeps waiting."""
    jobs.start(hall.house.database, hall.house.app.state.storage, settings=hall.house.settings, poll_seconds=0.02)
    yield
    jobs.stop()


def templates(hall) -> list[FaceTemplate]:
    with hall.house.database.reading() as session:
        return list(session.exec(select(FaceTemplate)))


def step(hall, address: str, **body: object) -> str:
    """What an officer of the branch writes down about a member, as of today."""
    answer = hall.secretary.post(f"/api/members/{address}", json=body)
    assert answer.is_success, answer.text
    return str(answer.json().get("id"))


def leave(hall, name: str, how: str) -> None:
    """Expelled, dead, or moved to a place outside the house."""
    today, member_id = clock.today().isoformat(), hall.members[name].id
    if how == "moved":
        where = {"to_place": "Chi bộ 3, tỉnh khác", "decided_on": today, "decision": "4-QĐ/ĐU"}
        moving = step(hall, f"{member_id}/transfer", **where)
        step(hall, f"transfers/{moving}/introduce", on=today)
        step(hall, f"transfers/{moving}/arrive", on=today)
    else:
        step(hall, f"{member_id}/states", state=how, from_on=today, decision="9-QĐ/ĐU")


@pytest.mark.parametrize("how", ["expelled", "dead", "moved"])
@pytest.mark.usefixtures("at_work")
def test_who_leaves_takes_the_face_along_and_a_receipt_stays(hall, how):
    hall.enrol(hall.an, "person_a_2").raise_for_status()
    a_consent(hall.binh, hall.meeting.id)  # agreed, and stored nothing yet
    [stored] = templates(hall)
    dpo = officer(hall, Role.DATA_PROTECTION_OFFICER)
    assert holds(every_byte(hall), stored.sealed), "otherwise the search below could not fail"
    for name in ("an", "binh"):
        leave(hall, name, how)
    until = time.monotonic() + PATIENCE
    while dpo.get("/api/faces/register").json()["consents_withdrawn"] < len(("an", "binh")):
        assert time.monotonic() < until
        time.sleep(0.02)
    assert templates(hall) == []
    left = every_byte(hall)
    for piece in (stored.sealed, stored.sealed[100:160], stored.nonce):
        assert not holds(left, piece)
    [receipt] = dpo.get("/api/faces/register/deletions").json()["items"]
    assert (receipt["what"], receipt["member_name"]) == ("left", "Lò Thị An")
    assert hall.an.get("/api/faces/mine").status_code == 401
    assert hall.look("person_a_1")["outcome"] == "unknown"
