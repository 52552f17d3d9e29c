"""What a conference adds to the figures of its meeting; `attendance` asks for it (see its `company.py`)."""

from uuid import UUID

from sqlalchemy import Connection

from api.rooms.attendance.company import Company, Guests, Mark, Visitor, Visits
from api.rooms.conferences.repository import company as repository
from api.rooms.conferences.repository.company import Part, What
from api.rooms.conferences.service.doors import fact_of, sitting


def read_mark(connection: Connection, meeting_id: UUID) -> Mark:
    """How much there is now."""
    return Mark(*repository.count(connection, meeting_id))


def read_company(connection: Connection, meeting_id: UUID) -> Company:
    """Guests, delegations and sittings of a meeting."""
    by_kind: dict[What, list[Part]] = {what: [] for what in What}
    for one in repository.parts(connection, meeting_id):
        by_kind[one.what].append(one)
    return Company(
        visitors={
            one.id: Visitor(one.name or "", one.organization, one.site_id, one.delegation_id, one.seat)
            for one in by_kind[What.GUEST]
        },
        delegations={one.id: one.name or "" for one in by_kind[What.DELEGATION]},
        members={one.id: one.delegation_id for one in by_kind[What.MEMBER] if one.delegation_id},
        sittings=[
            sitting(one.id, one.name or "", one.starts_at, one.ends_at)
            for one in by_kind[What.SESSION]
            if one.starts_at and one.ends_at
        ],
    )


def read_guests(connection: Connection, meeting_id: UUID) -> Guests:
    """Guests of a meeting and what they did. One statement."""
    rows = repository.guests(connection, meeting_id)
    visitors = {
        row.guest: Visitor(row.name, row.organization, row.expected_at, row.delegation_id, row.label) for row in rows
    }
    facts, words = repository.told_apart(row for row in rows if row.scan_id)
    return visitors, (list(map(fact_of, facts)), words)


def read_visits(connection: Connection, meeting_id: UUID) -> Visits:
    """What guests did at a meeting, and the words about it."""
    rows, words = repository.facts_and_words(connection, meeting_id)
    return list(map(fact_of, rows)), words
