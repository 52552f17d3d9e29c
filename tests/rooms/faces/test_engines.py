"""The house changes its engine: what the old one made is compared with nothing, and its owners enrol again."""

import numpy as np
import pytest

from api.kit.actors import Role
from api.kit.jobs import Tools
from api.rooms.faces.engine import weights
from api.rooms.faces.engine.worker import Worker
from api.rooms.faces.service import watch_engine
from api.rooms.faces.service.lens import Memory
from tests.makers.notifications import in_inbox, tell_everything
from tests.rooms.faces.conftest import officer
from tests.support.photographs import photograph, three_frames


@pytest.fixture
def dlib():
    """The second engine, in a child of its own."""
    worker = Worker("dlib")
    yield worker
    worker.stop()


@pytest.fixture
def use(hall):
    """`use(engine, worker)`: as after a restart with another `HANDBOOK_FACE_ENGINE`, until the test ends."""
    state = hall.house.app.state
    before = state.settings, state.eyes

    def restart(engine: str, worker: Worker) -> None:
        state.settings = before[0].model_copy(update={"face_engine": engine})
        state.eyes = (worker, Memory())

    yield restart
    state.settings, state.eyes = before


def test_after_a_change_of_the_engine_members_enrol_again_and_nothing_is_mixed(hall, dlib, use):
    sface, _ = hall.house.app.state.eyes
    hall.enrol(hall.an, "person_a_2")
    auditor = officer(hall, Role.AUDITOR)
    assert (outdated(hall), of_former_engines(auditor)) == (0, 0)
    use("dlib", dlib)
    [event] = hall.mine(hall.an)["events"]
    assert (event["engine_current"], event["template"]["engine"]) == (False, weights.ENGINES["sface"])
    assert hall.look("person_a_1")["outcome"] == "unknown"
    assert (outdated(hall), of_former_engines(auditor)) == (1, 1)

    assert hall.enrol(hall.an, "person_a_2").json()["replaced"] is True
    [event] = hall.mine(hall.an)["events"]
    assert (event["engine_current"], event["template"]["engine"]) == (True, weights.ENGINES["dlib"])
    assert hall.mine(hall.an)["receipts"][0]["reason"] == "replaced"
    assert (outdated(hall), of_former_engines(auditor)) == (0, 0)
    assert hall.look("person_a_1")["outcome"] == "unsure", "another day's photograph: dlib's limits are narrower"
    assert hall.look("person_a_2")["outcome"] == "greeted"
    assert hall.look("impostor_1")["outcome"] == "unknown"

    use("sface", sface)
    assert hall.look("person_a_2")["outcome"] == "unknown"


def test_whoever_is_enrolled_is_told_of_the_change_once_and_who_is_not_hears_nothing(hall):
    hall.enrol(hall.an, "person_a_2")
    changed(hall, "sface")
    assert in_inbox(hall.an) == []
    for _ in range(2):
        changed(hall, "dlib")
    assert (in_inbox(hall.an), in_inbox(hall.binh)) == (["enrol_again"], [])
    hall.an.delete(f"/api/faces/meetings/{hall.meeting.id}/template").raise_for_status()
    changed(hall, "sface")
    changed(hall, "dlib")
    assert in_inbox(hall.an) == ["enrol_again"], "nothing is stored any more"


def test_a_meeting_that_is_over_asks_nobody_to_enrol_again(hall, it_is):
    hall.enrol(hall.an, "person_a_2")
    it_is(hall.meeting.ends_at)
    changed(hall, "dlib")
    assert in_inbox(hall.an) == []


def changed(hall, engine: str) -> None:
    """What the clock asks for after a restart with this engine."""
    settings = hall.house.settings.model_copy(update={"face_engine": engine})
    watch_engine(Tools(hall.house.database, hall.house.app.state.storage, settings))
    tell_everything(hall.house)


def outdated(hall) -> int:
    """How many the secretary is told have to enrol again."""
    found: int = hall.secretary.get(f"/api/faces/meetings/{hall.meeting.id}/offer").json()["outdated"]
    return found


def of_former_engines(auditor) -> int:
    """How many stand in the register of processing."""
    found: int = auditor.get("/api/faces/register").json()["templates_outdated"]
    return found


def test_both_engines_tell_the_same_people_apart(dlib):
    """Each on its own scale; points and measures come from the same detector."""
    sface = Worker()
    names = ("person_b_1", "person_b_2", "impostor_2")
    for worker in (sface, dlib):
        seen = [worker.look(three_frames(photograph(name))[1:2])[0].vector for name in names]
        one, same, other = (np.asarray(vector) for vector in seen)
        assert float(one @ same) > float(one @ other) + 0.03
        assert float(np.linalg.norm(one)) == pytest.approx(1, abs=1e-5)
    sface.stop()
