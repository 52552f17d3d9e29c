"""Every query of the room."""

from datetime import datetime
from uuid import UUID

from sqlmodel import Session, col, select

from api.rooms.signin.models import Account, AccountState, SignInSession


class AccountRepository:
    """Accounts by what identifies them. Unscoped: who signs in is nobody yet."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def by_member(self, member_id: UUID) -> Account | None:
        """The account of a member."""
        return self._session.exec(select(Account).where(col(Account.member_id) == member_id)).first()

    def login_exists(self, login: str) -> bool:
        """Whether somebody has this sign-in name."""
        return self._session.exec(select(Account.id).where(col(Account.login) == login)).first() is not None


class SessionRepository:
    """Sessions by their token."""

    def __init__(self, session: Session) -> None:
        self._session = session

    def live(self, token_hash: bytes, now: datetime) -> tuple[SignInSession, Account] | None:
        """The session that holds this token and its account, unless ended, revoked or closed."""
        statement = (
            select(SignInSession, Account)
            .join(Account, col(Account.id) == SignInSession.account_id)
            .where(
                col(SignInSession.token_hash) == token_hash,
                col(SignInSession.revoked_at).is_(None),
                col(SignInSession.expires_at) > now,
                col(Account.state) == AccountState.ACTIVE,
            )
        )
        return self._session.exec(statement).first()
