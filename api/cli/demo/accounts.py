"""The demo's people one can sign in as: chosen by their office, written to `demo-accounts.json`."""

import json
import os
import secrets
from dataclasses import asdict, dataclass
from datetime import timedelta
from pathlib import Path

from rich.table import Table
from sqlmodel import Session, col, select

from api.cli import texts
from api.cli.demo.province import official_code
from api.cli.terminal import table
from api.kit import clock
from api.kit.actors import Role
from api.kit.db import Database
from api.rooms.members.models import Member, State
from api.rooms.organizations.models import Organization, Position
from api.rooms.signin import codes, passwords
from api.rooms.signin import service as signin
from api.rooms.signin.models import Account, AccountState
from api.settings import Settings

PROVINCE, COMMITTEE, BRANCH = official_code(), official_code(3), official_code(3, 1, 0, 1)
_PRINTED = 5
_READER_BORN_BEFORE_YEARS = 60


@dataclass(frozen=True, slots=True)
class DemoAccount:
    """One line of the file."""

    role: str
    name: str
    login: str
    password: str
    activation_code: str
    place: str


_WANTED: tuple[tuple[str, str, Role | None], ...] = (
    ("member", BRANCH, None),
    ("branch_secretary", BRANCH, Role.SECRETARY),
    ("committee_officer", PROVINCE, Role.OFFICE_STAFF),
    ("reception", PROVINCE, Role.RECEPTION),
    ("administrator", PROVINCE, Role.ADMINISTRATOR),
    ("upper_committee_officer", COMMITTEE, Role.OFFICE_STAFF),
    ("organiser", PROVINCE, Role.ORGANISER),
    ("data_protection_officer", PROVINCE, Role.DATA_PROTECTION_OFFICER),
    ("auditor", PROVINCE, Role.AUDITOR),
)


def path(settings: Settings) -> Path:
    """Where the accounts are written."""
    return settings.var / "demo-accounts.json"


def read(settings: Settings) -> list[DemoAccount]:
    """What was handed out."""
    return [DemoAccount(**line) for line in json.loads(path(settings).read_text("utf-8"))]


def shown(accounts: list[DemoAccount]) -> Table:
    """The first five for the terminal: one of each user the product is made for."""
    made = table(*texts.DEMO_COLUMNS, whole=texts.DEMO_COLUMNS[2:], title=texts.DEMO_TITLE)
    for account in accounts[:_PRINTED]:
        made.add_row(
            texts.DEMO_ROLES[account.role], account.name, account.login, account.password, account.activation_code
        )
    return made


def hand_out(settings: Settings, database: Database) -> None:
    """Give each chosen person a new password and a code, and write them down for the owner of the folder only.

    Both are random: a demo may stand where strangers reach it.
    """
    with database.writing() as session:
        made = [_equip(session, settings.pepper, *wanted) for wanted in _WANTED]
    text = json.dumps([asdict(account) for account in made], ensure_ascii=False, indent=2)
    unfinished = path(settings).with_suffix(".new")
    handle = os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
    with os.fdopen(handle, "w", encoding="utf-8") as file:
        file.write(f"{text}\n")
    unfinished.replace(path(settings))


def _equip(session: Session, pepper: bytes, role: str, code: str, office: Role | None) -> DemoAccount:
    place = session.exec(select(Organization).where(Organization.code == code)).one()
    account, name = _reader(session, place) if office is None else holder(session, place, office)
    password = "-".join("".join(secrets.choice("abcdefghkmnpqrstuvwxyz23456789") for _ in range(4)) for _ in range(3))
    account.password_hash = passwords.hash_of(password)
    account.state = AccountState.ACTIVE
    account.activated_at = account.activated_at or clock.now()
    session.add(account)
    issued = signin.issue_code(session, None, account, pepper=pepper)
    return DemoAccount(role, name, account.login, password, codes.grouped(issued.code), place.name)


def holder(session: Session, place: Organization, office: Role) -> tuple[Account, str]:
    """The first who holds this office."""
    held = select(Position).where(Position.organization_id == place.id, Position.role == office)
    position = session.exec(held.order_by(col(Position.id))).first()
    if position is None:  # pragma: no cover - the demo fills every office
        raise LookupError(office)
    if position.member_id is None:
        account = session.get_one(Account, position.account_id)
        return account, account.display_name or ""
    return _of_member(session, session.get_one(Member, position.member_id))


def _reader(session: Session, place: Organization) -> tuple[Account, str]:
    """An ordinary member over sixty, as most readers are."""
    born_before = clock.today() - timedelta(days=int(_READER_BORN_BEFORE_YEARS * 365.25))
    ordinary = (
        select(Member)
        .where(
            Member.branch_id == place.id,
            Member.state == State.OFFICIAL,
            col(Member.birth_on) < born_before,
            col(Member.id).not_in(select(Position.member_id).where(col(Position.member_id).is_not(None))),
        )
        .order_by(col(Member.birth_on).desc())
    )
    member = session.exec(ordinary).first()
    if member is None:  # pragma: no cover - a branch of residents always has one
        raise LookupError(place.name)
    return _of_member(session, member)


def _of_member(session: Session, member: Member) -> tuple[Account, str]:
    account = session.exec(select(Account).where(Account.member_id == member.id)).first()
    return account or signin.create_account(session, member_id=member.id), member.full_name
