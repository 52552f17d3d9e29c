"""E-mail through a mail server on this machine: what arrives, and what happens while it is down."""

import smtplib
from datetime import UTC, datetime, timedelta
from unittest.mock import Mock

import pytest
from sqlmodel import func, select

from api.settings import Settings
from notifications import mailbox, retries
from notifications.models import Channel, Delivery, DeliveryState, Kind, Message, Preference, QuietTime
from notifications.posting import Lane
from notifications.sending import send
from tests.makers.members import a_member
from tests.makers.notifications import a_paper_told, tools_of
from tests.makers.organizations import a_branch
from tests.makers.signin import an_account
from tests.support.house import ORIGIN
from tests.support.mail_server import a_mail_server

NOON = datetime(2026, 11, 20, 5, 0, tzinfo=UTC)


@pytest.fixture
def mail():
    with a_mail_server() as server:
        yield server


@pytest.fixture
def settings(tmp_path, database_url, mail):
    return Settings(var=tmp_path, database_url=database_url, public_url=ORIGIN, log_level="ERROR", smtp_url=mail.url)


def tell(house, *addresses):
    """Publish a paper to members who want e-mail; the message."""
    branch = a_branch(house)
    for address in addresses:
        account = an_account(house, member=a_member(house, of=branch, email=address))
        with house.database.writing() as session:
            session.add(Preference(account_id=account.id, kind=Kind.DOCUMENT, channel=Channel.EMAIL, wanted=True))
    return a_paper_told(house, branch)


def go(house, message, turn=0):
    send(tools_of(house), str(message.id), str(Lane(0, 1, 1)), str(turn))
    with house.database.reading() as session:
        return sorted(row.state for row in session.exec(select(Delivery)))


def test_a_mail_says_as_little_as_a_push_and_leads_to_the_app(house, mail):
    message = tell(house, "an@example.vn")
    assert go(house, message) == [DeliveryState.ACCEPTED]
    (got,) = mail.mails
    assert (got["To"], got["Subject"]) == ("an@example.vn", "Có văn kiện mới gửi đến đồng chí")
    text, html = got.get_body(("plain",)), got.get_body(("html",))
    assert text is not None
    assert html is not None
    assert ORIGIN + message.link in text.get_content()
    assert ORIGIN + message.link in html.get_content()


def test_the_daily_mail_comes_once_a_day_and_leads_to_the_inbox(house, mail, it_is):
    """Three papers of two days, a mail each evening; nothing before."""
    it_is(NOON)
    branch = a_branch(house)
    account = an_account(house, member=a_member(house, of=branch, email="an@example.vn"))
    with house.database.writing() as session:
        session.add(Preference(account_id=account.id, kind=Kind.DOCUMENT, channel=Channel.EMAIL, wanted=True))
        session.add(QuietTime(account_id=account.id, digest_at=19 * 60))
    for day, papers in enumerate((2, 1)):
        it_is(NOON + timedelta(days=day))
        for _ in range(papers):
            a_paper_told(house, branch)
        assert len(digests(house)) == day + 1
        send_all(house, day)
        assert len(mail.mails) == day
        it_is(NOON + timedelta(days=day, hours=7))  # seven in the evening
        send_all(house, day + 10)
    assert {one["Subject"] for one in mail.mails} == {"Hôm nay có thông báo mới"}
    assert len(mail.mails) == 2
    for one in mail.mails:
        for form in ("plain", "html"):
            body = one.get_body((form,))
            assert body is not None
            assert f"{ORIGIN}/thong-bao" in body.get_content()


def test_the_daily_mail_reaches_only_who_has_something_of_the_day_unread(house, mail, it_is):
    """One read both papers of today and not an old one; one read one of them; one read nothing."""
    it_is(NOON - timedelta(days=2))
    branch = a_branch(house)
    accounts = [an_account(house, member=a_member(house, of=branch, email=f"{n}@example.vn")) for n in range(3)]
    with house.database.writing() as session:
        for account in accounts:
            session.add(Preference(account_id=account.id, kind=Kind.DOCUMENT, channel=Channel.EMAIL, wanted=True))
    a_paper_told(house, branch)
    it_is(NOON)
    with house.database.writing() as session:
        session.add_all(QuietTime(account_id=account.id, digest_at=19 * 60) for account in accounts)
    first, second = a_paper_told(house, branch), a_paper_told(house, branch)
    reads = [(accounts[0].id, first.id), (accounts[0].id, second.id), (accounts[1].id, first.id)]
    with house.database.writing() as session:
        for account_id, message_id in reads:
            mailbox.mark_read(session, account_id, [message_id], 0)
    it_is(NOON + timedelta(hours=7))  # seven in the evening
    send_all(house, 0)
    assert sorted(one["To"] for one in mail.mails) == ["1@example.vn", "2@example.vn"]
    send_all(house, 1)
    assert len(mail.mails) == 2


def digests(house):
    with house.database.reading() as session:
        return session.exec(select(Message).where(Message.kind == Kind.DIGEST)).all()


def send_all(house, turn):
    for message in digests(house):
        send(tools_of(house), str(message.id), str(Lane(0, 3, 1)), str(turn))


def test_a_mailbox_that_is_unknown_is_left_and_a_full_one_tried_again(house, mail):
    message = tell(house, "unknown@example.vn", "full@example.vn", "an@example.vn")
    assert go(house, message) == [DeliveryState.ACCEPTED, DeliveryState.GONE, DeliveryState.WAITING]
    assert len(mail.mails) == 1


@pytest.mark.parametrize("address", ["a@[.x", '"@vi.du', "dang@vi..du", "đảng@ví.dụ", "(@vi.du"])
def test_an_address_that_is_none_holds_up_nobody(house, mail, address):
    """An older house may have kept some of them; the others of the same message get theirs."""
    message = tell(house, address, "an@example.vn")
    assert go(house, message) == [DeliveryState.ACCEPTED, DeliveryState.FAILED]
    assert [one["To"] for one in mail.mails] == ["an@example.vn"]


@pytest.mark.usefixtures("mail")
def test_a_server_that_refuses_the_houses_own_name_loses_no_mail(house, monkeypatch):
    """An administrator mends it, and the mails go."""
    message = tell(house, "an@example.vn")
    refused = smtplib.SMTPSenderRefused(553, b"sender not allowed", "so-tay@example.vn")
    monkeypatch.setattr("notifications.channels.email.smtplib.SMTP.send_message", Mock(side_effect=refused))
    assert go(house, message) == [DeliveryState.WAITING]


def test_a_mail_server_that_is_down_for_a_day_loses_nothing_and_doubles_nothing(house, mail, monkeypatch, it_is):
    """The clock goes from try to try, as the engine's does: ever more patiently, then every mail once."""
    addresses = [f"an{number}@example.vn" for number in range(3)]
    it_is(NOON)
    message = tell(house, *addresses)
    monkeypatch.setattr("notifications.channels.email.smtplib.SMTP.connect", refuse)
    now, turn, pauses = NOON, 0, []
    while now < NOON + timedelta(days=1):
        it_is(now)
        assert go(house, message, turn) == [DeliveryState.WAITING] * len(addresses)
        following = next_due(house)
        pauses.append(following - now)
        now, turn = following, turn + 1
    assert turn < 60
    assert min(pauses) > timedelta(0)
    assert max(pauses) <= retries.LONGEST * 1.2
    monkeypatch.undo()
    for _ in range(2):
        it_is(now := now + retries.LONGEST)
        go(house, message, turn := turn + 1)
    assert sorted(one["To"] for one in mail.mails) == addresses
    with house.database.reading() as session:
        rows = session.exec(select(Delivery)).all()
    assert {row.state for row in rows} == {DeliveryState.ACCEPTED}
    assert min(row.attempts for row in rows) > 24


def next_due(house):
    """When all of them are due again."""
    with house.database.reading() as session:
        return session.exec(select(func.max(Delivery.due_at))).one()


def test_mails_that_cannot_be_sent_in_their_time_are_outdated_and_not_sent_late(house, mail, monkeypatch, it_is):
    message = tell(house, "an@example.vn")
    monkeypatch.setattr("notifications.channels.email.smtplib.SMTP.connect", refuse)
    go(house, message)
    monkeypatch.undo()
    it_is(message.expires_at)
    assert go(house, message, 1) == [DeliveryState.EXPIRED]
    assert mail.mails == []


def test_a_mail_server_that_fails_three_times_is_not_asked_for_all_the_others(house, monkeypatch):
    message = tell(house, *(f"an{number}@example.vn" for number in range(6)))
    connect = Mock(side_effect=ConnectionRefusedError)
    monkeypatch.setattr("notifications.channels.email.smtplib.SMTP.connect", connect)
    assert go(house, message) == [DeliveryState.WAITING] * 6
    assert connect.call_count == 3


def refuse(*_arguments, **_options):
    raise ConnectionRefusedError
