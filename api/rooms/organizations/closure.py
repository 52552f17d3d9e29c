"""Keeps the closure table: one row for each organisation and each of its ancestors, itself included."""

from uuid import UUID

from sqlalchemy import delete, insert, literal
from sqlalchemy.orm import aliased
from sqlmodel import Session, col, select

from api.kit.scope import OrganizationClosure

_ancestor, _descendant = col(OrganizationClosure.ancestor_id), col(OrganizationClosure.descendant_id)


def plant(session: Session, organization_id: UUID) -> None:
    """A new organisation is at first its own only ancestor."""
    session.add(OrganizationClosure(ancestor_id=organization_id, descendant_id=organization_id, depth=0))
    session.flush()


def attach(session: Session, organization_id: UUID, parent_id: UUID) -> None:
    """Put a whole subtree below a parent: every pair of (parent or above) and (organisation or below)."""
    upper, lower = aliased(OrganizationClosure), aliased(OrganizationClosure)
    pairs = (
        select(col(upper.ancestor_id), col(lower.descendant_id), col(upper.depth) + col(lower.depth) + literal(1))
        .select_from(upper)
        .join(lower, col(lower.ancestor_id) == organization_id)
        .where(col(upper.descendant_id) == parent_id)
    )
    session.exec(insert(OrganizationClosure).from_select(["ancestor_id", "descendant_id", "depth"], pairs))


def detach(session: Session, organization_id: UUID) -> None:
    """Take a whole subtree off everything above it."""
    upper, lower = aliased(OrganizationClosure), aliased(OrganizationClosure)
    session.exec(
        delete(OrganizationClosure).where(
            _descendant.in_(select(col(lower.descendant_id)).where(col(lower.ancestor_id) == organization_id)),
            _ancestor.in_(
                select(col(upper.ancestor_id)).where(col(upper.descendant_id) == organization_id, col(upper.depth) > 0)
            ),
        ),
        execution_options={"synchronize_session": False},
    )
