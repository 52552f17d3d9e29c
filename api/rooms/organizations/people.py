"""What this room reads of accounts. The room `signin` stands on this one, so it cannot be imported."""

from collections.abc import Collection
from uuid import UUID

from sqlalchemy import String, Uuid, column, select, table
from sqlmodel import Session

ACCOUNTS = table("accounts", column("id", Uuid()), column("member_id", Uuid()), column("display_name", String()))


def find_account_names(session: Session, account_ids: Collection[UUID]) -> dict[UUID, str]:
    """Names of these accounts that are no member's, one statement."""
    rows = session.execute(
        select(ACCOUNTS.c.id, ACCOUNTS.c.display_name).where(
            ACCOUNTS.c.id.in_(account_ids), ACCOUNTS.c.member_id.is_(None)
        )
    )
    return {row.id: row.display_name for row in rows}
