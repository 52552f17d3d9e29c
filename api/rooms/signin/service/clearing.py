"""What proved something once and proves nothing now: ended sessions, old challenges, spent budgets, lost devices."""

from datetime import timedelta

from sqlmodel import Session

from api.kit import clock
from api.kit.jobs import Tools
from api.kit.sweeping import sweep
from api.rooms.signin import leftovers, repository

ENDED_KEPT = timedelta(days=30)
"""Until then somebody can still be told when a session was ended."""
UNSEEN = timedelta(days=400)
"""A device nobody has used for longer is lost or sold; it signs in anew by a code, password or passkey."""


@sweep("signin.proofs")
def forget_proofs(session: Session, _: Tools) -> int:
    """Delete ended sessions, challenges and budgets that are over; revoke devices not seen for over a year."""
    now = clock.now()
    repository.sweep(session)
    return leftovers.forget_sessions(session, now - ENDED_KEPT) + leftovers.revoke_unseen(session, now - UNSEEN)
