"""Signatures in a PDF: are the bytes unchanged, and who signed."""

from datetime import datetime
from pathlib import Path
from typing import Any

from asn1crypto import pem, x509
from pyhanko.pdf_utils.misc import PdfError
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import EmbeddedPdfSignature, SignatureCoverageLevel, validate_pdf_signature
from pyhanko.sign.validation.errors import SignatureValidationError
from pyhanko.sign.validation.status import PdfSignatureStatus
from pyhanko_certvalidator import ValidationContext

MOST = 50


def signatures(path: Path, roots: str) -> list[dict[str, Any]]:
    """One answer a signature; `roots` is a file with trusted certificates, PEM one after the other."""
    content = Path(roots).read_bytes()
    trusted = [x509.Certificate.load(der) for _, _, der in pem.unarmor(content, multiple=True)] if content else []
    with path.open("rb") as file:
        try:
            embedded = PdfFileReader(file, strict=False).embedded_regular_signatures[:MOST]
        except (PdfError, ValueError, KeyError, TypeError, AttributeError):
            return []
        return [_judge(signature, trusted) for signature in embedded]


def _judge(signature: EmbeddedPdfSignature, trusted: list[x509.Certificate]) -> dict[str, Any]:
    """What can be said without asking anybody: this server reaches no revocation service, so it claims nothing."""
    try:
        subject = signature.signer_cert.subject.native
        claimed = signature.self_reported_timestamp
        status = validate_pdf_signature(signature, _context(trusted, claimed))
    except (SignatureValidationError, PdfError, ValueError, KeyError, TypeError, AttributeError):
        return _answer({}, None, "unreadable")
    if not (status.intact and status.valid) or not _covered(status):
        return _answer(subject, claimed, "changed", status)
    return _answer(subject, claimed, "trusted" if status.trusted else "signer_unknown", status)


def _context(trusted: list[x509.Certificate], moment: datetime | None) -> ValidationContext:
    """Certificates outlive their end in old papers, so they are judged on the day of signing."""
    return ValidationContext(
        trust_roots=trusted,
        allow_fetching=False,
        revocation_mode="soft-fail",
        moment=moment,
        retroactive_revinfo=True,
        best_signature_time=moment,
    )


def _covered(status: PdfSignatureStatus) -> bool:
    return status.coverage is SignatureCoverageLevel.ENTIRE_FILE or (
        status.coverage is SignatureCoverageLevel.ENTIRE_REVISION and status.docmdp_ok is True
    )


def _answer(
    subject: dict[str, Any], claimed: datetime | None, verdict: str, status: PdfSignatureStatus | None = None
) -> dict[str, Any]:
    stamp = status.timestamp_validity.timestamp if status and status.timestamp_validity else None
    signed_at = stamp or claimed
    return {
        "signer": subject.get("common_name"),
        "organization": subject.get("organization_name"),
        "signed_at": signed_at.isoformat() if signed_at else None,
        "timestamped": stamp is not None,
        "intact": bool(status and status.intact and status.valid),
        "covers_whole_file": bool(status and _covered(status)),
        "trusted": verdict == "trusted",
        "revocation": "not_checked",
        "verdict": verdict,
    }
