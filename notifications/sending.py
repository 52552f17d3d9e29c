"""The job that sends one lane of a message: what is due, channel by channel, until each has an answer or a next try.

It may be killed at any moment and run again: answers stand in the journal before anything else happens, so only what
had no answer yet is sent a second time.
"""

from collections.abc import Iterator
from datetime import timedelta
from typing import Self
from uuid import UUID

from api.kit import clock, jobs
from api.kit.jobs import Tools
from notifications import ledger
from notifications.channels import Answer, Notice, Outgoing
from notifications.channels.choosing import open_senders
from notifications.journal import Entry, Journal
from notifications.models import Channel, Kind, Message
from notifications.posting import SEND, Lane, ask_to_send
from notifications.texts import TITLES

BATCH = 256
"""Answers the database gets in one transaction: so many would be sent again after a power failure."""
_AGAIN_AFTER = timedelta(minutes=5)


def _try_later(tools: Tools, message_id: str, place: str, turn: str) -> None:
    """A disk that is full, a database that was away: the next turn comes when somebody may have mended it."""
    with tools.database.writing() as session:
        message = session.get_one(Message, UUID(message_id))
        if clock.now() < message.expires_at:
            ask_to_send(session, message, Lane.read(place), int(turn) + 1, _AGAIN_AFTER)


@jobs.job(SEND, gave_up=_try_later)
def send(tools: Tools, message_id: str, place: str, turn: str) -> None:
    """Send what is due of a lane; ask for another turn when something waits for a later try."""
    lane = Lane.read(place)
    with tools.database.reading() as session:
        message = session.get_one(Message, UUID(message_id))
    if clock.now() < message.expires_at:
        for channel, sender in open_senders(tools.settings):
            with _Run(tools, message, lane, channel) as run:
                sender.send(run.notices(), run.told, tools.stopping.is_set)
        tools.pause_point()
    with tools.database.writing() as session:
        if clock.now() >= message.expires_at:
            ledger.expire(session, message.id, lane.chunks())
        due_at = ledger.next_due(session, message.id, lane.chunks())
        if due_at is not None:
            ask_to_send(session, message, lane, int(turn) + 1, due_at - clock.now())


class _Run:
    """One channel's part of a lane: hands out what is due, keeps what is answered."""

    def __init__(self, tools: Tools, message: Message, lane: Lane, channel: Channel) -> None:
        self._tools, self._message, self._lane, self._channel = tools, message, lane, channel
        name = f"{message.id.hex}-{lane.first}-{channel}"
        self._journal = Journal(tools.settings.var / "journals" / name)
        self._attempts: dict[str, int] = {}
        self._answers: list[Entry] = []
        self._said = Notice(
            message_id=message.id,
            title=TITLES[message.title_key],
            link=message.link,
            kind=message.kind,
            urgency=message.urgency,
            topic=message.topic,
            ttl=max(0, int((message.expires_at - clock.now()).total_seconds())),
        )

    def __enter__(self) -> Self:
        left = self._journal.read()
        for start in range(0, len(left), BATCH):
            self._settle(left[start : start + BATCH])
        return self

    def __exit__(self, *_: object) -> None:
        """Whatever ended the run, what was answered is known; only then is the journal dispensable."""
        with self._journal:
            self._settle(self._answers)
            self._journal.forget()

    def notices(self) -> Iterator[Outgoing]:
        """What is due, chunk by chunk."""
        for chunk in self._lane.chunks():
            if self._tools.stopping.is_set():
                return
            if self._message.kind is Kind.DIGEST:
                with self._tools.database.writing() as session:
                    ledger.leave_out_readers(session, self._message, self._channel, chunk)
            with self._tools.database.reading() as session:
                due = ledger.due_in(session, self._message.id, self._channel, chunk)
            self._drop([one.target_id for one in due if not one.usable or one.address is None])
            for target_id, attempts, address, public_key, auth, usable, unread in due:
                if usable and address is not None:
                    self._attempts[target_id] = attempts + 1
                    yield Outgoing(self._said, target_id, address, unread, public_key, auth)

    def told(self, *answers: Answer) -> None:
        """Keep answers: on the disk at once, in the database with others."""
        attempts = self._attempts
        entries = [Entry(target, attempts.pop(target), status, wait) for target, status, wait in answers]
        self._answers += entries  # first: where the journal has no room, the database may still hear of them
        self._journal.write(*entries)
        while len(self._answers) >= BATCH:
            self._settle(self._answers[:BATCH])
            del self._answers[:BATCH]

    def _settle(self, entries: list[Entry]) -> None:
        if entries:
            with self._tools.database.writing() as session:
                ledger.settle(session, self._message, self._channel, entries)

    def _drop(self, lost: list[str]) -> None:
        if lost:
            with self._tools.database.writing() as session:
                ledger.drop(session, self._message.id, self._channel, lost)
