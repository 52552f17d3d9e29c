"""Which phones may be woken: told by themselves at every start, checked before anything is kept."""

import hashlib


def address_hash(address: str) -> bytes:
    """By what a subscription's address is found: addresses are long, and secret."""
    return hashlib.sha256(address.encode()).digest()
