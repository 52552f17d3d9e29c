"""The places of the channels that speak to nobody: the terminal while developing, memory in tests."""

import pytest
from sqlmodel import select

from notifications.channels.choosing import open_senders
from notifications.channels.memory import Memory
from notifications.models import Channel, Delivery, DeliveryState
from notifications.posting import Lane
from notifications.sending import send
from tests.makers.members import a_member
from tests.makers.notifications import a_paper_told, a_subscription, tools_of


@pytest.fixture
def settings(memory_settings):
    return memory_settings


@pytest.fixture
def message(house, branch):
    a_subscription(house, of=a_member(house, of=branch), address="https://push.example/secret")
    return a_paper_told(house, branch)


def states(house):
    with house.database.reading() as session:
        return [row.state for row in session.exec(select(Delivery))]


def test_memory_keeps_what_would_leave_the_house(house, settings, message):
    send(tools_of(house), str(message.id), str(Lane(0, 1, 1)), "0")
    ((channel, sender),) = open_senders(settings)
    assert channel is Channel.WEB_PUSH
    assert isinstance(sender, Memory)
    assert [(one.said.title, one.said.link, one.badge) for one in sender.sent] == [
        ("Có văn kiện mới gửi đến đồng chí", message.link, 1)
    ]
    assert states(house) == [DeliveryState.ACCEPTED]


def test_the_console_prints_what_would_leave_the_house_and_no_address(house, message, capsys):
    tools = tools_of(house)
    printing = tools.settings.model_copy(update={"notify_by": "console"})
    send(type(tools)(tools.database, tools.storage, printing), str(message.id), str(Lane(0, 1, 1)), "0")
    printed = capsys.readouterr().out
    assert f"Có văn kiện mới gửi đến đồng chí ({message.link})" in printed
    assert "secret" not in printed
    assert states(house) == [DeliveryState.ACCEPTED]


@pytest.mark.usefixtures("message")
@pytest.mark.parametrize("notify_by", ["console", "memory"])
def test_when_the_process_stops_they_begin_no_other(house, settings, notify_by):
    tools = tools_of(house)
    tools.stopping.set()
    for _, sender in open_senders(settings.model_copy(update={"notify_by": notify_by, "mail_from": "stop"})):
        sender.send(iter([object()]), lambda _: pytest.fail("it was told"), lambda: True)  # type: ignore[arg-type]  # never looked at
    assert states(house) == [DeliveryState.WAITING]
