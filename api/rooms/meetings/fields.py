"""The named fields of a record: which there are, what a value looks like, and which are texts that can be merged."""

import re
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from uuid import UUID

LONGEST = 20_000
_OF_ITEM = re.compile(r"^items\.([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})\.(\w+)$")
_MOST_PEOPLE = 100_000


class Form(StrEnum):
    """What a value is; an empty value means that nothing is recorded."""

    TEXT = "text"
    NUMBER = "number"
    MOMENT = "moment"
    MEMBER = "member"


_ITEM_FIELDS = {"notes": Form.TEXT, "conclusion": Form.TEXT, "started_at": Form.MOMENT, "ended_at": Form.MOMENT}
_FIELDS = {
    "dues_paid": Form.NUMBER,
    "dues_unpaid": Form.NUMBER,
    "dues_note": Form.TEXT,
    "started_at": Form.MOMENT,
    "ended_at": Form.MOMENT,
    "chair_id": Form.MEMBER,
    "clerk_id": Form.MEMBER,
}


@dataclass(frozen=True, slots=True)
class FieldName:
    """A field of the meeting, or of one of its agenda items."""

    name: str
    form: Form
    item_id: UUID | None


def parse(name: str) -> FieldName | None:
    """The field of this name, None when there is none."""
    if name in _FIELDS:
        return FieldName(name, _FIELDS[name], None)
    match = _OF_ITEM.match(name)
    if match is None or match[2] not in _ITEM_FIELDS:
        return None
    return FieldName(name, _ITEM_FIELDS[match[2]], UUID(match[1]))


def fits(form: Form, value: str) -> bool:
    """Whether a value has the form of its field."""
    if value == "" or form is Form.TEXT:
        return len(value) <= LONGEST
    if form is Form.NUMBER:
        return value.isascii() and value.isdigit() and int(value) <= _MOST_PEOPLE
    if form is Form.MOMENT:
        return moment(value) is not None
    return as_id(value) is not None


def moment(value: str) -> datetime | None:
    """An aware moment from ISO 8601, None for anything else."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        return None
    return at if at.tzinfo else None


def as_id(value: str) -> UUID | None:
    """An id, None for anything else."""
    try:
        return UUID(value)
    except ValueError:
        return None
