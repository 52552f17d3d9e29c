"""Whoever is no member any more has no account: the members' room announces it, this room listens."""

from uuid import UUID

from api.kit import jobs, outbox
from api.kit.jobs import Tools
from api.kit.outbox import OutboxEntry
from api.rooms.signin import repository
from api.rooms.signin.service.accounts import close

CLOSE = "signin.close_of_member"
_WHO = {"members.left": "member_id", "members.merged": "drop_id"}
"""Kinds of events, and where they name the card that stands for nobody from now on."""

for _kind in _WHO:
    outbox.listen(_kind, CLOSE, queue="work")


@jobs.job(CLOSE)
def close_of_member(tools: Tools, event_id: str) -> None:
    """Close the account of the member an event speaks of. Sessions ended with the membership; this clears the rest."""
    with tools.database.writing() as session:
        event = session.get_one(OutboxEntry, UUID(event_id))
        account = repository.find_of_member(session, UUID(event.payload[_WHO[event.kind]]))
        if account is not None:
            close(session, None, account)
