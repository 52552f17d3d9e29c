"""E-mail through a mail server on this machine: what arrives, and what happens while it is down."""

from datetime import timedelta
from unittest.mock import Mock

import pytest
from sqlmodel import select

from api.kit import clock
from api.settings import Settings
from notifications.models import Channel, Delivery, DeliveryState, Kind, Preference
from notifications.posting import Lane
from notifications.sending import send
from tests.makers.members import a_member
from tests.makers.notifications import a_paper_told, tools_of
from tests.makers.organizations import a_branch
from tests.makers.signin import an_account
from tests.support.house import ORIGIN
from tests.support.mail_server import a_mail_server


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


def test_a_mailbox_that_is_unknown_is_left_and_a_full_one_tried_again(house, mail):
    message = tell(house, "unknown@example.vn", "full@example.vn", "an@example.vn")
    assert go(house, message) == [DeliveryState.ACCEPTED, DeliveryState.GONE, DeliveryState.WAITING]
    assert len(mail.mails) == 1


def test_a_mail_server_that_is_down_for_a_day_loses_nothing(house, mail, monkeypatch, it_is):
    message = tell(house, "an@example.vn", "binh@example.vn")
    monkeypatch.setattr("notifications.channels.email.smtplib.SMTP.connect", refuse)
    assert go(house, message) == [DeliveryState.WAITING] * 2
    monkeypatch.undo()
    tomorrow = clock.now() + timedelta(days=1)
    it_is(tomorrow)
    assert go(house, message, 1) == [DeliveryState.ACCEPTED] * 2
    assert len(mail.mails) == 2


def test_a_mail_server_that_fails_three_times_is_not_asked_for_all_the_others(house, monkeypatch):
    message = tell(house, *(f"an{number}@example.vn" for number in range(6)))
    connect = Mock(side_effect=ConnectionRefusedError)
    monkeypatch.setattr("notifications.channels.email.smtplib.SMTP.connect", connect)
    assert go(house, message) == [DeliveryState.WAITING] * 6
    assert connect.call_count == 3


def refuse(*_arguments, **_options):
    raise ConnectionRefusedError
