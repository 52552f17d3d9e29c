"""Who may do what with notices: everybody with his own, administrators with events that failed."""

from typing import Any

from api.kit.ids import new_id
from tests.house.access.world import ADMINISTRATOR, EVERYBODY, LEADERS, SIGNED_IN, STRANGER, Case, Table, World
from tests.makers.notifications import an_announcement
from tests.makers.phones import Phone

NONE: dict[str, Any] = {"choices": [], "quiet_from": None, "quiet_to": None, "digest_at": None}
NOBODYS = "019a0000-0000-7000-8000-000000000000"
_UNKNOWN = frozenset({"notifications.subscription_not_found", "notifications.notice_not_found"})
SPEAKERS = LEADERS
_NOT_MINE = frozenset({"notifications.announcement_not_found"})


def _audience(world: World) -> dict[str, Any]:
    return {"organization_id": str(world.branch.id), "audience": {"organization_id": str(world.branch.id)}}


def _announcement(world: World) -> dict[str, object]:
    """One that the branch wrote."""
    if "announcement_id" not in world.things:
        world.things["announcement_id"] = an_announcement(world.house, by=world.branch, member=world.member).id
    return {"announcement_id": world.things["announcement_id"]}


TABLE: Table = {
    ("GET", "/api/notifications/vapid-key"): Case(SIGNED_IN),
    ("PUT", "/api/notifications/subscriptions"): Case(
        SIGNED_IN, body=lambda _: {"address": "https://142.250.66.42/x", **Phone().keys()}
    ),
    ("DELETE", "/api/notifications/subscriptions/{subscription_id}"): Case(
        SIGNED_IN, path=lambda _: {"subscription_id": NOBODYS}, own_refusals=_UNKNOWN
    ),
    ("GET", "/api/notifications/inbox"): Case(SIGNED_IN),
    ("GET", "/api/notifications/changes"): Case(SIGNED_IN),
    ("PUT", "/api/notifications/inbox/{message_id}/read"): Case(
        SIGNED_IN, path=lambda _: {"message_id": NOBODYS}, own_refusals=_UNKNOWN
    ),
    ("PUT", "/api/notifications/read-until"): Case(SIGNED_IN, body=lambda _: {"number": 7}),
    ("GET", "/api/notifications/preferences"): Case(SIGNED_IN),
    ("PUT", "/api/notifications/preferences"): Case(SIGNED_IN, body=lambda _: NONE),
    ("POST", "/api/notifications/receipts"): Case(
        EVERYBODY, body=lambda _: {"token": "x", "items": [{"message_id": NOBODYS, "what": "shown"}]}
    ),
    ("POST", "/api/notifications/self-test"): Case(
        SIGNED_IN, body=lambda _: {"subscription_id": NOBODYS}, own_refusals=_UNKNOWN
    ),
    ("GET", "/api/notifications/parked"): Case(frozenset({ADMINISTRATOR})),
    ("GET", "/api/notifications/stuck"): Case(frozenset({ADMINISTRATOR})),
    ("POST", "/api/notifications/parked/{event_id}/retry"): Case(
        frozenset({ADMINISTRATOR}),
        path=lambda _: {"event_id": NOBODYS},
        own_refusals=frozenset({"notifications.parked_not_found"}),
    ),
    ("DELETE", "/api/notifications/parked/{event_id}"): Case(
        frozenset({ADMINISTRATOR}),
        path=lambda _: {"event_id": NOBODYS},
        own_refusals=frozenset({"notifications.parked_not_found"}),
    ),
    ("GET", "/api/notifications/announcements"): Case(SPEAKERS | {STRANGER}),
    ("POST", "/api/notifications/announcements/preview"): Case(SPEAKERS, body=_audience),
    ("GET", "/api/notifications/announcements/meetings"): Case(
        SPEAKERS, query=lambda world: {"organization_id": str(world.branch.id)}
    ),
    ("PUT", "/api/notifications/announcements/{announcement_id}"): Case(
        SPEAKERS,
        path=lambda _: {"announcement_id": new_id()},
        body=lambda world: {"title": "Lịch học", "text": "Đồng chí mang theo tài liệu.", **_audience(world)},
    ),
    ("GET", "/api/notifications/announcements/{announcement_id}"): Case(
        SIGNED_IN, path=_announcement, own_refusals=_NOT_MINE
    ),
    ("GET", "/api/notifications/announcements/{announcement_id}/written"): Case(SPEAKERS, path=_announcement),
    ("GET", "/api/notifications/announcements/{announcement_id}/funnel"): Case(SPEAKERS, path=_announcement),
    ("POST", "/api/notifications/announcements/{announcement_id}/cancel"): Case(SPEAKERS, path=_announcement),
}
