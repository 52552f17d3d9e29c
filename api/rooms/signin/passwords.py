"""Passwords: Argon2id at 19 MiB, two passes (OWASP's minimum; 26 ms, while the library's default costs 190)."""

import os
from functools import cache
from pathlib import Path
from threading import BoundedSemaphore

from pwdlib import PasswordHash
from pwdlib.hashers.argon2 import Argon2Hasher

from api.kit.folding import compose, fold

LEAST = 8
_HASH = PasswordHash((Argon2Hasher(memory_cost=19_456, time_cost=2, parallelism=1),))
_ROOM = BoundedSemaphore(max(2, os.cpu_count() or 2))
"""As many at a time as there are processors: 40 threads hashing at once would take 760 MB and be no quicker."""

_TRIED_FIRST = frozenset((Path(__file__).parent / "common_passwords.txt").read_text().split())


def is_easy(password: str, *names: str) -> bool:
    """Whether it is tried first by anybody who guesses: a common one, one or two characters repeated, or a name."""
    plain = fold(compose(password)).replace(" ", "")
    own = {_stem(name) for name in names} - {""}
    return plain in _TRIED_FIRST or len(set(plain)) <= 2 or _stem(password) in own  # noqa: PLR2004 - "abababab"


def hash_of(password: str) -> str:
    """Return the hash to keep. The same password typed on another keyboard (NFD) gives the same."""
    with _ROOM:
        return _HASH.hash(compose(password))


def fits(password: str, kept: str | None) -> bool:
    """Whether this is the password; without a kept hash it takes as long to say no."""
    with _ROOM:
        right = _HASH.verify(compose(password), kept or _nobodys())
    return right and kept is not None


@cache
def _nobodys() -> str:
    return _HASH.hash(os.urandom(16).hex())


def _stem(text: str) -> str:
    """Letters and digits without marks, and without the year or number people put at the end."""
    return "".join(letter for letter in fold(compose(text)) if letter.isalnum()).rstrip("0123456789")
