"""Rules in force, and a committee's own versions for its subtree."""

from datetime import date
from itertools import groupby
from operator import attrgetter
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, clock, rules
from api.kit.actors import Actor, Permission
from api.kit.constraints import or_refuse
from api.kit.etags import ChangedMeanwhile
from api.rooms.organizations import repository
from api.rooms.organizations.errors import DateNotPossible, RuleShapeWrong, TopicUnknown
from api.rooms.organizations.schemas import RuleSetRead, RuleSetRequest, RuleSets
from api.rooms.organizations.service.structure import check_open
from api.rooms.organizations.service.tree import find_visible


def rule(session: Session, topic: str, on: date, organization_id: UUID | None) -> rules.RuleSet:
    """The rule that holds on a day at an organisation; None asks for the whole house's. Two statements."""
    return rules.find(session, topic, on, organization_id)


def lineage(session: Session, organization_id: UUID) -> list[UUID]:
    """The organisation and all above it, nearest first."""
    return rules.lineage(session, organization_id)


def read_rules(
    session: Session, actor: Actor, *, topic: str | None, organization_id: UUID | None, on: date | None
) -> RuleSets:
    """What holds on a day at an organisation the actor sees, one version a topic; without a place the house's."""
    day = on or clock.today()
    places: list[UUID] = []
    if organization_id is not None:
        find_visible(session, actor, organization_id)
        places = lineage(session, organization_id)
    versions = sorted(repository.rule_versions(session, topic, places), key=attrgetter("topic"))
    chosen = [rules.choose(group, day, places) for _, group in groupby(versions, key=attrgetter("topic"))]
    return RuleSets(on=day, items=[RuleSetRead.model_validate(version) for version in chosen if version])


def override_rule(session: Session, actor: Actor, request: RuleSetRequest) -> rules.RuleSet:
    """Lay down a committee's own version from a day on; on the same start it corrects the one before."""
    organization, _ = find_visible(session, actor, request.organization_id)
    actor.require(session, Permission.RULES_EDIT, organization_id=organization.id)
    check_open(organization)
    if request.effective_to is not None and request.effective_to <= request.effective_from:
        raise DateNotPossible(earliest=request.effective_from.isoformat(), latest=None)
    try:
        house = rules.find(session, request.topic, clock.today())
    except rules.NoSuchRule as missing:
        raise TopicUnknown(topic=request.topic) from missing
    if not _same_shape(house.content, request.content):
        raise RuleShapeWrong(topic=request.topic)
    last = repository.latest_rule_version(session, request.topic, organization.id, request.effective_from)
    made = rules.RuleSet(**request.model_dump(), version=last + 1)
    with or_refuse(session, ChangedMeanwhile(version=last + 1)):
        session.add(made)
    audit.note(
        session,
        actor,
        "organizations.rule_overridden",
        subject_kind="rule_set",
        subject_id=made.id,
        organization_id=organization.id,
        topic=request.topic,
        version=made.version,
    )
    return made


def _same_shape(pattern: Any, given: Any) -> bool:
    """Whether `given` has the keys and kinds of value of `pattern`; lists may be of any length but empty."""
    if isinstance(pattern, dict):
        return (
            isinstance(given, dict)
            and pattern.keys() == given.keys()
            and all(_same_shape(pattern[key], given[key]) for key in pattern)
        )
    if isinstance(pattern, list):
        return isinstance(given, list) and bool(given) and all(_same_shape(pattern[0], item) for item in given)
    if isinstance(pattern, int | float) and not isinstance(pattern, bool):
        return isinstance(given, int | float) and not isinstance(given, bool) and given >= 0
    return type(given) is type(pattern)
