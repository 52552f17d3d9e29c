"""What is kept, for how long, under which key; and that what was deleted is nowhere any more."""

import io
import tarfile
from datetime import timedelta
from pathlib import Path

import pytest
from sqlalchemy import inspect, text
from sqlalchemy.exc import DatabaseError
from sqlmodel import select

from api.cli.backups import verbs
from api.kit import clock
from api.kit.actors import Role
from api.kit.ids import new_id
from api.kit.jobs import Tools
from api.rooms.faces import consent_texts, matching, sealing
from api.rooms.faces.engine import weights
from api.rooms.faces.models import FaceConfirmation, FaceTemplate
from api.rooms.faces.scales import SCALES
from api.rooms.faces.service import Lens, erase_of_event, rotate_key
from api.rooms.meetings.models import Meeting
from tests.rooms.faces.conftest import officer


def lens_of(hall) -> Lens:
    state = hall.house.app.state
    return Lens(state.database, state.settings, *state.eyes)


def the_template(hall) -> FaceTemplate:
    with hall.house.database.reading() as session:
        found: FaceTemplate = session.exec(select(FaceTemplate)).one()
        return found


def every_byte(hall) -> bytes:
    """Everything in the database as text and bytes, the database's own files, and the folder of files and secrets."""
    found = io.BytesIO()
    with hall.house.database.engine.connect() as connection:
        for table in inspect(connection).get_table_names():
            for row in connection.execute(text(f'SELECT * FROM "{table}"')):
                for value in row:
                    found.write(bytes(value) if isinstance(value, bytes | memoryview) else str(value).encode())
        if hall.house.database.is_sqlite:
            connection.exec_driver_sql("ROLLBACK")
            connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")
            path = hall.house.database.url.database
            assert path is not None
            with open(path, "rb") as file:  # noqa: PTH123 - a path from a database's address
                found.write(file.read())
    for file in hall.house.settings.var.rglob("*"):
        if file.is_file():
            found.write(file.read_bytes())
    return found.getvalue()


def a_backup(hall, folder: Path) -> bytes:
    """Everything in a backup with secrets taken now."""
    file = folder / f"{len(list(folder.iterdir()))}.tar"
    verbs.back_up(hall.house.settings, file, secrets=True)
    with tarfile.open(file) as backup:
        contents = [backup.extractfile(member) for member in backup.getmembers()]
        return b"".join(one.read() for one in contents if one is not None)


def test_a_deleted_template_is_nowhere(hall, tmp_path_factory):
    backups = tmp_path_factory.mktemp("backups")
    hall.enrol(hall.an, "person_a_2")
    template = the_template(hall)
    plain = lens_of(hall).open(template).tobytes()
    before, backed_up = every_byte(hall), a_backup(hall, backups)
    for where in (before, backed_up):
        assert holds(where, template.sealed), "otherwise the search below could not fail"
        assert not holds(where, plain), "the vector itself is never written"
    hall.an.delete(f"/api/faces/meetings/{hall.meeting.id}/consent").raise_for_status()
    for where in (every_byte(hall), a_backup(hall, backups)):
        for piece in (template.sealed, template.sealed[100:160], template.nonce, plain, plain[100:160]):
            assert not holds(where, piece)


def holds(where: bytes, piece: bytes) -> bool:
    """Whether these bytes stand there, as they are or as a text dump writes them."""
    return piece in where or piece.hex().encode() in where


def test_a_row_opens_only_in_its_own_place_and_with_its_own_key(hall):
    hall.enrol(hall.an, "person_a_2")
    template = the_template(hall)
    key = sealing.key_of(hall.house.settings, template.key_number)
    place = sealing.Place(template.member_id, template.meeting_id, template.engine)
    assert sealing.unseal(key, place, template.nonce, template.sealed).shape == (128,)
    elsewhere = sealing.Place(hall.members["binh"].id, template.meeting_id, template.engine)
    for wrong_key, where in ((key, elsewhere), (b"0" * 32, place)):
        with pytest.raises(sealing.Unsealable):
            sealing.unseal(wrong_key, where, template.nonce, template.sealed)


def test_a_new_key_seals_everything_anew_and_the_old_one_is_destroyed(hall):
    hall.enrol(hall.an, "person_a_2")
    before = the_template(hall)
    assert rotate_key(hall.house.database, hall.house.settings) == (2, 1)
    after = the_template(hall)
    assert (after.key_number, after.nonce == before.nonce) == (2, False)
    secrets = hall.house.settings.var / "secrets"
    assert sorted(path.name for path in secrets.glob("faces-*")) == ["faces-2"]
    assert hall.look("person_a_1")["outcome"] == "greeted"


def test_what_is_over_is_deleted_by_the_job_and_not_before(hall, it_is):
    hall.enrol(hall.an, "person_a_2")
    tools = Tools(hall.house.database, hall.house.app.state.storage, hall.house.settings)
    erase_of_event(tools, str(hall.meeting.id))
    assert the_template(hall).standing == "active"
    it_is(hall.meeting.ends_at + timedelta(hours=25))
    erase_of_event(tools, str(hall.meeting.id))
    assert hall.mine(hall.an)["receipts"][0]["reason"] == "event_over"


def test_the_officer_sees_what_is_past_its_time_before_it_goes(hall, it_is):
    hall.enrol(hall.an, "person_a_2")
    dpo = officer(hall, Role.DATA_PROTECTION_OFFICER)
    assert dpo.post("/api/faces/retention", json={"dry_run": True}).json()["total"] == 0
    it_is(clock.now() + timedelta(days=3))
    dry = dpo.post("/api/faces/retention", json={"dry_run": True}).json()
    assert dry == {"dry_run": True, "reasons": {"event_over": 1}, "total": 1}
    assert the_template(hall).standing == "active"
    assert dpo.post("/api/faces/retention", json={"dry_run": False}).json()["total"] == 1
    with hall.house.database.reading() as session:
        assert session.exec(select(FaceTemplate)).all() == []


def test_the_register_tells_what_was_said_and_done_and_notes_who_reads_it(hall):
    hall.enrol(hall.an, "person_a_2")
    hall.look("person_a_1")
    hall.an.delete(f"/api/faces/meetings/{hall.meeting.id}/consent").raise_for_status()
    auditor = officer(hall, Role.AUDITOR)
    processing = auditor.get("/api/faces/register").json()
    assert (processing["consents_given"], processing["consents_withdrawn"], processing["matches"]) == (1, 1, 1)
    assert processing["deletions"]["withdrawn"] == 1
    assert processing["threshold_of"]["5000"] == 0.6
    told = {
        kind: [row["what"] for row in auditor.get(f"/api/faces/register/{kind}").json()["items"]]
        for kind in ("consents", "deletions", "matches", "overrides", "accesses")
    }
    assert told["consents"] == ["withdrawn", "given"]
    assert (told["deletions"], told["matches"], told["overrides"]) == (["withdrawn"], ["seen"], [])
    assert "faces.register_read" in told["accesses"]
    [look, *_] = auditor.get("/api/faces/register/accesses").json()["items"]
    assert (look["member_name"], look["details"]) == ("Hoàng Thị Sáu", "overrides")
    assert auditor.post("/api/faces/retention", json={"dry_run": True}).status_code == 403
    assert hall.secretary.get("/api/faces/register").status_code == 403


def test_evidence_cannot_be_changed(hall):
    hall.enrol(hall.an, "person_a_2")
    seen = hall.look("person_a_1")
    hall.secretary.delete(f"/api/faces/kiosks/{hall.kiosk}/matches/{seen['scan_id']}").raise_for_status()
    hall.an.delete(f"/api/faces/meetings/{hall.meeting.id}/template").raise_for_status()
    with hall.house.database.writing() as session:
        who = {"meeting_id": hall.meeting.id, "member_id": hall.members["an"].id, "room_scan_id": new_id()}
        session.add(FaceConfirmation(**who, engine="none", score=0.7, threshold=0.45))
    for table in ("consents", "deletions", "matches", "confirmations", "overrides"):
        for change in (f"DELETE FROM face_{table}", f"UPDATE face_{table} SET created_at = created_at"):
            with (
                hall.house.database.writing_connection() as connection,
                pytest.raises(DatabaseError, match="append-only"),
            ):
                connection.execute(text(change))


def test_words_that_were_agreed_to_are_never_edited():
    """A changed text gets a version of its own; this sum stands in the consents of the first."""
    assert consent_texts.sha256_of("2026-11") == "3c0bfc767c8ed95a7208aa5150c8dec8c30e97c14029a8d93cb5fc4dd886603a"


def test_a_model_file_that_is_not_the_measured_one_is_refused(tmp_path):
    (tmp_path / weights.SFACE).write_bytes(b"another model")
    for name in weights.SUMS:
        with pytest.raises(weights.WrongWeights):
            weights.checked(name, tmp_path)


def test_the_threshold_follows_from_the_budget():
    for scale in SCALES.values():
        for people in (1, scale.most // 100, scale.most // 10, scale.most):
            threshold = matching.threshold_for(scale, people)
            assert scale.least <= threshold <= scale.greatest
            assert matching.wrong_greetings(scale, people, threshold) <= matching.BUDGET * (1 + 1e-9)
    sface = SCALES[weights.ENGINES["sface"]]
    assert matching.threshold_for(sface, 5000) < matching.threshold_for(sface, 20_000)


def test_a_meeting_that_was_moved_keeps_its_templates_until_its_new_end(hall, it_is):
    hall.enrol(hall.an, "person_a_2")
    it_is(hall.meeting.ends_at + timedelta(hours=25))
    with hall.house.database.writing() as session:
        meeting = session.get_one(Meeting, hall.meeting.id)
        meeting.ends_at = clock.now() + timedelta(days=2)
        session.add(meeting)
    erase_of_event(Tools(hall.house.database, hall.house.app.state.storage, hall.house.settings), str(hall.meeting.id))
    assert the_template(hall).standing == "active"
