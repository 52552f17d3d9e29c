"""The job that reminds: every few minutes it asks each reminder what is due, and tells what nobody was told yet.

A reminder is claimed by a row in the same transaction that posts it, so it is told once: after a kill in the middle,
and with two workers at the same minute. What it is about carries the time it had, so a meeting that moves is a new
occasion, and whether it still takes place is looked at again inside that transaction.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlmodel import Session

from api.kit import clock, jobs
from api.kit.jobs import Tools
from api.kit.logging import logger
from notifications import repository
from notifications.channels import open_channels
from notifications.drafts import Draft
from notifications.posting import post

REMIND = "notifications.remind"
"""The job; the engine's clock asks for it."""
EVERY_FIVE_MINUTES = "*/5 * * * *"


@dataclass(frozen=True)
class Due:
    """One reminder whose time has come."""

    about: str
    """What it reminds of, and for which moment: the same is never told twice."""
    write: Callable[[Session], Draft | None]
    """The message; None when it is not wanted any more."""


Reminder = Callable[[Session, datetime], Iterable[Due]]
_reminders: dict[str, Reminder] = {}


def reminder(function: Reminder) -> Reminder:
    """Register what finds one kind of reminder; its name is the function's module."""
    _reminders[function.__module__.rpartition(".")[2]] = function
    return function


@jobs.job(REMIND)
def remind(tools: Tools) -> None:
    """Tell everything that is due and was not told. A reminder that fails holds up no other; it is tried again."""
    failed = [name for name, find in _reminders.items() if not _told_all(tools, name, find)]
    if failed:
        raise RuntimeError(*failed)


def _told_all(tools: Tools, name: str, find: Reminder) -> bool:
    try:
        with tools.database.reading() as session:
            found = list(find(session, clock.now()))
            told = repository.reminded(session, name, [due.about for due in found])
        for due in found:
            if due.about not in told:
                tools.pause_point()
                with tools.database.writing() as session:
                    _tell(session, tools, name, due)
    except Exception:  # noqa: BLE001 - whatever it was, the other reminders are due as well
        logger.exception("reminder failed", extra={"reminder": name})
        return False
    return True


def _tell(session: Session, tools: Tools, name: str, due: Due) -> None:
    if not repository.claim_reminder(session, name, due.about):
        return
    draft = due.write(session)
    if draft is not None and session.exec(draft.recipients.limit(1)).first() is not None:
        post(session, draft, open_channels(tools.settings))


jobs.on_time(REMIND, EVERY_FIVE_MINUTES)
