"""Signing, and the keys for it: a PKCS#12 file, or a token behind its maker's PKCS#11 library."""

import io
from collections.abc import Iterator
from contextlib import contextmanager

from pyhanko.config.pkcs11 import TokenCriteria
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import fields, pkcs11, signers

from api.settings import SigningKey


class KeyUnusable(Exception):
    """The key cannot be opened; the text says why, for whoever runs the server."""


@contextmanager
def opened(key: SigningKey) -> Iterator[signers.Signer]:
    """What signs with this key; a token stays open only as long as it is needed. Raises `KeyUnusable`."""
    if key.pkcs11 is not None:
        with _token(key) as signer:
            yield signer
    else:
        yield _file(key)


def sign(signer: signers.Signer, content: bytes) -> bytes:
    """The PDF with a signature that covers all of it (PAdES)."""
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    metadata = signers.PdfSignatureMetadata(
        field_name="Handbook", md_algorithm="sha256", subfilter=fields.SigSeedSubFilter.PADES
    )
    signed: bytes = signers.sign_pdf(writer, metadata, signer=signer).getvalue()
    return signed


def _file(key: SigningKey) -> signers.Signer:
    if key.pkcs12 is None or not key.pkcs12.is_file():
        message = f"no such file: {key.pkcs12}"
        raise KeyUnusable(message)
    signer: signers.SimpleSigner | None = signers.SimpleSigner.load_pkcs12(  # type: ignore[no-untyped-call]  # half typed
        str(key.pkcs12), passphrase=key.password
    )
    if signer is None:
        message = f"wrong password, or no PKCS#12 file: {key.pkcs12}"
        raise KeyUnusable(message)
    return signer


@contextmanager
def _token(key: SigningKey) -> Iterator[signers.Signer]:
    pin = (key.password or b"").decode() or None
    which = TokenCriteria(label=key.token) if key.token else None
    try:
        session = pkcs11.open_pkcs11_session(str(key.pkcs11), token_criteria=which, user_pin=pin)
    except Exception as refused:  # each maker's library fails in its own way
        message = f"{type(refused).__name__}: {refused}"
        raise KeyUnusable(message) from refused
    try:
        yield pkcs11.PKCS11Signer(session, cert_label=key.certificate or None)
    finally:
        session.close()
