"""Makes the demo province in steps that can each be repeated, so that a start that was cut short is finished later."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import date
from functools import cached_property
from uuid import UUID

from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn
from sqlmodel import Session, SQLModel, select

from api.cli import texts
from api.cli.demo import accounts
from api.cli.demo.conference import Convening
from api.cli.demo.meetings import Diary
from api.cli.demo.notices import NoticeBoard
from api.cli.demo.offices import Offices
from api.cli.demo.province import Place, draw, province_id, sizes, words
from api.cli.demo.publishing import Press
from api.cli.demo.reports import Archive
from api.cli.demo.roll import Roll
from api.cli.demo.rows import write
from api.cli.demo.tree import rows_of
from api.cli.preparing import prepared, read_settings
from api.cli.terminal import ExitCode, Failure, console, done
from api.kit import clock
from api.kit.actors import Role
from api.kit.db import Database
from api.rooms.members.cards import CardKeys
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization
from api.rooms.signin.models import Account
from api.settings import Settings

SCALE = 1500
_ENOUGH_FOR_A_COMMITTEE = 150
_DESKS = (Role.RECEPTION, Role.ADMINISTRATOR)


@dataclass
class Demo:
    """The demo of one house; `scale` is how many members it gets."""

    settings: Settings
    database: Database
    scale: int = SCALE
    today: date = field(default_factory=clock.today)

    def is_complete(self) -> bool:
        """Whether it was made to the end here."""
        return accounts.path(self.settings).exists() and self.was_begun()

    def was_begun(self) -> bool:
        """Whether its province stands."""
        with self.database.reading() as session:
            return session.get(Organization, province_id()) is not None

    def database_is_empty(self) -> bool:
        """Whether nobody has brought in anything of their own."""
        with self.database.reading() as session:
            return session.exec(select(Organization.id).limit(1)).first() is None

    def build(self, *, scans: bool) -> None:
        """Make what is missing. Without `scans` the scanned papers wait for a running server's jobs to read them."""
        with Progress(
            TextColumn("• {task.description}"), BarColumn(), TimeElapsedColumn(), console=console
        ) as progress:
            if not self.was_begun():
                task = progress.add_task(texts.DEMO_PEOPLE.format(members=self.scale), total=self.scale)
                with self.database.writing() as session:
                    self._people(session, lambda members: progress.advance(task, members))
            task = progress.add_task(texts.DEMO_PAPERS, total=2 * self.press.count)
            self.press.bring_in(lambda: progress.advance(task))
            self.press.read(scans=scans, told=lambda: progress.advance(task))
            self.press.publish_what_is_read()
            Diary(self.database, self.today).fill()
            Convening(self.database, self.today).fill()
            NoticeBoard(self.database, self.today).fill()
            Archive(self.settings, self.database, self.today).fill()
        if not accounts.path(self.settings).exists():
            accounts.hand_out(self.settings, self.database)

    @cached_property
    def press(self) -> Press:
        """What brings the papers into the library."""
        return Press(self.settings, self.database, self.today)

    @cached_property
    def places(self) -> list[Place]:
        """The organisations, parents before children."""
        return draw(self.scale)

    def _people(self, session: Session, told: Callable[[int], None]) -> None:
        """Everything in one transaction: a province is whole or not there."""
        write(session, rows_of(self.places))
        roll, offices = Roll(CardKeys.of(self.settings), self.today), Offices(self.today)
        drawn = sizes(self.places, self.scale)
        to_choose_from: dict[UUID, list[Member]] = {place.id: [] for place in self.places if not place.is_branch}
        for branch in (place for place in self.places if place.is_branch):
            members, others = roll.fill(branch, drawn[branch.id])
            write(session, members)
            write(session, [*others, *offices.of_branch(branch, members)])
            told(len(members))
            for committee in [*branch.lineage()][1:]:
                if len(to_choose_from[committee.id]) < _ENOUGH_FOR_A_COMMITTEE:
                    to_choose_from[committee.id] += members
        for committee in (place for place in self.places if not place.is_branch):
            write(session, offices.of_committee(committee, to_choose_from[committee.id]))
        write(session, self._desks(roll, offices))

    def _desks(self, roll: Roll, offices: Offices) -> Iterator[SQLModel]:
        """Accounts that are no member's: the reception desk, the technical administrator."""
        top = self.places[0]
        for role in _DESKS:
            name: str = words()["titles"][role.value]
            account = Account(
                id=roll.chance.new_id(), display_name=name, organization_id=top.id, login=roll.login(name)
            )
            yield account
            yield offices.of_account(top, role, account.id)


def make(scale: int, *, force: bool) -> None:
    """`handbook demo`: make the province unless it is there; beside other data only when told to."""
    settings = read_settings()
    with prepared(settings) as database:
        made = Demo(settings, database, scale)
        if made.is_complete():
            done(texts.DEMO_PRESENT.format(path=accounts.path(settings)))
            return
        if not (force or made.was_begun() or made.database_is_empty()):
            raise Failure(texts.DEMO_REFUSED, ExitCode.REFUSED)
        made.build(scans=True)
    console.print(accounts.shown(accounts.read(settings)))
    done(texts.DEMO_DONE.format(path=accounts.path(settings)))
