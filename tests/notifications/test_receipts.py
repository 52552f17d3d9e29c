"""What phones say of what they showed: by their token alone, and thousands at once in few commits."""

import asyncio
import threading
from contextlib import contextmanager

import pytest
from sqlmodel import col, func, select

from api.kit.ids import new_id
from notifications.errors import ReceiptUnknown
from notifications.models import Delivery, InboxEntry, PushSubscription
from notifications.schemas import ReceiptRequest, ReceiptsRequest
from notifications.service import Receipts
from notifications.service.subscribing import receipt_token
from tests.makers.members import a_member
from tests.makers.notifications import a_crowd, a_paper_told, a_subscription
from tests.makers.signin import signed_in


@pytest.fixture
def settings(memory_settings):
    return memory_settings


@pytest.fixture
def member(house, branch):
    return a_member(house, of=branch)


@pytest.fixture
def me(house, member):
    return signed_in(house, member=member)


@pytest.fixture
def token(house, member, settings):
    return receipt_token(a_subscription(house, of=member).id, settings.secret("receipts"))


def test_receipts_need_the_token_and_no_session(house, branch, me, token):
    notice = str(a_paper_told(house, branch).id)
    nobody = house.client()
    body = {"token": token, "items": [{"message_id": notice, "what": "shown"}]}
    for _ in range(2):
        assert nobody.post("/api/notifications/receipts", json=body).status_code == 204
    with house.database.reading() as session:
        row = session.exec(select(Delivery)).one()
    assert row.shown_at is not None
    assert row.opened_at is None
    body["items"] = [{"message_id": notice, "what": "opened"}, {"message_id": str(new_id()), "what": "opened"}]
    assert nobody.post("/api/notifications/receipts", json=body).status_code == 204
    with house.database.reading() as session:
        opened = session.exec(select(Delivery)).one()
    assert opened.shown_at == row.shown_at
    assert opened.opened_at is not None
    assert me.get("/api/notifications/inbox").json()["items"][0]["read_at"] is not None


@pytest.mark.parametrize("change", [lambda t: t[:-1] + ("A" if t[-1] != "A" else "B"), lambda _: "x", lambda t: t[:33]])
def test_a_made_up_token_is_none(house, token, change):
    body = {"token": change(token), "items": [{"message_id": str(new_id()), "what": "shown"}]}
    refused = house.client().post("/api/notifications/receipts", json=body)
    assert refused.json()["code"] == "notifications.receipt_unknown"


@contextmanager
def counted(house, monkeypatch, all_said):
    """How often somebody writes meanwhile; nothing is written before all have spoken, however fast the disk is."""
    commits, plain = [], house.database.writing_connection

    @contextmanager
    def noted():
        assert all_said.wait(60)
        with plain() as connection:
            yield connection
        commits.append(1)

    monkeypatch.setattr(house.database, "writing_connection", noted)
    yield commits


def test_what_a_thousand_phones_say_at_once_costs_few_commits_and_one_liar_costs_nobody(
    house, branch, settings, monkeypatch
):
    with house.database.writing() as session:
        a_crowd(session, branch.id, 1000)
    message = a_paper_told(house, branch)
    with house.database.reading() as session:
        phones = list(session.exec(select(PushSubscription.id)))
    secret = settings.secret("receipts")
    all_said = threading.Event()
    with counted(house, monkeypatch, all_said) as commits:
        receipts = Receipts(house.database, secret)

        async def all_at_once():
            told = [said(receipt_token(phone, secret), message.id, number) for number, phone in enumerate(phones)]
            told.append(said(receipt_token(new_id(), secret), message.id, 0))
            answers = asyncio.gather(*map(receipts.keep, told), return_exceptions=True)
            await asyncio.sleep(0)
            all_said.set()
            return await answers

        answers = asyncio.run(all_at_once())
        receipts.stop()
    assert answers[:-1] == [None] * 1000
    assert isinstance(answers[-1], ReceiptUnknown)
    assert len(commits) <= 4
    with house.database.reading() as session:
        counts = select(func.count(col(Delivery.shown_at)), func.count(col(Delivery.opened_at)))
        assert tuple(session.execute(counts).one()) == (1000, 100)
        assert session.exec(select(func.count(col(InboxEntry.read_at)))).one() == 100


def said(token, message_id, number):
    """Every tenth phone says that it was opened, the others that it was shown."""
    item = ReceiptRequest(message_id=message_id, what="shown" if number % 10 else "opened")
    return ReceiptsRequest(token=token, items=[item])
