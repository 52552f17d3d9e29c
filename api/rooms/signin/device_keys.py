"""A device's own public key: P-256, later used to verify check-ins made without a network."""

import base64
import binascii

from cryptography.exceptions import UnsupportedAlgorithm
from cryptography.hazmat.primitives.asymmetric.ec import SECP256R1, EllipticCurvePublicKey
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat, load_der_public_key

from api.rooms.signin.errors import DeviceKeyInvalid


def read(text: str) -> bytes:
    """Return the SPKI (91 bytes, uncompressed point) from base64; `DeviceKeyInvalid` for any other kind of key.

    Loading checks that the point is on the curve.
    """
    try:
        spki = base64.b64decode(text, validate=True)
        key = load_der_public_key(spki)
    except (binascii.Error, ValueError, UnsupportedAlgorithm) as error:
        raise DeviceKeyInvalid from error
    if not isinstance(key, EllipticCurvePublicKey) or not isinstance(key.curve, SECP256R1):
        raise DeviceKeyInvalid
    if key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo) != spki:
        raise DeviceKeyInvalid
    return spki
