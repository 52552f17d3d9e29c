"""Fills the branches: members with their cards, their history, and most of them an account."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta

from sqlmodel import SQLModel

from api.cli.demo.chance import Chance
from api.cli.demo.people import RESIDENTS, Person, invent
from api.cli.demo.province import Place
from api.kit.folding import fold
from api.rooms.members.cards import CardKeys
from api.rooms.members.models import Exemption, ExemptionKind, Member, Membership, MemberState, State
from api.rooms.members.names import name_key
from api.rooms.signin import logins
from api.rooms.signin.models import Account, AccountState

_OLD, _VERY_OLD = 72, 80
_WITH_PHONE = 0.9
_WITH_ACCOUNT = 0.9
_SIGNED_IN_ONCE = 0.62


@dataclass
class Roll:
    """Makes the rows of one branch after the other; numbers run through the whole province."""

    keys: CardKeys
    today: date
    chance: Chance = field(default_factory=lambda: Chance("members"))
    made: int = 0
    logins: set[str] = field(default_factory=set)

    def fill(self, branch: Place, size: int) -> tuple[list[Member], list[SQLModel]]:
        """The members of a branch, and everything else that is written about them."""
        members: list[Member] = []
        others: list[SQLModel] = []
        for _ in range(size):
            person = invent(self.chance, branch.profile, self.today)
            member = self._member(person, branch)
            members.append(member)
            others += self._history(member, branch)
            if self.chance.happens(_WITH_ACCOUNT):
                others.append(self._account(member))
        return members, others

    def _member(self, person: Person, branch: Place) -> Member:
        self.made += 1
        card = f"999{self.made:09}"  # no province of birth has the number 999
        return Member(
            id=self.chance.new_id(),
            full_name=person.full_name,
            name_key=name_key(person.full_name),
            name_folded=fold(person.full_name),
            birth_on=person.birth_on,
            sex=person.sex,
            admitted_on=person.admitted_on,
            official_on=person.official_on,
            card_hash=self.keys.hash(card),
            card_sealed=self.keys.seal(card),
            card_tail=card[-4:],
            branch_id=branch.id,
            # numbers from 0500 on are not given to any network
            phone=f"0500{self.made:06}" if self.chance.happens(_WITH_PHONE) else None,
            state=self._state(person, branch),
        )

    def _state(self, person: Person, branch: Place) -> State:
        if person.official_on is None:
            return State.PROBATIONARY
        age = (self.today - person.birth_on).days // 365
        if self.chance.happens(0.55 if age >= _VERY_OLD else 0.1 if age >= _OLD else 0):
            return State.EXEMPT
        if self.chance.happens(0.04 if branch.profile is RESIDENTS else 0.01):
            return State.TEMPORARY_AWAY
        return State.SUSPENDED if self.chance.happens(0.001) else State.OFFICIAL

    def _history(self, member: Member, branch: Place) -> Iterator[SQLModel]:
        joined = max(member.admitted_on, branch.founded_on)
        yield Membership(id=self.chance.new_id(), member_id=member.id, branch_id=branch.id, from_on=joined)
        lately = self.today - timedelta(days=self.chance.between(40, 900))
        steps = [(State.PROBATIONARY, member.admitted_on), (State.OFFICIAL, member.official_on)]
        if member.state not in {State.PROBATIONARY, State.OFFICIAL}:
            steps.append((member.state, max(lately, member.official_on or lately)))
        dated = [(state, on) for state, on in steps if on is not None]
        ends = [*(on for _, on in dated[1:]), None]
        for (state, from_on), to_on in zip(dated, ends, strict=True):
            yield MemberState(id=self.chance.new_id(), member_id=member.id, state=state, from_on=from_on, to_on=to_on)
        if member.state is State.EXEMPT:
            kind = self.chance.weighted({ExemptionKind.AGE: 7, ExemptionKind.HEALTH: 3})
            yield Exemption(id=self.chance.new_id(), member_id=member.id, kind=kind, from_on=dated[-1][1])

    def _account(self, member: Member) -> Account:
        active = self.chance.happens(_SIGNED_IN_ONCE)
        at = datetime.combine(self.today, datetime.min.time(), UTC) - timedelta(days=self.chance.between(2, 300))
        return Account(
            id=self.chance.new_id(),
            member_id=member.id,
            login=self.login(member.full_name),
            state=AccountState.ACTIVE if active else AccountState.INVITED,
            activated_at=at if active else None,
        )

    def login(self, name: str) -> str:
        """A sign-in name nobody has yet, in the form the house gives out."""
        while True:
            readable = logins.suggest(name).rpartition(".")[0]
            login = f"{readable}.{self.chance.between(1000, 9999)}"
            if login not in self.logins:
                self.logins.add(login)
                return login
