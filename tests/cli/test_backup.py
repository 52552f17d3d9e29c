"""A backup taken while people work restores to one consistent moment, on both databases."""

import io
import json
import stat
import tarfile
import threading

import pytest
from sqlmodel import func, select

from api.kit import storage
from api.kit.audit import AuditEntry, note
from api.kit.db import Database
from api.kit.executors import Slots
from api.kit.outbox import Event, OutboxEntry, record
from api.rooms.members.cards import CardKeys
from api.rooms.members.models import Member
from tests.makers.members import a_member
from tests.makers.organizations import a_branch


class SomethingHappened(Event):
    kind = "tests.something_happened"


@pytest.fixture
def writer(house):
    """Somebody who writes pairs of rows, both or neither, as fast as the database takes them."""
    stop = threading.Event()

    def write():
        while not stop.is_set():
            with house.database.writing() as session:
                note(session, None, "tests.pair", subject_kind="pair")
                session.flush()
                record(session, SomethingHappened())

    thread = threading.Thread(target=write)
    thread.start()
    yield
    stop.set()
    thread.join()


def counts(database):
    with database.reading() as session:
        return [session.exec(select(func.count()).select_from(table)).one() for table in (AuditEntry, OutboxEntry)]


@pytest.mark.usefixtures("writer")
def test_a_backup_under_load_restores_to_one_moment(house, terminal, elsewhere, other_terminal, tmp_path):
    member = a_member(house, of=a_branch(house), full_name="Nông Thị Ước", card_number="038012345678")
    storage.put(house.app.state.storage, "ab/cd", b"nghi quyet" * 100_000)
    file = tmp_path / "backup.tar"
    before = counts(house.database)[0]

    terminal.succeeds("backup", file, "--secrets")
    after = counts(house.database)[0]
    other_terminal.succeeds("restore", file)

    restored = Database(elsewhere.database)
    entries, events = counts(restored)
    assert entries == events
    assert 0 < before <= entries <= after
    with restored.reading() as session:
        again = session.get_one(Member, member.id)
        assert again.full_name == "Nông Thị Ước"
        assert again.card_sealed
        assert CardKeys.of(elsewhere).open(again.card_sealed) == "038012345678"
    restored.dispose()
    content = storage.read(storage.open_store(elsewhere.storage), "ab/cd")
    assert b"".join(content) == b"nghi quyet" * 100_000


def test_a_restored_house_can_be_written_and_still_guards_its_evidence(
    house, terminal, elsewhere, other_terminal, tmp_path
):
    branch = a_branch(house)
    with house.database.writing() as session:
        note(session, None, "tests.kept", subject_kind="test", organization_id=branch.id)
    terminal.succeeds("backup", tmp_path / "backup.tar")
    other_terminal.succeeds("restore", tmp_path / "backup.tar")
    restored = Database(elsewhere.database)
    with restored.writing() as session:
        note(session, None, "tests.added", subject_kind="test")
    with pytest.raises(Exception, match="append-only"), restored.writing() as session:
        session.exec(select(AuditEntry).limit(1)).one().action = "tests.changed"
    assert counts(restored)[0] == counts(house.database)[0] + 1
    restored.dispose()


def test_without_being_asked_secrets_stay_at_home(terminal, tmp_path):
    output = terminal.succeeds("backup", tmp_path / "backup.tar")
    with tarfile.open(tmp_path / "backup.tar") as tar:
        assert not [name for name in tar.getnames() if name.startswith("secrets/")]
    assert "Khóa bí mật không nằm trong tệp này" in output


def test_only_the_owner_reads_a_backup(terminal, tmp_path):
    terminal.succeeds("backup", tmp_path / "backup.tar")
    assert stat.S_IMODE((tmp_path / "backup.tar").stat().st_mode) == 0o600


def test_data_is_overwritten_only_when_told_to(house, terminal, tmp_path):
    terminal.succeeds("backup", tmp_path / "backup.tar")
    a_branch(house, name="Chi bộ thôn Mới")
    house.database.dispose()
    refused = terminal.run("restore", tmp_path / "backup.tar")
    assert refused.exit_code == 3
    assert "--force" in refused.output
    terminal.succeeds("restore", tmp_path / "backup.tar", "--force")
    with house.database.reading() as session:
        assert session.exec(select(Member)).all() == []


def test_nothing_is_restored_under_a_running_server(house, terminal, tmp_path):
    terminal.succeeds("backup", tmp_path / "backup.tar")
    running = Slots(house.database)
    running.take_lowest()
    refused = terminal.run("restore", tmp_path / "backup.tar", "--force")
    running.close()
    assert refused.exit_code == 3
    assert "Hệ thống đang chạy" in refused.output


@pytest.mark.parametrize("where", [0.3, 0.6, 0.9])
def test_a_damaged_backup_is_refused_before_anything_is_touched(house, terminal, other_terminal, where, tmp_path):
    storage.put(house.app.state.storage, "big", bytes(range(256)) * 4000)
    file = tmp_path / "backup.tar"
    terminal.succeeds("backup", file)
    content = bytearray(file.read_bytes())
    content[int(len(content) * where)] ^= 0xFF
    file.write_bytes(content)
    refused = other_terminal.run("restore", file)
    assert refused.exit_code == 4, refused.output


def test_a_backup_cut_short_is_refused(terminal, other_terminal, tmp_path):
    file = tmp_path / "backup.tar"
    terminal.succeeds("backup", file)
    file.write_bytes(file.read_bytes()[:-20_000])
    assert other_terminal.run("restore", file).exit_code == 4


@pytest.mark.parametrize("content", [b"", b"no tar at all", b"{}" * 2000])
def test_what_is_no_backup_is_refused(other_terminal, content, tmp_path):
    file = tmp_path / "backup.tar"
    file.write_bytes(content)
    assert other_terminal.run("restore", file).exit_code == 4


@pytest.mark.parametrize("name", ["../outside", "files/../../outside", "extra"])
def test_a_member_the_manifest_does_not_list_is_refused(terminal, other_terminal, name, tmp_path):
    file = tmp_path / "backup.tar"
    terminal.succeeds("backup", file)
    (tmp_path / "payload").write_bytes(b"x")
    with tarfile.open(file, "a") as tar:
        tar.add(tmp_path / "payload", arcname=name)
    assert other_terminal.run("restore", file).exit_code == 4


def test_a_backup_of_a_newer_program_or_another_database_is_refused(terminal, other_terminal, tmp_path):
    terminal.succeeds("backup", tmp_path / "backup.tar")
    for change in ({"revision": "from the future"}, {"database": "oracle"}):
        rewritten = tmp_path / "rewritten.tar"
        with tarfile.open(tmp_path / "backup.tar") as source, tarfile.open(rewritten, "w") as target:
            for info in source:
                part = source.extractfile(info)
                assert part
                content = part.read()
                if info.name == "manifest.json":
                    content = json.dumps(json.loads(content) | change).encode()
                    info.size = len(content)
                target.addfile(info, io.BytesIO(content))
        assert other_terminal.run("restore", rewritten).exit_code == 3


def test_there_is_nothing_to_back_up_before_the_first_start(other_terminal, tmp_path):
    assert other_terminal.run("backup", tmp_path / "backup.tar").exit_code == 3
    assert [*tmp_path.glob("*.tar*")] == []


def test_a_folder_that_is_missing_is_said(terminal, tmp_path):
    refused = terminal.run("backup", tmp_path / "nowhere" / "backup.tar")
    assert refused.exit_code == 4
    assert "nowhere" in refused.output
