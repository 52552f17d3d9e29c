"""Real members with sensible defaults."""

from datetime import date
from itertools import count

from api.kit.folding import fold
from api.rooms.members.cards import CardKeys
from api.rooms.members.models import Member, Membership, MemberState, Sex, State
from api.rooms.members.names import name_key
from api.rooms.organizations.models import Organization
from tests.support.house import House

_numbers = count(1)


def a_member(  # noqa: PLR0913 - a maker takes what a row has, all by name
    house: House,
    *,
    of: Organization,
    full_name: str = "Nguyễn Văn An",
    birth_on: date = date(1980, 3, 14),
    sex: Sex = Sex.MALE,
    admitted_on: date = date(2005, 5, 19),
    official_on: date | None = date(2006, 5, 19),
    card_number: str | None = None,
    phone: str | None = None,
    email: str | None = None,
    state: State = State.OFFICIAL,
) -> Member:
    """A member of a branch, with a card number of his own and the history that goes with the card."""
    keys = CardKeys.of(house.settings)
    number = card_number or f"0380{next(_numbers):08}"
    made = Member(
        full_name=full_name,
        name_key=name_key(full_name),
        name_folded=fold(full_name),
        birth_on=birth_on,
        sex=sex,
        admitted_on=admitted_on,
        official_on=official_on,
        card_hash=keys.hash(number),
        card_sealed=keys.seal(number),
        card_tail=number[-4:],
        branch_id=of.id,
        phone=phone,
        email=email,
        state=state,
    )
    with house.database.writing() as session:
        session.add(made)
        session.flush()
        session.add(Membership(member_id=made.id, branch_id=of.id, from_on=admitted_on))
        session.add(MemberState(member_id=made.id, state=state, from_on=admitted_on))
    return made
