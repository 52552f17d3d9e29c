"""Secret ballots on phones by blind signatures: RSABSSA-SHA384-PSSZERO-Deterministic of RFC 9474.

How it works. Each vote has an RSA key of its own. A phone makes a random token, blinds it and asks, signed in, for a
signature: that this member has taken a ballot is recorded with the blinded words, and a second one is refused. The
phone unblinds the signature and casts token, signature and choice without any session. The server checks that the
signature is its own and cannot tell which of the blinded words it comes from. Both steps can be repeated: the same
blinded words give the same signature, the same token the same receipt. The private key is destroyed when the vote is
counted, so that no ballot can be added afterwards.

What this does not hide from whoever operates the server. The order and time of arrival and the network address of a
request can be seen while it arrives (by a changed server, a proxy's log, a recorder on the line), and a phone that
casts right after taking its ballot may be told by that; backups and the write-ahead log of the database show rows in
the order in which pages were written until it is rewritten. Until the vote is counted the operator could sign ballots
of his own: the published list then holds more ballots than were taken, or a member finds his vote counted with others
he does not know, which the counts show but nothing prevents. The phone runs the pages this server sends. A result in
which all agree tells what each chose. And a member can show his own receipt to somebody who presses him. Where that
matters, vote on paper.
"""

import os
import secrets
from dataclasses import dataclass

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import padding, rsa
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

BITS = 2048
HEX = BITS // 4
_EXPONENT = 65537
_NONCE = 12
_PSS_ZERO = padding.PSS(mgf=padding.MGF1(hashes.SHA384()), salt_length=0)


@dataclass(frozen=True, slots=True)
class VoteKey:
    """The key of one vote: the modulus everybody sees, and the private part as it is sealed in the database."""

    public: str
    private: bytes


def new_key(sealing: bytes) -> VoteKey:
    """Make a key, its private part sealed by one that is not in the database; takes some tenths of a second."""
    key = rsa.generate_private_key(public_exponent=_EXPONENT, key_size=BITS)
    plain = key.private_bytes(
        serialization.Encoding.DER, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
    )
    nonce = os.urandom(_NONCE)
    sealed = nonce + AESGCM(sealing).encrypt(nonce, plain, None)
    return VoteKey(public=f"{key.public_key().public_numbers().n:0{HEX}x}", private=sealed)


def sign_blinded(private: bytes, sealing: bytes, blinded: str) -> str | None:
    """Sign what cannot be read; None when it is no number below the modulus (RFC 9474 §4.3).

    The power is taken of a number blinded once more, so that its time tells nothing of the key.
    """
    plain = AESGCM(sealing).decrypt(private[:_NONCE], private[_NONCE:], None)
    key = serialization.load_der_private_key(plain, None)
    if not isinstance(key, rsa.RSAPrivateKey):
        return None
    numbers = key.private_numbers()
    modulus = numbers.public_numbers.n
    message = int(blinded, 16)
    if len(blinded) != HEX or not 1 < message < modulus:
        return None
    mask = secrets.randbelow(modulus - 2) + 2
    masked = message * pow(mask, _EXPONENT, modulus) % modulus
    signed = pow(masked, numbers.d, modulus) * pow(mask, -1, modulus) % modulus
    return f"{signed:0{HEX}x}" if pow(signed, _EXPONENT, modulus) == message else None


def is_ours(public: str, token: str, signature: str) -> bool:
    """Whether a ballot's token carries the signature of this vote."""
    if len(signature) != HEX:
        return False
    key = rsa.RSAPublicNumbers(_EXPONENT, int(public, 16)).public_key()
    try:
        key.verify(bytes.fromhex(signature), bytes.fromhex(token), _PSS_ZERO, hashes.SHA384())
    except InvalidSignature:
        return False
    return True
