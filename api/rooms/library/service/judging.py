"""A PDF of another room: its text, and what its signatures are worth under the trusted roots. Nothing is kept."""

from dataclasses import dataclass
from typing import Any

from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from sqlmodel import Session

from api.kit import workspace
from api.rooms.library import anchors, formats, workbench
from api.rooms.library.errors import FormatMismatch


@dataclass(frozen=True)
class JudgedPdf:
    """What was found; `lines` are those of all pages in order, empty for a scan."""

    lines: list[str]
    signatures: list[dict[str, Any]]


def judge_pdf(session: Session, content: bytes) -> JudgedPdf:
    """Refuse what is no sound PDF; otherwise its text and signatures, read in a child as any stranger's file."""
    kind = formats.recognize(content[: formats.HEAD_BYTES])
    if kind is not formats.PDF:
        raise FormatMismatch
    roots = [anchor.certificate for anchor in anchors.list_anchors(session)]
    with workspace.folder() as folder:
        path, trusted = folder / "paper.pdf", folder / "roots.pem"
        path.write_bytes(content)
        trusted.write_bytes(b"".join(x509.load_der_x509_certificate(r).public_bytes(Encoding.PEM) for r in roots))
        workbench.run("inspect", path, "pdf")
        pages = workbench.run("text", path, "pdf")["pages"]
        signatures = workbench.run("signatures", path, "pdf", str(trusted))["signatures"]
    return JudgedPdf([line["text"] for page in pages if page for line in page["lines"]], signatures)
