"""What nobody needs any more is deleted once a day: each room says what, this says when, and the doctor when last.

A sweep runs in a transaction of its own, so one that fails takes nothing from the others. It may run at any time and
twice, and leaves alone whatever somebody may still be working with.
"""

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any, cast

from sqlalchemy import ColumnClause, CursorResult, column, delete, table
from sqlmodel import Field, Session, SQLModel, col, select

from api.kit import clock, jobs
from api.kit.jobs import Tools
from api.kit.logging import logger
from api.kit.models import Moment

SWEEP = "kit.sweep"
_LOOK = "23 * * * *"
"""Hourly, because a house that is switched off at night would otherwise never be swept."""
EVERY = timedelta(hours=20)
JOBS_KEPT = timedelta(days=7)
"""Long enough to see what the clock did last week."""

Sweep = Callable[[Session, Tools], int]
_sweeps: dict[str, Sweep] = {}


class SweepDone(SQLModel, table=True):
    """When a sweep was last done and how many rows went."""

    __tablename__ = "sweeps"

    name: str = Field(primary_key=True, max_length=60)
    done_at: datetime = Field(sa_type=Moment)
    removed: int = Field(ge=0)


def sweep(name: str) -> Callable[[Sweep], Sweep]:
    """Register what deletes `room.things` that are over; it returns how many went."""

    def register(function: Sweep) -> Sweep:
        _sweeps[name] = function
        return function

    return register


def names() -> list[str]:
    """The sweeps there are."""
    return sorted(_sweeps)


def last_done(session: Session) -> dict[str, datetime]:
    """When each sweep was last done; those that never were are absent."""
    return {done.name: done.done_at for done in session.exec(select(SweepDone))}


@jobs.job(SWEEP)
def sweep_all(tools: Tools) -> None:
    """Do the sweeps that are due. What failed is tried again with the job, the rest is done by then."""
    with tools.database.reading() as session:
        done = last_done(session)
    failures = []
    for name in names():
        tools.pause_point()
        if name in done and done[name] > clock.now() - EVERY:
            continue
        try:
            removed = _run(tools, name)
        except Exception as error:  # noqa: BLE001 - the other sweeps are still to be done; the job fails at its end
            failures.append(error)
            logger.warning("sweep failed", extra={"sweep": name, "reason": type(error).__name__})
        else:
            logger.info("swept", extra={"sweep": name, "removed": removed})
    if failures:
        raise ExceptionGroup("sweeps failed", failures)


jobs.on_time(SWEEP, _LOOK)


@sweep("kit.jobs")
def forget_what_the_clock_asked_for(session: Session, _: Tools) -> int:
    """Delete the engine's rows of finished work that the clock asked for: one every five minutes, for ever.

    Jobs asked for with a key stay: their rows are the promise that asking again changes nothing. In the caller's
    transaction, because the engine's own deletion would wait for it on SQLite.
    """
    schema = None if session.get_bind().dialect.name == "sqlite" else "dbos"
    columns: list[ColumnClause[Any]] = [column(name) for name in ("workflow_uuid", "name", "status", "updated_at")]
    work = table("workflow_status", *columns, schema=schema)
    before = (clock.now() - JOBS_KEPT).timestamp() * 1000
    over = select(work.c.workflow_uuid).where(
        work.c.name == jobs.ON_TIME, work.c.status.in_(("SUCCESS", "ERROR")), work.c.updated_at < int(before)
    )
    for name in ("workflow_input", "workflow_output", "operation_outputs"):
        part = table(name, column("workflow_uuid"), schema=schema)
        session.execute(delete(part).where(part.c.workflow_uuid.in_(over)))
    removed = session.execute(delete(work).where(work.c.workflow_uuid.in_(over)))
    return cast("CursorResult[Any]", removed).rowcount


def _run(tools: Tools, name: str) -> int:
    with tools.database.writing() as session:
        removed = _sweeps[name](session, tools)
        known = session.exec(select(SweepDone).where(col(SweepDone.name) == name)).first()
        entry = known or SweepDone(name=name, done_at=clock.now(), removed=removed)
        entry.done_at, entry.removed = clock.now(), removed
        session.add(entry)
    return removed
