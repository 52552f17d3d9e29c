"""Every query of the room. Those without an actor are for people who are still nobody: they come with a secret."""

from collections.abc import Collection, Sequence
from datetime import datetime
from functools import cache
from uuid import UUID

from sqlalchemy import Executable, and_, bindparam, case, delete, update
from sqlalchemy.dialects.postgresql import insert as insert_on_postgresql
from sqlalchemy.dialects.sqlite import insert as insert_on_sqlite
from sqlmodel import Session, col, select
from sqlmodel.sql.expression import Select, SelectOfScalar

from api.kit import clock, scope
from api.kit.actors import Actor
from api.rooms.members.models import Member
from api.rooms.members.states import PRESENT
from api.rooms.organizations.models import Organization
from api.rooms.signin.models import (
    Account,
    AccountState,
    ActivationCode,
    Budget,
    Challenge,
    ChallengePurpose,
    Device,
    Passkey,
    SignInSession,
)
from api.rooms.signin.states import Live


def login_exists(session: Session, login: str) -> bool:
    """Whether somebody has this sign-in name."""
    return session.exec(select(Account.id).where(col(Account.login) == login)).first() is not None


def organization_name(session: Session, organization_id: UUID) -> str | None:
    """What an organisation is called."""
    return session.exec(select(Organization.name).where(col(Organization.id) == organization_id)).first()


def lock_account(session: Session, account_id: UUID) -> Account:
    """The account, kept for this transaction so that two changes of its means follow each other."""
    statement = select(Account).where(col(Account.id) == account_id).with_for_update()
    return session.exec(statement, execution_options={"populate_existing": True}).one()


def find_of_member(session: Session, member_id: UUID) -> Account | None:
    """The member's account."""
    return session.exec(select(Account).where(col(Account.member_id) == member_id)).first()


def find_by_login(session: Session, login: str, phone: str | None) -> Account | None:
    """The account with this login, else the one whose member alone has this phone number."""
    by_login = session.exec(select(Account).where(col(Account.login) == login)).first()
    members = select(Account).join(Member, col(Member.id) == col(Account.member_id))
    statement = members.where(col(Member.phone) == (phone or ""), col(Member.state).in_(PRESENT)).limit(2)
    by_phone = session.exec(statement).all()  # asked for in any case: the answer takes the same time
    return by_login or (by_phone[0] if len(by_phone) == 1 else None)


def find_code(session: Session, code_hash: bytes) -> tuple[ActivationCode, Account] | None:
    """A code in whatever state, and whose it is."""
    statement = (
        select(ActivationCode, Account)
        .join(Account, col(Account.id) == col(ActivationCode.account_id))
        .where(col(ActivationCode.code_hash) == code_hash)
    )
    return session.exec(statement).first()


def use_code(session: Session, code_id: UUID) -> bool:
    """Mark a waiting code as used; False when somebody else was quicker."""
    now = clock.now()
    statement = (
        update(ActivationCode)
        .where(
            col(ActivationCode.id) == code_id,
            col(ActivationCode.used_at).is_(None),
            col(ActivationCode.revoked_at).is_(None),
            col(ActivationCode.expires_at) > now,
        )
        .values(used_at=now)
        .returning(col(ActivationCode.id))
    )
    return session.exec(statement).first() is not None


def revoke_codes(session: Session, account_ids: Collection[UUID]) -> Sequence[UUID]:
    """Withdraw what waits for these accounts; returns whose codes that were."""
    statement = (
        update(ActivationCode)
        .where(
            col(ActivationCode.account_id).in_(account_ids),
            col(ActivationCode.used_at).is_(None),
            col(ActivationCode.revoked_at).is_(None),
        )
        .values(revoked_at=clock.now())
        .returning(col(ActivationCode.account_id))
    )
    return session.exec(statement).scalars().all()


def find_live(session: Session, token_hash: bytes) -> Live | None:
    """The session that holds this token unless ended, revoked or closed."""
    # every request asks: a row of plain values by the connection takes half as long as objects by the session
    found = session.connection().execute(_live(), {"token_hash": token_hash, "now": clock.now()}).first()
    return Live(*found) if found else None


@cache
def _live() -> Executable:
    """Made once, because every request asks: making it takes longer than running it."""
    return (
        select(
            *(col(getattr(SignInSession, name)) for name in Live._fields[:3]),
            *(col(column) for column in (Account.id, Account.member_id, Member.branch_id)),
        )
        .join(Account, col(Account.id) == col(SignInSession.account_id))
        .join(Member, and_(col(Member.id) == col(Account.member_id), col(Member.state).in_(PRESENT)), isouter=True)
        .where(
            col(SignInSession.token_hash) == bindparam("token_hash"),
            col(SignInSession.revoked_at).is_(None),
            col(SignInSession.expires_at) > bindparam("now"),
            col(Account.state) == AccountState.ACTIVE,
        )
    )


def own_session(session: Session, actor: Actor) -> tuple[SignInSession, Account]:
    """The actor's own session and account."""
    return session.exec(_own_session(), params={"session_id": actor.session_id}).one()


@cache
def _own_session() -> Select[SignInSession, Account]:
    joined = select(SignInSession, Account).join(Account, col(Account.id) == col(SignInSession.account_id))
    return joined.where(col(SignInSession.id) == bindparam("session_id"))


def end_sessions(
    session: Session, *, account_id: UUID | None = None, device_id: UUID | None = None, keep: UUID | None = None
) -> None:
    """End the sessions of an account or a device, all but `keep`."""
    whose = col(SignInSession.account_id) == account_id if account_id else col(SignInSession.device_id) == device_id
    session.exec(
        update(SignInSession)
        .where(
            whose,
            col(SignInSession.revoked_at).is_(None),
            col(SignInSession.id) != keep if keep else scope.everything(),
        )
        .values(revoked_at=clock.now())
    )


def end_session(session: Session, token_hash: bytes) -> None:
    """End the session that holds this token, if there is one."""
    session.exec(
        update(SignInSession)
        .where(col(SignInSession.token_hash) == token_hash, col(SignInSession.revoked_at).is_(None))
        .values(revoked_at=clock.now())
    )


def find_device(session: Session, token_hash: bytes, account_id: UUID) -> Device | None:
    """The device with this cookie, if it was used for this account and is not revoked."""
    statement = select(Device).where(
        col(Device.token_hash) == token_hash, col(Device.account_id) == account_id, col(Device.revoked_at).is_(None)
    )
    return session.exec(statement).first()


def own_device(session: Session, actor: Actor, device_id: UUID) -> Device | None:
    """A device of the actor's own account."""
    statement = select(Device).where(
        col(Device.id) == device_id, col(Device.account_id) == actor.account_id, col(Device.revoked_at).is_(None)
    )
    return session.exec(statement).first()


def devices_in_use(actor: Actor) -> SelectOfScalar[Device]:
    """The actor's own devices that are signed in."""
    live = select(SignInSession.device_id).where(
        col(SignInSession.account_id) == actor.account_id,
        col(SignInSession.revoked_at).is_(None),
        col(SignInSession.expires_at) > clock.now(),
    )
    return select(Device).where(col(Device.revoked_at).is_(None), col(Device.id).in_(live))


def revoke_devices(session: Session, account_id: UUID) -> None:
    """Make every device of an account unknown."""
    session.exec(
        update(Device)
        .where(col(Device.account_id) == account_id, col(Device.revoked_at).is_(None))
        .values(revoked_at=clock.now())
    )


def find_passkey(session: Session, credential_id: bytes) -> tuple[Passkey, Account] | None:
    """A passkey and whose it is; kept for this transaction, so that its counter only grows."""
    statement = (
        select(Passkey, Account)
        .join(Account, col(Account.id) == col(Passkey.account_id))
        .where(col(Passkey.credential_id) == credential_id)
        .with_for_update(of=Passkey)
    )
    return session.exec(statement).first()


def passkeys_of(session: Session, account_id: UUID) -> Sequence[Passkey]:
    """The passkeys of an account, oldest first."""
    return session.exec(_passkeys(), params={"account_id": account_id}).all()


@cache
def _passkeys() -> SelectOfScalar[Passkey]:
    return select(Passkey).where(col(Passkey.account_id) == bindparam("account_id")).order_by(col(Passkey.id))


def forget_passkeys(session: Session, account_id: UUID) -> None:
    """Delete every passkey of an account."""
    session.exec(delete(Passkey).where(col(Passkey.account_id) == account_id))


def take_challenge(session: Session, value: bytes, purpose: ChallengePurpose, account_id: UUID | None) -> bool:
    """Use a challenge up; False when it is unknown, used, too old, or for something or somebody else."""
    statement = (
        delete(Challenge)
        .where(
            col(Challenge.value) == value,
            col(Challenge.purpose) == purpose,
            col(Challenge.account_id) == account_id if account_id else col(Challenge.account_id).is_(None),
            col(Challenge.expires_at) > clock.now(),
        )
        .returning(col(Challenge.id))
    )
    return session.exec(statement).first() is not None


def sweep(session: Session) -> None:
    """Delete challenges and budgets whose time is over."""
    session.exec(delete(Challenge).where(col(Challenge.expires_at) <= clock.now()))
    session.exec(delete(Budget).where(col(Budget.until) <= clock.now()))


def strong_before(session: Session, device_id: UUID) -> bool:
    """Whether a second factor was ever given on this device."""
    statement = select(SignInSession.id).where(
        col(SignInSession.device_id) == device_id, col(SignInSession.second_factor_at).is_not(None)
    )
    return session.exec(statement.limit(1)).first() is not None


def charge(session: Session, key: bytes, until: datetime) -> tuple[int, datetime]:
    """Count one attempt, in a new window ending `until` when the old one is over; returns the count and the end."""
    insert = insert_on_sqlite if session.get_bind().dialect.name == "sqlite" else insert_on_postgresql
    over = col(Budget.until) <= clock.now()
    statement = (
        insert(Budget)
        .values(key=key, spent=1, until=until)
        .on_conflict_do_update(
            index_elements=["key"],
            set_={
                "spent": case((over, 1), else_=col(Budget.spent) + 1),
                "until": case((over, until), else_=col(Budget.until)),
            },
        )
        .returning(col(Budget.spent), col(Budget.until))
    )
    spent, end = session.exec(statement).one()
    return spent, end


def refund(session: Session, keys: Collection[bytes]) -> None:
    """Take one attempt back: it succeeded."""
    session.exec(update(Budget).where(col(Budget.key).in_(keys), col(Budget.spent) > 0).values(spent=Budget.spent - 1))


def public_keys(session: Session, member_ids: Collection[UUID]) -> Sequence[tuple[UUID, bytes]]:
    """Keys of phones that are not revoked, with the member of each; the caller has been shown the members."""
    statement = (
        select(col(Account.member_id), col(Device.public_key))
        .join(Device, col(Device.account_id) == col(Account.id))
        .where(
            col(Account.member_id).in_(member_ids),
            col(Account.state) == AccountState.ACTIVE,
            col(Device.revoked_at).is_(None),
            col(Device.public_key).is_not(None),
        )
    )
    return [(member_id, key) for member_id, key in session.exec(statement) if member_id and key is not None]


def account_of(session: Session, member_id: UUID) -> UUID | None:
    """The account of a member whom the caller has been shown, unless closed."""
    statement = select(Account.id).where(col(Account.member_id) == member_id, col(Account.state) != AccountState.CLOSED)
    return session.exec(statement).first()
