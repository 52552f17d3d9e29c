"""What brings a phone up to date: everything that concerns its owner, published or planned by him."""

import hashlib
from datetime import timedelta

from sqlmodel import Session

from api.kit import clock, rules
from api.kit.actors import Actor, Permission
from api.rooms.meetings import sight
from api.rooms.meetings.repository import feed as repository
from api.rooms.meetings.schemas.schedule import FeedItemRead, FeedRead, ReasonRead
from api.rooms.meetings.service.describing import in_detail
from api.rooms.meetings.service.ruling import ABSENCE

PIECE = 50
KEPT = timedelta(days=400)
"""How far back a phone's calendar goes."""


def read_own_meetings(session: Session, actor: Actor, since: int, known_scope: str | None) -> FeedRead:
    """What changed after `since`; another scope than the phone knows, as after a move, starts it over."""
    present_scope = _scope(actor)
    reset = since == 0 or (known_scope is not None and known_scope != present_scope)
    start = 0 if reset else since
    rows = repository.list_changes(session, sight.viewer_of(actor), start, clock.now() - KEPT, PIECE + 1)
    more, rows = len(rows) > PIECE, rows[:PIECE]
    meetings = repository.by_id(session, [row[0] for row in rows if row[2]])
    details = {detail.id: detail for detail in in_detail(session, actor, list(meetings.values()))}
    return FeedRead(
        items=[FeedItemRead(id=row[0], changed=row[1], meeting=details.get(row[0])) for row in rows],
        next_since=rows[-1][1] if rows else start,
        more=more,
        scope=present_scope,
        reset=reset,
        reasons=_reasons(session, actor),
    )


def _reasons(session: Session, actor: Actor) -> list[ReasonRead]:
    rule = rules.find(session, ABSENCE, clock.today(), actor.branch_id)
    return [ReasonRead(code=reason["code"], title=reason["title"]) for reason in rule.content["reasons"]]


def _scope(actor: Actor) -> str:
    """A name for everything that decides which meetings concern somebody."""
    parts = [actor.member_id, actor.branch_id, *sorted(actor.places_with(Permission.MEETINGS_PLAN))]
    return hashlib.sha256(" ".join(map(str, parts)).encode()).hexdigest()[:16]
