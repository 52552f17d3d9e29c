"""The demo's conference a few days ahead: three sites, delegations, seats, two sessions, guests, a booth."""

import json
import secrets
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import cached_property
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session, SQLModel, col, select

from api.cli.demo.accounts import BRANCH
from api.cli.demo.chance import Chance
from api.cli.demo.province import province_id
from api.cli.demo.rows import write
from api.kit import clock, rules
from api.kit.actors import Role
from api.kit.db import Database
from api.rooms.conferences.models import Booth, Conference, ConferenceSession, Delegation, Guest, Seat
from api.rooms.meetings.models import (
    AgendaItem,
    AgendaPart,
    Invitation,
    InvitedAs,
    Meeting,
    MeetingKind,
    MeetingSite,
    MeetingState,
    Summons,
)
from api.rooms.members.models import Member
from api.rooms.members.names import name_key
from api.rooms.organizations.models import Organization, Position
from api.rooms.signin.models import Account

_AHEAD = 4
_MORNING, _NOON, _AFTERNOON, _EVENING = time(7, 30), time(11, 30), time(13, 30), time(17, 0)
_PEOPLE = 90
_SEATS_IN_A_ROW = 12


@dataclass
class Convening:
    """Calls the secretaries of the province, and the branch people sign in to."""

    database: Database
    today: date

    @cached_property
    def chance(self) -> Chance:
        """Falls the same way at every run."""
        return Chance("conference")

    @cached_property
    def words(self) -> dict[str, Any]:
        """Names and places."""
        read: dict[str, Any] = json.loads(Path(__file__).with_suffix(".json").read_text(encoding="utf-8"))
        return read

    def fill(self) -> None:
        """Write the conference down, once."""
        with self.database.writing() as session:
            if session.exec(select(Conference.id).limit(1)).first() is not None:
                return
            people = self._people(session)
            office = session.exec(select(Account.id).where(col(Account.member_id).is_(None)).limit(1)).first()
            if people and office is not None:
                meeting = self._meeting(people)
                write(session, [meeting])
                write(session, self._rows(session, meeting, people, office))

    def _people(self, session: Session) -> Sequence[Member]:
        """Secretaries, and those of the branch people sign in to."""
        leading = select(Position.member_id).where(col(Position.role) == Role.SECRETARY)
        branch = select(Organization.id).where(col(Organization.code) == BRANCH)
        statement = select(Member).where(col(Member.id).in_(leading) | col(Member.branch_id).in_(branch))
        return session.exec(statement.order_by(col(Member.name_key), col(Member.id)).limit(_PEOPLE)).all()

    def _at(self, hour: time) -> datetime:
        return datetime.combine(self.today + timedelta(days=_AHEAD), hour, tzinfo=clock.LOCAL)

    def _meeting(self, people: Sequence[Member]) -> Meeting:
        starts_at = self._at(_MORNING)
        return Meeting(
            id=self.chance.new_id(),
            organization_id=province_id(),
            kind=MeetingKind.CONFERENCE,
            summons=Summons.LISTED,
            title=self.words["title"],
            month=f"{starts_at:%Y-%m}",
            starts_at=starts_at,
            ends_at=self._at(_EVENING),
            place=self.words["place"],
            chair_id=people[0].id,
            clerk_id=people[-1].id,
            state=MeetingState.PUBLISHED,
            published_at=clock.now() - timedelta(days=2),
        )

    def _rows(self, session: Session, meeting: Meeting, people: Sequence[Member], office: UUID) -> Iterator[SQLModel]:
        yield Conference(id=self.chance.new_id(), meeting_id=meeting.id, token=secrets.token_urlsafe(16))
        sites = [
            MeetingSite(id=self.chance.new_id(), meeting_id=meeting.id, position=position, **site)
            for position, site in enumerate(self.words["sites"])
        ]
        delegations = [
            Delegation(id=self.chance.new_id(), meeting_id=meeting.id, position=position, name=name)
            for position, name in enumerate(self.words["delegations"])
        ]
        yield from sites
        yield from delegations
        yield from self._programme(session, meeting)
        guests = [
            Guest(
                id=self.chance.new_id(),
                meeting_id=meeting.id,
                name_key=name_key(words["name"]),
                site_id=sites[0].id,
                registered_by=office,
                **words,
            )
            for words in self.words["guests"]
        ]
        yield from guests  # before the seats: rows are written in the order in which their tables first appear
        for number, member in enumerate(people):
            site = sites[number % len(sites)]
            yield Invitation(
                id=self.chance.new_id(),
                meeting_id=meeting.id,
                member_id=member.id,
                invited_as=InvitedAs.SUMMONED,
                site_id=site.id,
            )
            yield self._seat(meeting, number // len(sites), site, delegations, member_id=member.id)
        for number, guest in enumerate(guests, start=len(people) // len(sites) + 1):
            yield self._seat(meeting, number, sites[0], delegations, guest_id=guest.id)

    def _programme(self, session: Session, meeting: Meeting) -> Iterator[SQLModel]:
        hours = ((_MORNING, _NOON), (_AFTERNOON, _EVENING))
        for position, (title, (begins, ends)) in enumerate(zip(self.words["sessions"], hours, strict=True)):
            yield ConferenceSession(
                id=self.chance.new_id(),
                meeting_id=meeting.id,
                position=position,
                title=title,
                starts_at=self._at(begins),
                ends_at=self._at(ends),
            )
        booth = self.words["booth"]
        token = secrets.token_urlsafe(16)
        yield Booth(id=self.chance.new_id(), meeting_id=meeting.id, position=0, token=token, **booth)
        agenda = rules.find(session, "agenda_conference", self.today).content["items"]
        for position, point in enumerate(agenda):
            yield AgendaItem(
                id=self.chance.new_id(),
                meeting_id=meeting.id,
                position=position,
                part=AgendaPart(point["part"]),
                title=point["title"],
            )

    def _seat(  # noqa: PLR0913 - a place and whose it is
        self,
        meeting: Meeting,
        number: int,
        site: MeetingSite,
        delegations: Sequence[Delegation],
        *,
        member_id: UUID | None = None,
        guest_id: UUID | None = None,
    ) -> Seat:
        row, place = divmod(number, _SEATS_IN_A_ROW)
        return Seat(
            id=self.chance.new_id(),
            meeting_id=meeting.id,
            delegation_id=delegations[number % len(delegations)].id,
            site_id=site.id,
            label=f"{chr(ord('A') + row)}{place + 1}",
            member_id=member_id,
            guest_id=guest_id,
        )
