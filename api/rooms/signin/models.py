"""Tables of the room: accounts and everything by which somebody proves to be the holder of one.

Secrets are never stored as they are: codes by a keyed hash, session and device tokens (256 random bits) by SHA-256,
passwords by Argon2id, the key of the one-time codes encrypted.
"""

from datetime import datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import JSON, BigInteger, CheckConstraint, Index, text
from sqlmodel import Field, SQLModel

from api.kit import clock
from api.kit.models import Moment, Row, words


class AccountState(StrEnum):
    """Invited accounts wait for their first code to be used; closed ones stay for the audit."""

    INVITED = "invited"
    ACTIVE = "active"
    CLOSED = "closed"


class CodePurpose(StrEnum):
    """A recovery code replaces every means of signing in that the account had."""

    ACTIVATION = "activation"
    RECOVERY = "recovery"


class ChallengePurpose(StrEnum):
    """What a passkey challenge may be answered for."""

    ACTIVATE = "activate"
    ADD = "add"
    SIGN_IN = "sign_in"


class Account(Row, table=True):
    """Who may sign in: a member, or somebody of the staff who is none (then with a name and a home of its own)."""

    __tablename__ = "accounts"
    __table_args__ = (CheckConstraint("(member_id IS NULL) <> (display_name IS NULL)", name="somebody"),)

    member_id: UUID | None = Field(default=None, foreign_key="members.id", unique=True)
    organization_id: UUID | None = Field(default=None, foreign_key="organizations.id", index=True)
    display_name: str | None = Field(default=None, max_length=120)
    login: str = Field(max_length=60, unique=True)
    password_hash: str | None = Field(default=None, max_length=200)
    totp_secret: str | None = Field(default=None, max_length=300)
    totp_pending: str | None = Field(default=None, max_length=300)
    """A new key that was shown and waits for its first code; the one in use stays until then."""
    totp_used_step: int | None = Field(default=None, sa_type=BigInteger)
    state: AccountState = Field(default=AccountState.INVITED, sa_type=words(AccountState))
    activated_at: datetime | None = Field(default=None, sa_type=Moment)
    closed_at: datetime | None = Field(default=None, sa_type=Moment)


class ActivationCode(Row, table=True):
    """A code on paper; an account has at most one that still waits."""

    __tablename__ = "activation_codes"
    __table_args__ = (
        Index(
            "uq_activation_codes_waiting",
            "account_id",
            unique=True,
            sqlite_where=text("used_at IS NULL AND revoked_at IS NULL"),
            postgresql_where=text("used_at IS NULL AND revoked_at IS NULL"),
        ),
    )

    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    code_hash: bytes = Field(max_length=32, unique=True)
    purpose: CodePurpose = Field(sa_type=words(CodePurpose))
    issued_by: UUID | None = Field(default=None, foreign_key="accounts.id")
    expires_at: datetime = Field(sa_type=Moment)
    used_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


class Device(Row, table=True):
    """A browser somebody signed in on. Its public key (SPKI, P-256) later proves check-ins made without a network."""

    __tablename__ = "devices"

    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    token_hash: bytes = Field(max_length=32, unique=True)
    public_key: bytes | None = Field(default=None, max_length=91)
    label: str = Field(max_length=80)
    last_seen_at: datetime = Field(default_factory=clock.now, sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


class SignInSession(Row, table=True):
    """Somebody signed in, until it expires unused or is revoked."""

    __tablename__ = "sessions"

    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    device_id: UUID | None = Field(default=None, foreign_key="devices.id", index=True)
    token_hash: bytes = Field(max_length=32, unique=True)
    last_seen_at: datetime = Field(default_factory=clock.now, sa_type=Moment)
    expires_at: datetime = Field(sa_type=Moment)
    second_factor_at: datetime | None = Field(default=None, sa_type=Moment)
    revoked_at: datetime | None = Field(default=None, sa_type=Moment)


class Passkey(Row, table=True):
    """A WebAuthn credential; `public_key` is COSE, `sign_count` never goes back."""

    __tablename__ = "passkeys"

    account_id: UUID = Field(foreign_key="accounts.id", index=True)
    credential_id: bytes = Field(max_length=1023, unique=True)
    public_key: bytes = Field(max_length=1100)
    sign_count: int = Field(sa_type=BigInteger)
    transports: list[str] = Field(default_factory=list, sa_type=JSON)
    label: str = Field(max_length=80)
    last_used_at: datetime | None = Field(default=None, sa_type=Moment)


class Challenge(Row, table=True):
    """Random bytes a passkey has to sign: for one purpose, one account (none when signing in), once, soon."""

    __tablename__ = "challenges"

    value: bytes = Field(max_length=64, unique=True)
    purpose: ChallengePurpose = Field(sa_type=words(ChallengePurpose))
    account_id: UUID | None = Field(default=None, foreign_key="accounts.id")
    expires_at: datetime = Field(sa_type=Moment, index=True)


class Budget(SQLModel, table=True):
    """How much of its attempts somebody or some place has spent; `key` is a keyed hash, it names nobody."""

    __tablename__ = "attempt_budgets"

    key: bytes = Field(primary_key=True, max_length=32)
    spent: int = Field(ge=0)
    until: datetime = Field(sa_type=Moment, index=True)
