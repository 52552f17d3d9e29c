"""`handbook admin create`: the first person of a new house, or another technician."""

import re

import typer
from sqlmodel import Session, col, select

from api.cli import texts
from api.cli.preparing import prepared, read_settings
from api.cli.terminal import ExitCode, Failure, console, done, table
from api.kit import audit, clock
from api.kit.actors import Role
from api.rooms.organizations import service as organizations
from api.rooms.organizations.models import Organization, Position
from api.rooms.signin import codes, logins
from api.rooms.signin import service as signin

_TOP_KIND = "province"


def create(name: str, login: str | None, organization: str | None) -> None:
    """Make the account with its position at the top of the tree, and print its code: the only time it is readable."""
    if login is not None and not re.fullmatch(logins.PATTERN, login := logins.normalise(login)):
        raise Failure(texts.LOGIN_INVALID, ExitCode.REFUSED)
    settings = read_settings()
    with prepared(settings) as database, database.writing() as session:
        top = _top(session, organization)
        account = signin.create_account(session, display_name=name, organization_id=top.id, login=login)
        session.add(
            Position(
                organization_id=top.id,
                role=Role.ADMINISTRATOR,
                account_id=account.id,
                title=texts.ADMIN_TITLE,
                from_on=clock.today(),
            )
        )
        audit.note(
            session,
            None,
            "cli.administrator_created",
            subject_kind="account",
            subject_id=account.id,
            organization_id=top.id,
        )
        issued = signin.issue_code(session, None, account, pepper=settings.pepper)
    shown = table(*texts.ADMIN_COLUMNS, whole=texts.ADMIN_COLUMNS)
    shown.add_row(account.login, codes.grouped(issued.code), f"{settings.public_url.rstrip('/')}/kich-hoat")
    console.print(shown)
    done(texts.ADMIN_DONE.format(until=issued.expires_at.date()))


def _top(session: Session, named: str | None) -> Organization:
    """The top of the tree; a house without any organisation gets one with this name."""
    tops = select(Organization).where(col(Organization.parent_id).is_(None), col(Organization.ended_on).is_(None))
    top = session.exec(tops.order_by(col(Organization.founded_on))).first()
    if top is not None:
        return top
    name = named or typer.prompt(texts.ASK_TOP)
    return organizations.found_top(session, kind=_TOP_KIND, name=name, founded_on=clock.today())
