"""Draws the province: which organisations there are, under whom, and how many members each branch has."""

import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache
from pathlib import Path
from typing import Any
from uuid import UUID

from api.cli.demo.chance import Chance
from api.cli.demo.people import RESIDENTS, STAFF, AgeProfile

BRANCHES_A_GRASSROOTS = 5
GRASSROOTS_AN_UPPER = 4
SMALLEST_PROVINCE = 60
MEMBERS_A_BRANCH = 35
SMALLEST_BRANCH = 5
PROVINCE_DIGITS = 99
"""No province has this number."""


@dataclass(frozen=True, slots=True)
class Place:
    """One organisation as drawn; `committee` is what its leading body signs as."""

    id: UUID
    kind: str
    name: str
    committee: str
    code: str
    parent: "Place | None"
    founded_on: date
    located: str
    profile: AgeProfile

    def lineage(self) -> Iterator["Place"]:
        """This organisation and all above it, nearest first."""
        place: Place | None = self
        while place is not None:
            yield place
            place = place.parent

    @property
    def is_branch(self) -> bool:
        """Whether members belong to it."""
        return self.kind == "branch"


@cache
def words() -> dict[str, Any]:
    """The names of `places.toml`."""
    return tomllib.loads(Path(__file__).with_name("places.toml").read_text("utf-8"))


def province_id() -> UUID:
    """The id of the demo province, by which a demo is recognised."""
    return Chance("organizations").new_id()


def draw(members: int) -> list[Place]:
    """Every organisation of a province for that many members, parents before children."""
    chance = Chance("organizations")
    said = words()
    top = Place(
        id=chance.new_id(),
        kind="province",
        name=said["name"],
        committee=said["committee"],
        code=official_code(),
        parent=None,
        founded_on=said["founded_on"],
        located=said["place"],
        profile=STAFF,
    )
    places = [top]
    branches = max(SMALLEST_PROVINCE, round(members / MEMBERS_A_BRANCH))
    uppers = -(-branches // (BRANCHES_A_GRASSROOTS * GRASSROOTS_AN_UPPER))
    for number, upper in enumerate([*said["upper"], *_communes()][:uppers], start=1):
        places += _upper(chance, top, number, upper)
    return places


def sizes(places: list[Place], members: int) -> dict[UUID, int]:
    """How many members each branch has: uneven as in life, exactly `members` together."""
    chance = Chance("sizes")
    branches = [place for place in places if place.is_branch]
    weights = [max(0.25, chance.around(1, 0.38)) for _ in branches]
    spare = max(0, members - SMALLEST_BRANCH * len(branches))
    shares = [SMALLEST_BRANCH + int(spare * weight / sum(weights)) for weight in weights]
    for index in range(members - sum(shares)):
        shares[index % len(shares)] += 1
    return {branch.id: share for branch, share in zip(branches, shares, strict=True)}


def _upper(chance: Chance, top: Place, number: int, said: dict[str, Any]) -> Iterator[Place]:
    upper = _child(chance, top, "upper_committee", said, official_code(number))
    yield upper
    for second, grassroots_said in enumerate(said["grassroots"], start=1):
        named = {"profile": said["profile"], "place": said["place"], **grassroots_said}
        grassroots = _child(chance, upper, "grassroots_committee", named, official_code(number, second))
        yield grassroots
        for third, name in enumerate(grassroots_said["branches"], start=1):
            branch_said = {"name": name, "profile": named["profile"], "place": said["place"]}
            yield _child(chance, grassroots, "branch", branch_said, official_code(number, second, 0, third))


def _child(chance: Chance, parent: Place, kind: str, said: dict[str, Any], code: str) -> Place:
    name: str = said["name"]
    body = "Chi ủy " if kind == "branch" else "Đảng ủy "
    return Place(
        id=chance.new_id(),
        kind=kind,
        name=name,
        committee=said.get("committee") or body + name.removeprefix("Đảng bộ ").removeprefix("Chi bộ "),
        code=code,
        parent=parent,
        founded_on=parent.founded_on + timedelta(days=chance.between(200, 4000)),
        located=said["place"],
        profile=STAFF if said["profile"] == "staff" else RESIDENTS,
    )


def _communes() -> Iterator[dict[str, Any]]:
    said = words()["more"]
    names = [f"{first} {second}" for second in said["second"] for first in said["first"]]
    for number, commune in enumerate(names):
        hamlets = [names[(number * 7 + 13 * step) % len(names)] for step in range(1, 21)]
        yield {
            "name": f"Đảng bộ xã {commune}",
            "committee": f"Đảng ủy xã {commune}",
            "place": f"Xã {commune}",
            "profile": "residents",
            "grassroots": [
                {
                    "name": f"Đảng bộ khu {cluster} {commune}",
                    "branches": [
                        f"Chi bộ thôn {hamlet}"
                        for hamlet in hamlets[each * BRANCHES_A_GRASSROOTS : (each + 1) * BRANCHES_A_GRASSROOTS]
                    ],
                }
                for each, cluster in enumerate(said["clusters"])
            ],
        }


def official_code(upper: int = 0, grassroots: int = 0, sub: int = 0, branch: int = 0) -> str:
    """The 14 digits of an organisation by its number at each level."""
    return f"{PROVINCE_DIGITS:02}.{upper:03}.{grassroots:03}.{sub:03}.{branch:03}"
