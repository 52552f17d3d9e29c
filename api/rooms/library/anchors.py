"""Queries about the roots of signatures that the whole house trusts."""

from collections.abc import Sequence
from uuid import UUID

from sqlmodel import Session, col, select

from api.kit import scope
from api.rooms.library.models import TrustAnchor
from api.rooms.organizations.models import Organization


def get_anchor(session: Session, sha256: str) -> TrustAnchor:
    """A trusted root by its fingerprint."""
    return session.exec(select(TrustAnchor).where(col(TrustAnchor.sha256) == sha256, scope.everything())).one()


def top_organizations(session: Session) -> Sequence[UUID]:
    """Where rules of the whole house are made."""
    top = (col(Organization.parent_id).is_(None), col(Organization.ended_on).is_(None))
    return session.exec(select(Organization.id).where(*top, scope.everything())).all()


def list_anchors(session: Session) -> Sequence[TrustAnchor]:
    """The trusted roots, of the whole house."""
    return session.exec(select(TrustAnchor).where(scope.everything()).order_by(col(TrustAnchor.name))).all()
