"""Which organisation somebody at the terminal means."""

from sqlmodel import Session, col, or_, select

from api.cli import texts
from api.cli.terminal import ExitCode, Failure
from api.kit.folding import fold, tidy
from api.rooms.organizations.models import Organization


def find_organization(session: Session, said: str | None) -> Organization:
    """The organisation with this name, short name or code; without any, the top of the tree."""
    present = select(Organization).where(col(Organization.ended_on).is_(None))
    if said is None:
        found = session.exec(present.where(col(Organization.parent_id).is_(None))).all()
    else:
        name = tidy(said)
        named = or_(Organization.name_folded == fold(name), Organization.short_name == name, Organization.code == name)
        found = session.exec(present.where(named)).all()
    if len(found) != 1:
        sentence = texts.NO_ORGANIZATION if not found else texts.SEVERAL_ORGANIZATIONS
        raise Failure(sentence.format(said=said or ""), ExitCode.REFUSED)
    return found[0]
