"""Addresses of the room `faces`: one's own face, what a meeting offers, kiosks, the register."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from api.kit import clock
from api.kit.actors import Role
from api.kit.ids import new_id
from api.rooms.faces import consent_texts
from api.rooms.faces.models import Act, FaceConsent, FaceMatch, FaceTemplate, Standing
from tests.house.access.meetings import _meeting
from tests.house.access.world import (
    AUDITOR,
    DPO,
    LEADERS,
    MEMBER,
    NOBODY,
    SECRETARY,
    SIGNED_IN,
    STRANGER,
    Case,
    Table,
    World,
)
from tests.makers.faces import FORM, a_kiosk, an_offer, as_form
from tests.makers.meetings import a_meeting

SCANNERS = LEADERS | {Role.RECEPTION.value, Role.ORGANISER.value}
ASKED = SIGNED_IN - {STRANGER}
"""Everybody of the branch and the officers above it is asked to the meeting."""
NO_PICTURE = as_form([b"no picture"] * 3)
OUR_OWN = frozenset({"faces.no_consent", "faces.unreadable", "faces.nothing_stored", "faces.token_invalid"})


def _offered(world: World) -> dict[str, object]:
    """A meeting to which the member is asked and that offers check-in by face."""
    if "face_meeting_id" not in world.things:
        asked = [member for name, member in world.members.items() if name not in {STRANGER, NOBODY}]
        made = a_meeting(world.house, of=world.branch, summoned=asked, starts_at=clock.now() + timedelta(days=2))
        an_offer(world.people[SECRETARY], made.id)
        world.things["face_meeting_id"] = made.id
    return {"meeting_id": world.things["face_meeting_id"]}


def _consented(world: World) -> dict[str, object]:
    """One at which the people of the matrix have agreed."""
    path = _offered(world)
    body = {"text_version": consent_texts.current()}
    for name in ASKED:
        world.people[name].put(f"/api/faces/meetings/{path['meeting_id']}/consent", json=body).raise_for_status()
    return path


def _stored(world: World) -> dict[str, object]:
    """One for which everybody is enrolled: rows, because no camera is at hand."""
    path = _consented(world)
    meeting_id = UUID(str(path["meeting_id"]))
    if world.things.get("stored_for") == meeting_id:
        return path
    world.things["stored_for"] = meeting_id
    with world.house.database.writing() as session:
        for name in sorted(ASKED):
            given = FaceConsent(
                member_id=world.members[name].id,
                meeting_id=meeting_id,
                act=Act.GIVEN,
                text_version=consent_texts.current(),
                text_sha256=consent_texts.sha256_of(consent_texts.current()),
            )
            session.add(given)
            session.flush()
            session.add(_template(given))
    return path


def _template(given: FaceConsent) -> FaceTemplate:
    return FaceTemplate(
        member_id=given.member_id,
        meeting_id=given.meeting_id,
        consent_id=given.id,
        engine="none",
        key_number=1,
        nonce=b"0" * 12,
        sealed=b"0" * 528,
        standing=Standing.TO_CHECK,
    )


def _scanned(world: World) -> dict[str, object]:
    """A scan that would be confirmed; nobody of the matrix has made it."""
    return {**_consented(world), "room_scan_id": new_id()}


def _resembling(world: World) -> dict[str, object]:
    """A template that waits for a person."""
    if "face_template_id" not in world.things:
        meeting_id = UUID(str(_offered(world)["meeting_id"]))
        with world.house.database.writing() as session:
            given = FaceConsent(
                member_id=world.member.id,
                meeting_id=meeting_id,
                act=Act.GIVEN,
                text_version=consent_texts.current(),
                text_sha256=consent_texts.sha256_of(consent_texts.current()),
            )
            session.add(given)
            session.flush()
            template = _template(given)
            session.add(template)
        world.things["face_template_id"] = template.id
    return {"template_id": world.things["face_template_id"]}


def _kiosk(world: World) -> dict[str, object]:
    """The secretary's own."""
    if "kiosk_id" not in world.things:
        meeting_id = UUID(str(_offered(world)["meeting_id"]))
        world.things["kiosk_id"] = UUID(a_kiosk(world.people[SECRETARY], meeting_id))
    return {"kiosk_id": world.things["kiosk_id"]}


def _matched(world: World) -> dict[str, object]:
    """Somebody recognised at it."""
    path = _kiosk(world)
    if "match_id" not in world.things:
        match = FaceMatch(
            id=new_id(),
            kiosk_id=UUID(str(path["kiosk_id"])),
            meeting_id=UUID(str(_offered(world)["meeting_id"])),
            member_id=world.members[MEMBER].id,
            engine="none",
            score=0.7,
            threshold=0.6,
            turned=False,
        )
        with world.house.database.writing() as session:
            session.add(match)
        world.things["match_id"] = match.id
    return {**path, "scan_id": world.things["match_id"]}


def _new_kiosk(_: World) -> dict[str, Any]:
    return {"expires_at": (clock.now() + timedelta(hours=1)).isoformat()}


MEETING = "/api/faces/meetings/{meeting_id}"
OWN_PHONE = f"{MEETING}/confirmations/{{room_scan_id}}"
KIOSK = "/api/faces/kiosks/{kiosk_id}"
TABLE: Table = {
    ("GET", "/api/faces/mine"): Case(SIGNED_IN),
    ("GET", "/api/faces/consent-text"): Case(SIGNED_IN),
    ("PUT", f"{MEETING}/consent"): Case(ASKED, path=_offered, body=lambda _: {"text_version": consent_texts.current()}),
    ("DELETE", f"{MEETING}/consent"): Case(ASKED, path=_consented),
    ("POST", f"{MEETING}/hints"): Case(ASKED, path=_consented, content=NO_PICTURE, headers=FORM),
    ("PUT", f"{MEETING}/template"): Case(
        ASKED, path=_consented, content=NO_PICTURE, headers=FORM, own_refusals=OUR_OWN
    ),
    ("DELETE", f"{MEETING}/template"): Case(ASKED, path=_stored, own_refusals=OUR_OWN),
    ("POST", f"{OWN_PHONE}/looks"): Case(ASKED, path=_scanned, content=NO_PICTURE, headers=FORM, own_refusals=OUR_OWN),
    ("POST", f"{OWN_PHONE}/turns"): Case(
        ASKED,
        path=_scanned,
        content=as_form([b"no picture"] * 6),
        headers={**FORM, "X-Face-Token": "none"},
        own_refusals=OUR_OWN,
    ),
    ("GET", f"{MEETING}/offer"): Case(LEADERS, path=_meeting),
    ("PUT", f"{MEETING}/offer"): Case(LEADERS, path=_meeting, body=lambda _: {"offered": True, "shows_names": False}),
    ("GET", f"{MEETING}/resemblances"): Case(LEADERS, path=_offered),
    ("PUT", "/api/faces/templates/{template_id}/verdict"): Case(
        LEADERS, path=_resembling, body=lambda _: {"verdict": "keep"}
    ),
    ("GET", f"{MEETING}/kiosks"): Case(SCANNERS, path=_offered),
    ("POST", f"{MEETING}/kiosks"): Case(SCANNERS, path=_offered, body=_new_kiosk),
    ("POST", f"{KIOSK}/end"): Case(SCANNERS, path=_kiosk),
    ("GET", "/api/faces/kiosks"): Case(SIGNED_IN),
    ("POST", f"{KIOSK}/looks"): Case(frozenset({SECRETARY}), path=_kiosk, content=NO_PICTURE, headers=FORM),
    ("POST", f"{KIOSK}/turns"): Case(
        frozenset({SECRETARY}),
        path=_kiosk,
        content=as_form([b"no picture"] * 6),
        headers={**FORM, "X-Face-Token": "none"},
    ),
    ("POST", f"{KIOSK}/vouches"): Case(frozenset({SECRETARY}), path=_kiosk, body=lambda _: {"token": "none"}),
    ("GET", f"{KIOSK}/matches"): Case(frozenset({SECRETARY}), path=_kiosk),
    ("DELETE", f"{KIOSK}/matches/{{scan_id}}"): Case(frozenset({SECRETARY}), path=_matched),
    ("GET", "/api/faces/register"): Case(frozenset({DPO, AUDITOR})),
    ("GET", "/api/faces/register/{kind}"): Case(frozenset({DPO, AUDITOR}), path=lambda _: {"kind": "matches"}),
    ("POST", "/api/faces/retention"): Case(frozenset({DPO}), body=lambda _: {"dry_run": True}),
}
