"""Signed copies: brought in or made here, and what is said of them."""

import io
import subprocess
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pkcs11
import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.x509.oid import NameOID
from pkcs11 import Attribute, CertificateType, ObjectClass
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from api.settings import SigningKey
from tests.makers.library import a_pdf

PASSWORD = "mật khẩu chữ ký"


@pytest.fixture(scope="module")
def key_file(tmp_path_factory):
    """A PKCS#12 file of a branch, signed by itself."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "Chi bộ thôn Một")])
    now = datetime.now(UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(days=1))
        .not_valid_after(now + timedelta(days=365))
        .add_extension(
            x509.KeyUsage(
                digital_signature=True,
                content_commitment=True,
                key_encipherment=False,
                data_encipherment=False,
                key_agreement=False,
                key_cert_sign=False,
                crl_sign=False,
                encipher_only=False,
                decipher_only=False,
            ),
            critical=True,
        )
        .sign(key, hashes.SHA256())
    )
    path = tmp_path_factory.mktemp("keys") / "branch.p12"
    encryption = serialization.BestAvailableEncryption(PASSWORD.encode())
    path.write_bytes(serialization.pkcs12.serialize_key_and_certificates(b"branch", key, certificate, None, encryption))
    return path


def signed(content: bytes, key_file, *, padding: int = 0) -> bytes:
    signer = signers.SimpleSigner.load_pkcs12(str(key_file), passphrase=PASSWORD.encode())
    writer = IncrementalPdfFileWriter(io.BytesIO(content))
    if padding:
        writer.add_object(generic.StreamObject(stream_data=bytes(padding)))
    written = signers.sign_pdf(writer, signers.PdfSignatureMetadata(field_name="Ky"), signer=signer)
    copy: bytes = written.getvalue()
    return copy


def bring(held, content: bytes):
    headers = {"Content-Type": "application/pdf"}
    which = {"meeting_id": str(held.meeting.id), "kind": "minutes"}
    return held.client.post("/api/meetings/signed-papers", params=which, content=content, headers=headers)


def test_a_signed_copy_says_whose_it_is_and_that_it_is_the_recorded_paper(held, key_file):
    paper = held.closed()["papers"][0]
    copy = signed(held.client.get(f"{held.address}/minutes.pdf").content, key_file)
    answer = bring(held, copy)
    assert answer.status_code == 200, answer.text
    found = answer.json()
    assert found["same_text"]
    assert [(one["signer"], one["intact"], one["trusted"]) for one in found["signatures"]] == [
        ("Chi bộ thôn Một", True, False)
    ]
    assert bring(held, copy).json()["id"] == found["id"]
    assert held.client.get(f"{held.address}/signed/{found['id']}").content == copy
    page = held.house.client().get(f"/api/verify/{paper['code']}").json()
    assert page["signed"] == [{"sha256": found["sha256"], "intact": True, "same_text": True, "signatures": 1}]


def test_a_signature_on_another_text_is_said(held, key_file):
    held.closed()
    answer = bring(held, signed(a_pdf("Biên bản khác hẳn với bản đã lưu trong sổ tay."), key_file))
    assert answer.status_code == 200, answer.text
    assert not answer.json()["same_text"]


def test_a_copy_changed_after_signing_is_not_intact(held, key_file):
    held.closed()
    copy = bytearray(signed(held.client.get(f"{held.address}/minutes.pdf").content, key_file))
    stream = copy.find(b"stream\n") + 20
    copy[stream] ^= 1
    answer = bring(held, bytes(copy))
    assert answer.status_code == 200, answer.text
    assert not answer.json()["signatures"][0]["intact"]


def test_what_is_not_signed_or_no_pdf_is_refused(held):
    held.closed()
    bare = bring(held, held.client.get(f"{held.address}/minutes.pdf").content)
    assert (bare.status_code, bare.json()["code"]) == (409, "meetings.not_signed")
    assert not bring(held, b"%PDF-1.7 broken").is_success
    assert bring(held, b"GIF89a").json()["code"] == "library.format_mismatch"


def test_signing_here_is_off_until_the_server_has_the_organisations_key(held):
    held.closed()
    answer = held.client.post(f"{held.address}/papers/minutes/sign")
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.signing_not_set_up")


def test_the_server_signs_with_the_organisations_key(held, key_file, monkeypatch):
    held.closed()
    monkeypatch.setenv("BRANCH_KEY", PASSWORD)
    key = SigningKey(pkcs12=key_file, password_env="BRANCH_KEY")
    settings = held.house.settings.model_copy(update={"signing": {str(held.branch.id): key}})
    monkeypatch.setattr(held.house.app.state, "settings", settings)
    assert held.client.get(f"{held.address}/papers").json()["can_sign_here"]
    answer = held.client.post(f"{held.address}/papers/minutes/sign")
    assert answer.status_code == 200, answer.text
    made = answer.json()
    assert (made["made_here"], made["same_text"]) == (True, True)
    assert made["signatures"][0]["intact"]
    assert made["signatures"][0]["covers_whole_file"]


def with_key(held, monkeypatch, key):
    monkeypatch.setenv("BRANCH_KEY", PASSWORD)
    settings = held.house.settings.model_copy(update={"signing": {str(held.branch.id): key}})
    monkeypatch.setattr(held.house.app.state, "settings", settings)


@pytest.fixture
def token(key_file, tmp_path, monkeypatch):
    """A SoftHSM token that holds the branch's key and certificate."""
    (tmp_path / "tokens").mkdir()
    settings = tmp_path / "softhsm2.conf"
    settings.write_text(f"directories.tokendir = {tmp_path / 'tokens'}\nlog.level = ERROR\n")
    monkeypatch.setenv("SOFTHSM2_CONF", str(settings))
    softhsm("--init-token", "--free", "--label", "Chi bộ", "--pin", PASSWORD, "--so-pin", PASSWORD)
    held = serialization.pkcs12.load_pkcs12(key_file.read_bytes(), PASSWORD.encode())
    assert held.key is not None
    assert held.cert is not None
    key, certificate = held.key, held.cert.certificate
    pem, unencrypted = serialization.Encoding.PEM, serialization.NoEncryption()
    (tmp_path / "key.pem").write_bytes(key.private_bytes(pem, serialization.PrivateFormat.PKCS8, unencrypted))
    softhsm("--import", tmp_path / "key.pem", "--token", "Chi bộ", "--label", "ký", "--id", "01", "--pin", PASSWORD)
    library = token_library()
    with pkcs11.lib(str(library)).get_token(token_label="Chi bộ").open(rw=True, user_pin=PASSWORD) as session:
        session.create_object(
            {
                Attribute.CLASS: ObjectClass.CERTIFICATE,
                Attribute.CERTIFICATE_TYPE: CertificateType.X_509,
                Attribute.TOKEN: True,
                Attribute.LABEL: "ký",
                Attribute.ID: b"\x01",
                Attribute.SUBJECT: certificate.subject.public_bytes(),
                Attribute.ISSUER: certificate.issuer.public_bytes(),
                Attribute.VALUE: certificate.public_bytes(serialization.Encoding.DER),
            }
        )
    return SigningKey(pkcs11=library, token="Chi bộ", certificate="ký", password_env="BRANCH_KEY")


def token_library() -> Path:
    return next(Path("/usr").glob("lib*/**/libsofthsm2.so"))


def softhsm(*words):
    subprocess.run(["softhsm2-util", *map(str, words)], check=True, capture_output=True)


def test_the_organisations_token_signs_behind_the_same_door(held, token, monkeypatch):
    held.closed()
    with_key(held, monkeypatch, token)
    answer = held.client.post(f"{held.address}/papers/minutes/sign")
    assert answer.status_code == 200, answer.text
    [signature] = answer.json()["signatures"]
    assert (signature["signer"], signature["intact"], signature["covers_whole_file"]) == ("Chi bộ thôn Một", True, True)


def test_a_token_does_not_open_with_another_pin(held, token, monkeypatch):
    held.closed()
    with_key(held, monkeypatch, token)
    monkeypatch.setenv("BRANCH_KEY", "123456")
    answer = held.client.post(f"{held.address}/papers/minutes/sign")
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.signing_not_set_up")


@pytest.mark.parametrize(
    "given",
    [
        {"pkcs12": "branch.p12"},
        {"pkcs12": "gone.p12", "password_env": "BRANCH_KEY"},
        {"pkcs11": "maker.so", "password_env": "BRANCH_KEY"},
    ],
)
def test_a_key_that_cannot_be_opened_signs_nothing(held, key_file, monkeypatch, given):
    held.closed()
    here = {name: key_file.with_name(value) if name != "password_env" else value for name, value in given.items()}
    with_key(held, monkeypatch, SigningKey(**here))
    answer = held.client.post(f"{held.address}/papers/minutes/sign")
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.signing_not_set_up")


def test_a_signed_copy_larger_than_other_bodies_streams_in(held, key_file):
    held.closed()
    copy = signed(held.client.get(f"{held.address}/minutes.pdf").content, key_file, padding=3_000_000)
    answer = bring(held, copy)
    assert answer.status_code == 200, answer.text
    assert answer.json()["size"] == len(copy) > 3_000_000
