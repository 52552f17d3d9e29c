"""The rows of a site's bundle: a desk without network learns who somebody is only from the code that person shows.

Tag and key both come from the pseudonym, 128 secret bits that only the house and the member's phone know. A stolen
scanner therefore names nobody; not even how somebody's row looks can be tried out.
"""

import hashlib
import hmac
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

_NONCE = 12
_TAG = 8
_BLOCK = 64
"""Rows are padded to whole blocks (bytes), so that lengths of names do not tell names."""


@dataclass(frozen=True, slots=True)
class SealedRow:
    """One expected person: found by `tag` (8 bytes), opened with the pseudonym."""

    tag: bytes
    sealed: bytes


def seal(pseudonym: bytes, row: Mapping[str, Any]) -> SealedRow:
    """Close a row for everybody but the holder of the pseudonym."""
    content = orjson.dumps(row)
    content += b" " * (-len(content) % _BLOCK)
    nonce = os.urandom(_NONCE)
    tag = row_tag(pseudonym)
    return SealedRow(tag, nonce + AESGCM(_key(pseudonym)).encrypt(nonce, content, tag))


def open_row(pseudonym: bytes, row: SealedRow) -> dict[str, Any]:
    """Read a row; cryptography's InvalidTag when it is another's or was changed."""
    nonce, sealed = row.sealed[:_NONCE], row.sealed[_NONCE:]
    content: dict[str, Any] = orjson.loads(AESGCM(_key(pseudonym)).decrypt(nonce, sealed, row.tag))
    return content


def row_tag(pseudonym: bytes) -> bytes:
    """By what the row of a pseudonym is found."""
    return hmac.digest(pseudonym, b"handbook/row-tag/1", hashlib.sha256)[:_TAG]


def _key(pseudonym: bytes) -> bytes:
    return HKDF(SHA256(), 32, salt=None, info=b"handbook/row-key/1").derive(pseudonym)
