"""The month of 2,000 branches as the province opens it, through HTTP on one worker.

    .venv/bin/python -m benchmarks.overview [--quick]

A province with 80 committees and 2,000 branches, each with a reported meeting (some late, some missing) and twelve
months of history, is written with bulk inserts; office staff of the province asks for the month, as sums by committee,
as the list of late branches and as the list of all. Every answer is compared with what was written.
"""

import asyncio
import random
import time
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any
from uuid import UUID

import httpx
from sqlalchemy import insert
from sqlmodel import SQLModel

from api.cli.preparing import prepared
from api.kit.actors import Role
from api.kit.ids import new_id
from api.kit.scope import OrganizationClosure
from api.rooms.meetings.models import Meeting, MeetingKind, MeetingReport, MeetingState, ReportState
from api.rooms.organizations.models import Organization
from api.settings import Settings
from benchmarks.databases import measure_each
from benchmarks.results import p95, result
from benchmarks.serving import Server, served
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_position, a_province
from tests.makers.signin import signed_in
from tests.support.house import House, open_house

LIMIT_MS = 300
MONTH = "2026-11"
MISSING, LATE = 0.1, 0.15
FOUNDED = date(2000, 1, 1)


@dataclass(frozen=True)
class Scale:
    """How large the province is, and how often it is asked."""

    committees: int = 80
    branches: int = 2_000
    months: int = 12
    asks: int = 60


QUICK = Scale(months=2, asks=20)


@dataclass
class Province:
    """Who asks, and what is right."""

    cookies: dict[str, str]
    branches: int
    held: int
    late: int


def prepare(settings: Settings, scale: Scale) -> Province:
    """Write the province and sign its officer in."""
    with prepared(settings):
        pass
    with open_house(settings) as house:
        top = a_province(house)
        branches = _tree(house, top, scale)
        held, late = _reports(house, branches, scale)
        officer = a_member(house, of=a_branch(house, under=top))
        a_position(house, at=top, role=Role.OFFICE_STAFF, member=officer)
        client = signed_in(house, member=officer)
        cookie = settings.session_cookie
        return Province({cookie: client.cookies[cookie]}, len(branches) + 1, held, late)


def _write(house: House, table: type[SQLModel], rows: list[dict[str, Any]]) -> None:
    with house.database.writing() as session:
        for start in range(0, len(rows), 5_000):
            session.execute(insert(table), rows[start : start + 5_000])


def _organization(kind: str, name: str, parent_id: UUID) -> dict[str, Any]:
    made = Organization(
        kind=kind, name=name, name_folded=name.lower(), parent_id=parent_id, founded_on=FOUNDED, id=new_id()
    )
    return made.model_dump()


def _tree(house: House, top: Organization, scale: Scale) -> list[UUID]:
    committees = [_organization("grassroots_committee", f"Đảng bộ xã {n}", top.id) for n in range(scale.committees)]
    parents = [committees[number % scale.committees]["id"] for number in range(scale.branches)]
    branches = [_organization("branch", f"Chi bộ thôn {n}", parent) for n, parent in enumerate(parents)]
    _write(house, Organization, committees)
    _write(house, Organization, branches)
    lines: list[tuple[UUID, tuple[UUID, ...]]] = [(one["id"], (one["id"], top.id)) for one in committees]
    lines += [(one["id"], (one["id"], one["parent_id"], top.id)) for one in branches]
    closure = [
        {"ancestor_id": above, "descendant_id": below, "depth": depth}
        for below, lineage in lines
        for depth, above in enumerate(lineage)
    ]
    _write(house, OrganizationClosure, closure)
    return [one["id"] for one in branches]


def _reports(house: House, branches: list[UUID], scale: Scale) -> tuple[int, int]:
    chance = random.Random(7)
    meetings, reports, held, late_ones = [], [], 0, 0
    for back in range(scale.months):
        starts_at = datetime(2026, 11, 3, 12, 30, tzinfo=UTC) - timedelta(days=30 * back)
        month = f"{starts_at:%Y-%m}" if back else MONTH
        for branch in branches:
            if chance.random() < MISSING:
                continue
            late = chance.random() < LATE
            held += back == 0
            late_ones += late and back == 0
            meeting = Meeting(
                id=new_id(),
                organization_id=branch,
                kind=MeetingKind.REGULAR,
                title="Sinh hoạt thường kỳ",
                month=month,
                starts_at=starts_at,
                ends_at=starts_at + timedelta(minutes=95),
                state=MeetingState.REPORTED,
                opened_at=starts_at,
                closed_at=starts_at + timedelta(minutes=95),
                published_at=starts_at - timedelta(days=9),
            )
            meetings.append(meeting.model_dump())
            reports.append(_report(meeting, late=late, score=float(chance.randint(60, 99))))
    _write(house, Meeting, meetings)
    _write(house, MeetingReport, reports)
    return held, late_ones


def _report(meeting: Meeting, *, late: bool, score: float) -> dict[str, Any]:
    made = MeetingReport(
        id=new_id(),
        meeting_id=meeting.id,
        organization_id=meeting.organization_id,
        month=meeting.month,
        due_at=meeting.starts_at + timedelta(days=2),
        reported_at=meeting.starts_at + timedelta(days=4 if late else 1),
        late=late,
        summoned=20,
        counted=20,
        present=18,
        unexcused=0,
        score=score,
        band="good" if score >= 90 else "fair" if score >= 70 else "average",
        state=ReportState.SENT,
    )
    return made.model_dump()


async def ask(server: Server, province: Province, scale: Scale) -> list[str]:
    """Each view so often, one after the other; the lines without the database's name."""
    lines = []
    async with httpx.AsyncClient(base_url=server.address, cookies=province.cookies, timeout=60) as client:
        for show in ("direct", "late", "all"):
            taken = []
            for _ in range(scale.asks + 2):
                began = time.perf_counter()
                answer = await client.get("/api/meetings/reports", params={"month": MONTH, "show": show})
                taken.append((time.perf_counter() - began) * 1000)
                _check(answer, province)
            lines.append(result(f"{show}_p95", p95(taken[2:]), "ms", limit=LIMIT_MS))
    return lines


def _check(answer: httpx.Response, province: Province) -> None:
    assert answer.status_code == 200, answer.text[:300]
    totals = answer.json()["totals"]
    found = (totals["branches"], totals["held"], totals["late"], totals["attendance"])
    assert found == (province.branches, province.held, province.late, 90.0), found


def measure(settings: Settings, scale: Scale) -> list[str]:
    """Everything on one database."""
    province = prepare(settings, scale)
    with served(settings) as server:
        return asyncio.run(ask(server, province, scale))


if __name__ == "__main__":
    measure_each("overview", __doc__, lambda settings, quick: measure(settings, QUICK if quick else Scale()))
