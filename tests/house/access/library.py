"""Who may do what in the room `library`."""

from typing import Any
from uuid import UUID

from api.kit.ids import new_id
from api.rooms.library.models import State
from tests.house.access.world import LEADERS, OFFICE, SIGNED_IN, STRANGER, Case, Table, World
from tests.makers.library import a_document, a_pdf

READERS = SIGNED_IN - {STRANGER}
"""Everybody whose branch the document is addressed to; not the branch beside it."""
PUBLISHERS = LEADERS
DAY = "2026-11-02T08:00:00Z"


def _document(world: World) -> dict[str, object]:
    document = world.things.get("document_id")
    if document is None:
        document = world.things["document_id"] = a_document(world.house, by=world.branch).id
    return {"document_id": document}


def _draft(world: World) -> dict[str, object]:
    return {"document_id": a_document(world.house, by=world.branch, state=State.DRAFT).id}


def _published(world: World) -> dict[str, object]:
    return {"document_id": a_document(world.house, by=world.branch).id}


def _file(world: World) -> dict[str, object]:
    if "file_id" not in world.things:
        paper = a_document(world.house, by=world.branch, file=a_pdf("Một trang."))
        read = world.people["secretary"].get(f"/api/library/documents/{paper.id}").json()
        world.things["file_id"] = UUID(read["files"][0]["id"])
    return {"file_id": world.things["file_id"]}


def _head(world: World) -> dict[str, Any]:
    return {"publisher_id": str(world.branch.id), "type": "TB", "title": "Thông báo", "issuer_name": "Chi bộ"}


def _place(world: World) -> dict[str, Any]:
    document = _document(world)["document_id"]
    read = world.people["secretary"].get(f"/api/library/documents/{document}").json()
    return {"document_id": str(document), "file_id": read["files"][0]["id"], "block": 0}


TABLE: Table = {
    ("POST", "/api/library/files"): Case(
        PUBLISHERS | {STRANGER}, query=lambda _: {"name": "a.pdf"}, content=a_pdf("Một trang.")
    ),
    ("GET", "/api/library/desk"): Case(SIGNED_IN),
    ("POST", "/api/library/documents"): Case(PUBLISHERS, body=_head),
    ("GET", "/api/library/documents"): Case(SIGNED_IN),
    ("PATCH", "/api/library/documents/{document_id}"): Case(
        PUBLISHERS, path=_draft, body=_head, headers={"If-Match": '"1"'}
    ),
    ("DELETE", "/api/library/documents/{document_id}"): Case(PUBLISHERS, path=_draft),
    ("GET", "/api/library/documents/{document_id}"): Case(READERS, path=_document),
    ("POST", "/api/library/documents/{document_id}/publish"): Case(PUBLISHERS, path=_draft),
    ("POST", "/api/library/documents/{document_id}/replace"): Case(
        PUBLISHERS, path=_published, body=lambda w: {"by_id": str(_published(w)["document_id"])}
    ),
    ("POST", "/api/library/documents/{document_id}/withdraw"): Case(
        PUBLISHERS, path=_published, body=lambda _: {"reason": "Ban hành nhầm"}
    ),
    ("GET", "/api/library/documents/{document_id}/studied"): Case(PUBLISHERS, path=_document),
    ("GET", "/api/library/documents/{document_id}/content"): Case(READERS, path=_document),
    ("GET", "/api/library/documents/{document_id}/signatures"): Case(READERS, path=_document),
    ("GET", "/api/library/types"): Case(SIGNED_IN),
    ("GET", "/api/library/filters"): Case(SIGNED_IN),
    ("GET", "/api/library/search"): Case(SIGNED_IN, query=lambda _: {"q": "nghi quyet"}),
    ("GET", "/api/library/changes"): Case(SIGNED_IN),
    ("GET", "/api/library/mine"): Case(SIGNED_IN),
    ("GET", "/api/library/files/{file_id}/original"): Case(READERS, path=_file),
    ("GET", "/api/library/files/{file_id}/pages/{number}.webp"): Case(
        READERS, path=lambda w: {**_file(w), "number": 1}
    ),
    ("PUT", "/api/library/documents/{document_id}/bookmark"): Case(READERS, path=_document),
    ("PUT", "/api/library/highlights/{highlight_id}"): Case(
        READERS,
        path=lambda _: {"highlight_id": new_id()},
        body=lambda w: {**_place(w), "start": 0, "end": 3, "color": "yellow"},
    ),
    ("PUT", "/api/library/notes/{note_id}"): Case(
        READERS, path=lambda _: {"note_id": new_id()}, body=lambda w: {**_place(w), "text": "Hỏi bí thư"}
    ),
    ("PUT", "/api/library/documents/{document_id}/progress"): Case(
        READERS, path=_document, body=lambda _: {"block": 0, "at": DAY}
    ),
    ("PUT", "/api/library/documents/{document_id}/acknowledgement"): Case(READERS, path=_document),
    # taking away what is not there is done already
    ("DELETE", "/api/library/documents/{document_id}/bookmark"): Case(SIGNED_IN, path=_document),
    ("DELETE", "/api/library/highlights/{highlight_id}"): Case(SIGNED_IN, path=lambda _: {"highlight_id": new_id()}),
    ("DELETE", "/api/library/notes/{note_id}"): Case(SIGNED_IN, path=lambda _: {"note_id": new_id()}),
    # roots bind the whole house: only at its top
    ("GET", "/api/library/trust-anchors"): Case(frozenset({"administrator"})),
    ("POST", "/api/library/trust-anchors"): Case(
        frozenset({"administrator"}), body=lambda _: {"name": "Ban Cơ yếu", "certificate_pem": "không phải"}
    ),
    ("DELETE", "/api/library/trust-anchors/{anchor_id}"): Case(frozenset(), path=lambda _: {"anchor_id": new_id()}),
    # a file that nobody has attached yet is its uploader's
    ("GET", "/api/library/files/{file_id}"): Case(
        frozenset({OFFICE}),
        path=lambda w: {
            "file_id": w.people[OFFICE]
            .post("/api/library/files", params={"name": "b.pdf"}, content=a_pdf("Trang của văn phòng."))
            .json()["id"]
        },
    ),
}
