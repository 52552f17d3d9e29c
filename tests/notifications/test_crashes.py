"""Killed by kill -9, flooded: everybody is told, nobody twice, and what is urgent first."""

import os
import signal
import subprocess
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import timedelta
from functools import partial

import pytest
from sqlmodel import col, func, select

from api.kit import clock, jobs, outbox
from api.kit.outbox import OutboxEntry
from api.rooms.library.events import DocumentPublished
from api.rooms.meetings.events import MeetingCancelled
from api.rooms.meetings.models import MeetingState
from api.settings import ROOT
from notifications.models import Delivery, DeliveryState, Message, Reminded
from notifications.reminding import remind
from tests.makers.library import a_document
from tests.makers.meetings import a_meeting
from tests.makers.members import a_member
from tests.makers.notifications import a_crowd, a_paper_told, a_subscription, tools_of
from tests.makers.phones import Phone
from tests.makers.signin import an_account

WORKER = """
import sys
from api.kit import jobs, storage
from api.kit.db import Database
from api.settings import Settings
from notifications import composing, sending

settings = Settings()
print("begun", flush=True)
sys.stdin.readline()
jobs.start(Database(settings.database), storage.open_store(settings.storage), settings=settings, poll_seconds=0.02)
sys.stdin.readline()
"""
REMINDER = """
import sys
from api.kit import storage
from api.kit.db import Database
from api.kit.jobs import Tools
from api.settings import Settings
from notifications import reminders
from notifications.reminding import remind

settings = Settings()
print("begun", flush=True)
sys.stdin.readline()
remind(Tools(Database(settings.database), storage.open_store(settings.storage), settings))
"""


@pytest.fixture
def settings(push_settings):
    return push_settings


@contextmanager
def a_process(settings, program: str) -> Iterator[subprocess.Popen[bytes]]:
    """Begun and ready to work; killed at the end, whatever it is doing."""
    environment = os.environ | {
        "PYTHONPATH": str(ROOT),
        "HANDBOOK_VAR": str(settings.var),
        "HANDBOOK_DATABASE_URL": settings.database,
        "HANDBOOK_PUSH_HOSTS": settings.push_hosts,
        "HANDBOOK_PUSH_CA_FILE": str(settings.push_ca_file),
    }
    command = [sys.executable, "-c", program]
    process = subprocess.Popen(command, cwd=ROOT, env=environment, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        assert process.stdout.readline() == b"begun\n"
        process.stdin.write(b"\n")
        process.stdin.flush()
        yield process
    finally:
        process.send_signal(signal.SIGKILL)
        process.wait(30)
        process.stdin.close()
        process.stdout.close()


def until(reached: Callable[[], bool]) -> None:
    deadline = time.monotonic() + 90
    while not reached():
        assert time.monotonic() < deadline
        time.sleep(0.002)


@pytest.fixture
def crowd(house, branch, service, monkeypatch):
    """A paper told to 600 phones, in three lanes."""
    monkeypatch.setattr("notifications.posting.CHUNK", 200)
    with house.database.writing() as session:
        phones = a_crowd(session, branch.id, 600, origin=service.origin)
    service.phones = {f"/{number}": phone for number, phone in enumerate(phones)}
    return a_paper_told(house, branch)


@pytest.mark.usefixtures("crowd")
def test_killed_again_and_again_every_phone_gets_it_and_no_answer_is_asked_for_twice(house, service, settings):
    """Two workers share the lanes; twice both are killed by kill -9. Twice comes only what was in flight then."""
    for goal in (150, 350):
        with a_process(settings, WORKER), a_process(settings, WORKER):
            until(partial(was_asked, service, goal))
    with a_process(settings, WORKER):
        until(lambda: states(house) == {DeliveryState.ACCEPTED: 600})
    assert len(service.requests) == 600
    assert service.requests.total() - 600 <= 2 * 3 * 48
    assert service.wrong == []


def was_asked(service, count: int) -> bool:
    return bool(service.requests.total() >= count)


def states(house) -> Counter[DeliveryState]:
    with house.database.reading() as session:
        return Counter(session.exec(select(Delivery.state)))


def test_a_reminder_killed_in_the_middle_tells_every_meeting_once(house, branch, settings):
    member = a_member(house, of=branch)
    an_account(house, member=member)
    soon = clock.now() + timedelta(minutes=30)
    meetings = [a_meeting(house, of=branch, summoned=[member], starts_at=soon) for _ in range(25)]

    def told() -> int:
        with house.database.reading() as session:
            return len(session.exec(select(Reminded).where(Reminded.name == "meeting_soon")).all())

    with a_process(settings, REMINDER):
        until(lambda: told() >= 5)
    remind(tools_of(house))
    with house.database.reading() as session:
        links = session.exec(select(Message.link).where(Message.title_key == "meeting_soon")).all()
    assert sorted(links) == sorted(f"/sinh-hoat/{meeting.id}" for meeting in meetings)


def test_what_is_urgent_does_not_stand_behind_a_flood(house, branch, service):
    """A hundred and twenty events, then a meeting that is called off: it is told while others still wait."""
    member, phone = a_member(house, of=branch), Phone()
    a_subscription(house, of=member, phone=phone, address=service.subscribe(phone))
    meeting = a_meeting(house, of=branch, summoned=[member], state=MeetingState.CANCELLED)
    papers = [a_document(house, by=branch) for _ in range(5)]
    with house.database.writing() as session:
        for number in range(120):
            paper = papers[number % len(papers)]
            event = DocumentPublished(document_id=paper.id, audience_organization_id=branch.id, to_study=False)
            outbox.record(session, event)
        outbox.record(session, MeetingCancelled(meeting_id=meeting.id))
    jobs.start(house.database, house.app.state.storage, settings=house.settings, poll_seconds=0.02)
    try:
        until(lambda: any(got.payload["notification"]["data"]["kind"] == "meeting" for got in service.received))
        with house.database.reading() as session:
            waiting = session.exec(select(func.count()).where(col(OutboxEntry.handled_at).is_(None))).one()
        jobs.wait_until_done()
    finally:
        jobs.stop()
    assert waiting > 0
