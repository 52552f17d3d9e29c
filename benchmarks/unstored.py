"""The handbook with the database taken out of its intake: all that a scan is asked is asked, nothing is kept.

Sessions are read once, at the start. Who is expected at the meeting and how it stands is remembered for seconds, as
the intake always does. So what a scan costs more in the whole server is what the database costs.
"""

from collections.abc import Sequence
from contextlib import nullcontext

from fastapi import FastAPI
from sqlalchemy import Connection, select
from sqlmodel import col

from api import main
from api.kit.db import Database
from api.rooms.attendance.repository import intake
from api.rooms.attendance.repository.intake import Identity, Known
from api.rooms.attendance.service import keeping, taking
from api.rooms.attendance.service.remembering import Memory
from api.rooms.signin.models import Account, SignInSession


def create_app() -> FastAPI:
    """The whole app, the database behind its intake replaced."""
    app = main.create_app()
    known = _sessions(app.state.database)

    def identities(_: Connection, token_hashes: Sequence[bytes]) -> dict[bytes, Identity]:
        return {one: known[one] for one in token_hashes if one in known}

    for owner, name, without in (
        (intake, "identities", identities),
        (taking, "_keep", _answer),
        (app.state.desk.intake, "_connect", nullcontext),
        (app.state.desk.roller, "somebody_came", lambda *_: None),
    ):
        setattr(owner, name, without)
    return app


def _sessions(database: Database) -> dict[bytes, Identity]:
    statement = select(
        col(SignInSession.token_hash),
        col(SignInSession.account_id),
        col(SignInSession.device_id),
        col(Account.member_id),
    ).join(Account, col(Account.id) == col(SignInSession.account_id))
    with database.reading_connection() as connection:
        return {row[0]: Identity(*row[1:]) for row in connection.execute(statement)}


def _answer(_: Memory, scans: Sequence[keeping.Judged]) -> list[keeping.Answer]:
    nothing = Known(answers={}, earlier={}, verdicts={}, phones={}, last_number=0)
    return [keeping.keep_one(nothing, scan, []) for scan in scans]
