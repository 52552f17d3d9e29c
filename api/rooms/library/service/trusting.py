"""Trusted roots, and what signatures are worth under them."""

import hashlib
import json
from collections.abc import Sequence
from typing import Any
from uuid import UUID

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from obstore.store import ObjectStore
from sqlmodel import Session

from api.kit import audit, clock, storage, workspace
from api.kit.actors import Actor, Permission
from api.kit.errors import NotAllowed
from api.kit.once import add_once
from api.rooms.library import anchors, formats, repository, workbench
from api.rooms.library.desk_schemas import TrustAnchorRequest
from api.rooms.library.errors import AnchorNotFound, CertificateInvalid, DocumentNotFound
from api.rooms.library.models import ContentState, FileContent, TrustAnchor
from api.rooms.library.schemas import SignatureRead
from api.rooms.library.service.readers import reader_of
from api.rooms.library.service.uploading import key_of


def list_anchors(session: Session, actor: Actor) -> Sequence[TrustAnchor]:
    """The trusted roots."""
    _require(session, actor)
    return anchors.list_anchors(session)


def add_anchor(session: Session, actor: Actor, request: TrustAnchorRequest) -> TrustAnchor:
    """Trust a root; the same one again only renames it."""
    _require(session, actor)
    certificate = _root(request.certificate_pem)
    der = certificate.public_bytes(Encoding.DER)
    sha256 = hashlib.sha256(der).hexdigest()
    fresh = TrustAnchor(
        name=request.name, sha256=sha256, certificate=der, valid_until_at=certificate.not_valid_after_utc
    )
    add_once(session, fresh)
    anchor = anchors.get_anchor(session, sha256)
    anchor.name = request.name
    audit.note(session, actor, "library.anchor_trusted", subject_kind="anchor", subject_id=anchor.id, sha256=sha256)
    return anchor


def drop_anchor(session: Session, actor: Actor, anchor_id: UUID) -> None:
    """Trust it no longer."""
    _require(session, actor)
    anchor = session.get(TrustAnchor, anchor_id)
    if anchor is None:
        raise AnchorNotFound
    session.delete(anchor)
    audit.note(
        session, actor, "library.anchor_dropped", subject_kind="anchor", subject_id=anchor_id, sha256=anchor.sha256
    )


def read_signatures(session: Session, actor: Actor, store: ObjectStore, document_id: UUID) -> list[SignatureRead]:
    """Every signature in a document's PDFs."""
    row = repository.find_document(session, reader_of(session, actor), document_id)
    if row is None:
        raise DocumentNotFound
    roots = [anchor.certificate for anchor in anchors.list_anchors(session)]
    return [
        SignatureRead(file_id=file.id, **answer)
        for file, content in repository.list_files(session, [document_id])
        if content.media_type == formats.PDF.media_type and content.state is not ContentState.REFUSED_SECRET
        for answer in _answers(store, content, roots)
    ]


def _require(session: Session, actor: Actor) -> None:
    """Roots bind the whole house, so they are edited at its top."""
    tops = anchors.top_organizations(session)
    if not set(tops) & set(actor.places_with(Permission.TRUST_EDIT)):
        raise NotAllowed(permission=Permission.TRUST_EDIT)


def _root(pem: str) -> x509.Certificate:
    """Exactly one certificate, of an authority, still valid."""
    try:
        certificates = x509.load_pem_x509_certificates(pem.encode())
        authority = certificates[0].extensions.get_extension_for_class(x509.BasicConstraints).value.ca
        until = certificates[0].not_valid_after_utc
    except (ValueError, x509.ExtensionNotFound) as error:
        raise CertificateInvalid from error
    if len(certificates) != 1 or not authority or until < clock.now():
        raise CertificateInvalid
    return certificates[0]


def _answers(store: ObjectStore, content: FileContent, roots: list[bytes]) -> list[dict[str, Any]]:
    """Verified once for each set of roots, then remembered beside the file."""
    fingerprint = hashlib.sha256(b"".join(sorted(hashlib.sha256(root).digest() for root in roots))).hexdigest()[:16]
    key = f"signatures/{content.sha256}/{fingerprint}.json"
    if not storage.exists(store, key):
        with workspace.folder() as folder:
            original, trusted = folder / "original", folder / "roots.pem"
            storage.fetch(store, key_of(content.sha256), original)
            trusted.write_bytes(b"".join(_pem(root) for root in roots))
            answer = workbench.run("signatures", original, "pdf", str(trusted))
        storage.put(store, key, json.dumps(answer["signatures"]).encode())
    found: list[dict[str, Any]] = json.loads(b"".join(storage.read(store, key)))
    return found


def _pem(der: bytes) -> bytes:
    return x509.load_der_x509_certificate(der).public_bytes(Encoding.PEM)
