"""`handbook doctor` finds what is broken, says how to mend it, and fails only then."""

import os

import pytest
from alembic import command
from alembic.config import Config
from sqlalchemy import text

from api.kit.db import Database
from api.settings import ROOT
from tests.support.fcm_service import an_fcm_service
from tests.support.mail_server import a_mail_server


@pytest.fixture
def healthy(terminal, settings, tmp_path):
    """A house in order."""
    pwa = tmp_path / "pwa"
    pwa.mkdir()
    (pwa / "200.html").write_text("<!doctype html>")
    settings.var.chmod(0o700)
    _ = settings.pepper
    terminal.environment["HANDBOOK_PWA_FOLDER"] = str(pwa)
    return terminal


def line(output: str, what: str) -> str:
    return next(row for row in output.splitlines() if what in row)


def test_a_house_in_order_passes(healthy):
    output = healthy.succeeds("doctor")
    assert "✗" not in output
    assert "Không có lỗi nào" in output


def test_it_opens_the_keys_that_papers_are_signed_with(healthy):
    assert "không dùng" in line(healthy.succeeds("doctor"), "Ký số")
    healthy.environment["HANDBOOK_SIGNING"] = '{"01941e90-e5b6-7eb3-9c17-ff1e44f40e43": {"pkcs12": "/nowhere.p12"}}'
    assert "✗" in line(healthy.run("doctor").output, "Ký số")


def test_it_says_which_ways_to_notify_are_open(healthy, tmp_path):
    output = healthy.succeeds("doctor")
    assert "VAPID" in output
    assert "!" in line(output, "Thông báo")
    with a_mail_server() as mail, an_fcm_service() as google:
        healthy.environment["HANDBOOK_SMTP_URL"] = mail.url
        assert "!" in line(healthy.succeeds("doctor"), "Thông báo")
        healthy.environment["HANDBOOK_FCM_CREDENTIALS"] = str(google.credentials(tmp_path))
        assert "✓" in line(healthy.succeeds("doctor"), "Thông báo")


def test_a_mail_server_that_does_not_answer_is_found(healthy):
    healthy.environment["HANDBOOK_SMTP_URL"] = "smtp://127.0.0.1:9"
    assert "✗" in line(healthy.run("doctor").output, "Thông báo")


def test_a_key_file_that_is_none_is_found(healthy, tmp_path):
    (tmp_path / "account.json").write_text("{}")
    healthy.environment["HANDBOOK_FCM_CREDENTIALS"] = str(tmp_path / "account.json")
    assert "✗" in line(healthy.run("doctor").output, "Thông báo")


@pytest.mark.parametrize(
    ("environment", "what"),
    [
        ({"HANDBOOK_PUBLIC_URL": "http://sotay.example.vn"}, "Địa chỉ công khai"),
        ({"HANDBOOK_PWA_FOLDER": "/nowhere"}, "Giao diện"),
        ({"PATH": "/nowhere"}, "Nhận dạng chữ"),
        ({"HANDBOOK_STORAGE_URL": "s3://nowhere/x?allow_http=true"}, "Kho tệp"),
    ],
)
def test_a_setting_that_cannot_work_is_broken(healthy, environment, what):
    result = healthy.run("doctor", **environment, AWS_ENDPOINT="http://127.0.0.1:9", AWS_ACCESS_KEY_ID="x")
    assert result.exit_code == 1
    assert "✗" in line(result.output, what)


def test_a_secret_others_can_read_is_broken(healthy, settings):
    (settings.var / "secrets" / "pepper").chmod(0o644)
    result = healthy.run("doctor")
    assert result.exit_code == 1
    assert "pepper" in line(result.output, "Khóa bí mật")


@pytest.mark.parametrize("content", ["", "abc", "z" * 64])
def test_a_secret_that_is_not_whole_is_broken(healthy, settings, content):
    (settings.var / "secrets" / "pepper").write_text(content)
    result = healthy.run("doctor")
    assert result.exit_code == 1
    assert "✗" in line(result.output, "Khóa bí mật")


def test_a_state_folder_others_can_enter_is_remarked(healthy, settings):
    settings.var.chmod(0o755)
    assert "!" in line(healthy.succeeds("doctor"), "Thư mục dữ liệu")


def test_an_old_schema_is_broken_and_the_command_is_named(healthy, settings):
    database = Database(settings.database)
    config = Config(str(ROOT / "alembic.ini"))
    with database.engine.connect() as connection:
        config.attributes["connection"] = connection
        command.downgrade(config, "-1")
        connection.commit()
    database.dispose()
    result = healthy.run("doctor")
    assert result.exit_code == 1
    assert "handbook migrate" in line(result.output, "Cấu trúc dữ liệu")
    healthy.succeeds("migrate")
    healthy.succeeds("doctor")


def test_a_schema_of_a_newer_program_is_broken_and_nothing_touches_it(healthy, settings):
    database = Database(settings.database)
    with database.writing() as session:
        session.connection().execute(text("UPDATE alembic_version SET version_num = 'from_the_future'"))
    database.dispose()
    assert healthy.run("doctor").exit_code == 1
    assert healthy.run("migrate").exit_code == 3


def test_a_database_that_does_not_answer_is_broken_and_its_password_stays_unsaid(healthy):
    url = "postgresql+psycopg://handbook:verysecret@127.0.0.1:9/handbook?connect_timeout=2"
    result = healthy.run("doctor", HANDBOOK_DATABASE_URL=url)
    assert result.exit_code == 1
    assert "✗" in line(result.output, "Cơ sở dữ liệu")
    assert "verysecret" not in result.output


def test_a_house_that_was_never_started_is_told_so(other_terminal):
    result = other_terminal.run("doctor")
    assert result.exit_code == 1
    assert "handbook migrate" in line(result.output, "Cấu trúc dữ liệu")


def test_a_setting_that_is_no_setting_stops_every_command(terminal):
    result = terminal.run("doctor", HANDBOOK_SESSION_DAYS="many")
    assert result.exit_code == 3
    assert "HANDBOOK_SESSION_DAYS" in result.output


def test_nothing_is_left_in_the_store(healthy, settings):
    healthy.succeeds("doctor")
    files = settings.var / "files"
    assert [name for _, _, names in os.walk(files) for name in names] == []
