"""Only P-256 keys in the form WebCrypto gives them are taken from devices."""

import base64

import pytest
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat, PublicFormat
from hypothesis import given
from hypothesis import strategies as st

from api.rooms.signin import device_keys
from api.rooms.signin.errors import DeviceKeyInvalid
from tests.makers.signin import an_account
from tests.support.authenticator import a_device_key

PASSWORD = "hoa ban nở trắng rừng"
KEY = ec.generate_private_key(ec.SECP256R1())
SPKI = KEY.public_key().public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def spki_of(public_key):
    return public_key.public_bytes(Encoding.DER, PublicFormat.SubjectPublicKeyInfo)


def b64(data):
    return base64.b64encode(data).decode()


WRONG = {
    "another curve": b64(spki_of(ec.generate_private_key(ec.SECP384R1()).public_key())),
    "a curve of the same size": b64(spki_of(ec.generate_private_key(ec.SECP256K1()).public_key())),
    "another kind": b64(spki_of(ed25519.Ed25519PrivateKey.generate().public_key())),
    "a short RSA key": b64(spki_of(rsa.generate_private_key(65537, 1024).public_key()))[:200],
    "off the curve": b64(SPKI[:-1] + bytes([SPKI[-1] ^ 1])),
    "the point at infinity": b64(SPKI[:27] + bytes(64)),
    "compressed": b64(SPKI[:26] + KEY.public_key().public_bytes(Encoding.X962, PublicFormat.CompressedPoint)),
    "something behind it": b64(SPKI + b"\0"),
    "cut short": b64(SPKI[:-1]),
    "a private key": b64(KEY.private_bytes(Encoding.DER, PrivateFormat.PKCS8, NoEncryption())),
    "no base64": "!" * 124,
    "nothing": "=",
}


@pytest.mark.parametrize("key", WRONG.values(), ids=WRONG)
def test_other_keys_are_refused(key):
    with pytest.raises(DeviceKeyInvalid):
        device_keys.read(key)


def test_a_wrong_key_is_refused_with_its_code_and_nothing_is_kept(house):
    account = an_account(house, password=PASSWORD)
    body = {"login": account.login, "password": PASSWORD, "device": a_device_key(ec.SECP256K1())}
    phone = house.client()
    answer = phone.post("/api/signin/sessions", json=body)
    assert (answer.status_code, answer.json()["code"]) == (409, "signin.device_key_invalid")
    assert not phone.cookies


def test_a_key_webcrypto_made_is_kept_as_it_is():
    assert device_keys.read(b64(SPKI)) == SPKI
    assert len(SPKI) == 91


@given(st.text(max_size=200))
def test_no_text_does_more_than_be_refused(text):
    with pytest.raises(DeviceKeyInvalid):
        device_keys.read(text)
