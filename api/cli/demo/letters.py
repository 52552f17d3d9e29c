"""Draws up the demo's papers as sheets: who issues them, when, who signs."""

from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

from sqlmodel import Session, col, select

from api.cli import texts
from api.cli.demo.chance import Chance
from api.cli.demo.paper import Paper
from api.cli.demo.province import official_code, words
from api.cli.demo.typesetting import Sheet, as_docx, as_pdf, as_scan
from api.kit.actors import Role
from api.rooms.library.models import DocumentType
from api.rooms.members.models import Member
from api.rooms.organizations.models import Organization, Position

_PROVINCE, _UPPER = "province", "upper"


@dataclass(frozen=True)
class Letter:
    """A paper ready to be published: the file and what its head says."""

    paper: Paper
    sheet: Sheet
    publisher_id: UUID
    audience_id: UUID
    study_by_on: date | None

    def file(self) -> tuple[str, bytes]:
        """The file's name and content."""
        if self.paper.head["form"] == "docx":
            return f"{self.paper.name}.docx", as_docx(self.sheet)
        if self.paper.head["form"] == "scan":
            return f"{self.paper.name}.pdf", as_scan(self.sheet, Chance(self.paper.name))
        return f"{self.paper.name}.pdf", as_pdf(self.sheet)


def draw_up(session: Session, paper: Paper, today: date) -> Letter:
    """The sheet of a paper, signed by who holds that office in this province."""
    head = paper.head
    publisher = _organization(session, head["issuer"])
    issued_on = today - timedelta(days=head["days_ago"])
    return Letter(
        paper=paper,
        sheet=_sheet(session, paper, publisher, issued_on),
        publisher_id=publisher.id,
        audience_id=_organization(session, head.get("audience", _PROVINCE)).id,
        study_by_on=today + timedelta(days=head["study_in_days"]) if "study_in_days" in head else None,
    )


def _sheet(session: Session, paper: Paper, publisher: Organization, issued_on: date) -> Sheet:
    head = paper.head
    said = words()
    # "Quyết định, quy định" is one type with two names
    names = session.get_one(DocumentType, head["type"]).name.split(", ")
    type_name = next(name for name in names if head["title"].lower().startswith(name.lower()))
    level = _PROVINCE if head["issuer"] == _PROVINCE else _UPPER
    office = head.get("issuer_name")
    return Sheet(
        above=said["committee"] if office or level == _UPPER else "",
        issuer=office or publisher.short_name or publisher.name,
        number_symbol=head["number_symbol"],
        place_and_date=texts.LETTER_PLACE_AND_DATE.format(
            place=said["place"], day=issued_on.day, month=issued_on.month, year=issued_on.year
        ),
        title=head["title"],
        type_name=type_name,
        subject=head["title"][len(type_name) :].strip(),
        blocks=paper.blocks,
        recipients=tuple(said["recipients"][level]),
        on_behalf="" if office else said["signing"][level],
        signer_title=said["signing"][head["signer_role"]],
        signer_name=_signer(session, publisher, Role(head["signer_role"]), head.get("signer_number", 1)),
        issued_on=issued_on,
    )


def _organization(session: Session, said: str) -> Organization:
    """`province`, or `upper.3` for the third committee below it."""
    number = 0 if said == _PROVINCE else int(said.removeprefix(f"{_UPPER}."))
    return session.exec(select(Organization).where(Organization.code == official_code(number))).one()


def _signer(session: Session, publisher: Organization, role: Role, number: int) -> str:
    """The first, second … who holds this office at the publisher."""
    holders = (
        select(Member.full_name)
        .join(Position, col(Position.member_id) == col(Member.id))
        .where(Position.organization_id == publisher.id, Position.role == role)
        .order_by(col(Position.id))
        .offset(number - 1)
    )
    return session.exec(holders).first() or ""
