"""Activation codes: twelve characters a person can copy from paper without mistakes.

The alphabet is Crockford's: no I, L, O and U, so what is often misread has one reading. Twelve characters are 60 bits:
with 70,000 codes waiting, a guess hits one in 16 million million times.
"""

import hashlib
import hmac
import secrets

from api.kit.folding import compose, fold

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LENGTH = 12
_GROUP = 4
_MISREAD = str.maketrans({"O": "0", "I": "1", "L": "1"})
_BETWEEN = str.maketrans("", "", " -–—._\t\r\n\u00a0")


def new_code() -> str:
    """Return a random code without dashes."""
    return "".join(secrets.choice(ALPHABET) for _ in range(LENGTH))


def grouped(code: str) -> str:
    """Return the code as it is printed: `7K4M-92QX-TB3D`."""
    return "-".join(code[start : start + _GROUP] for start in range(0, LENGTH, _GROUP))


def read(typed: str) -> str | None:
    """Return the code somebody meant, None when it cannot be one.

    Lower case, dashes, spaces, O for 0, I and L for 1 and letters a Vietnamese keyboard put marks on are understood.
    """
    plain = fold(compose(typed)).translate(_BETWEEN).upper().translate(_MISREAD)
    return plain if len(plain) == LENGTH and set(plain) <= set(ALPHABET) else None


def fingerprint(code: str, pepper: bytes) -> bytes:
    """Return what the database keeps of a code: useless without the pepper, which is not in the database."""
    return hmac.digest(pepper, b"activation-code:" + code.encode(), hashlib.sha256)
