"""The rows of the drawn organisations: each with its parent, its history and its place in the closure."""

from collections.abc import Iterator, Sequence

from sqlmodel import SQLModel

from api.cli.demo.chance import Chance
from api.cli.demo.province import Place
from api.kit.folding import fold
from api.kit.scope import OrganizationClosure
from api.rooms.organizations.models import Change, Organization, OrganizationChange, OrganizationParent


def rows_of(places: Sequence[Place]) -> Iterator[SQLModel]:
    """The rows in an order that foreign keys accept, level by level."""
    chance = Chance("tree")
    depths = [len([*place.lineage()]) for place in places]
    for depth in sorted(set(depths)):
        yield from (_organization(place) for place, its in zip(places, depths, strict=True) if its == depth)
    for place in places:
        yield from _history(chance, place)
        for distance, ancestor in enumerate(place.lineage()):
            yield OrganizationClosure(ancestor_id=ancestor.id, descendant_id=place.id, depth=distance)


def _organization(place: Place) -> Organization:
    return Organization(
        id=place.id,
        kind=place.kind,
        name=place.name,
        short_name=place.committee,
        name_folded=fold(place.name),
        code=place.code,
        parent_id=place.parent.id if place.parent else None,
        founded_on=place.founded_on,
        place=place.located,
    )


def _history(chance: Chance, place: Place) -> Iterator[SQLModel]:
    yield OrganizationChange(
        id=chance.new_id(), organization_id=place.id, change=Change.CREATED, happened_on=place.founded_on
    )
    if place.parent is not None:
        yield OrganizationParent(
            id=chance.new_id(), organization_id=place.id, parent_id=place.parent.id, from_on=place.founded_on
        )
