"""Signatures in PDFs under the house's own roots, told as they are."""

import io
from datetime import UTC, datetime, timedelta

import pytest
from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import signers

from api.kit.actors import Role
from tests.makers.library import a_document, a_pdf
from tests.makers.members import a_member
from tests.makers.organizations import a_position
from tests.makers.signin import signed_in

DAYS = timedelta(days=365)


class Authority:
    """A certification authority for a test, and one signer under it."""

    def __init__(self, *, valid=DAYS, is_authority=True):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "CA thử nghiệm")])
        self.certificate = self._issue(self.name, self.key, valid=valid, is_authority=is_authority)

    @property
    def pem(self):
        return self.certificate.public_bytes(Encoding.PEM).decode()

    def sign(self, content, tmp_path):
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COMMON_NAME, "Nguyễn Văn Ký"),
                x509.NameAttribute(NameOID.ORGANIZATION_NAME, "Văn phòng Tỉnh ủy"),
            ]
        )
        certificate = self._issue(subject, key, valid=DAYS, is_authority=False)
        files = {
            "key": key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()),
            "certificate": certificate.public_bytes(Encoding.PEM),
            "chain": self.certificate.public_bytes(Encoding.PEM),
        }
        for name, data in files.items():
            (tmp_path / name).write_bytes(data)
        signer = signers.SimpleSigner.load(
            str(tmp_path / "key"), str(tmp_path / "certificate"), ca_chain_files=(str(tmp_path / "chain"),)
        )
        target = io.BytesIO()
        metadata = signers.PdfSignatureMetadata(field_name="ChuKy")
        signers.sign_pdf(IncrementalPdfFileWriter(io.BytesIO(content)), metadata, signer=signer, output=target)
        return target.getvalue()

    def _issue(self, subject, key, *, valid, is_authority):
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - 2 * DAYS)
            .not_valid_after(now + valid)
            .add_extension(x509.BasicConstraints(ca=is_authority, path_length=None), critical=True)
            .add_extension(
                x509.KeyUsage(
                    digital_signature=True,
                    content_commitment=not is_authority,
                    key_encipherment=False,
                    data_encipherment=False,
                    key_agreement=False,
                    key_cert_sign=is_authority,
                    crl_sign=is_authority,
                    encipher_only=False,
                    decipher_only=False,
                ),
                critical=True,
            )
        )
        return builder.sign(self.key, hashes.SHA256())


@pytest.fixture
def office(place):
    """Office staff of the province: where roots of the whole house are kept."""
    staff = a_member(place.house, of=place.branch, full_name="Phạm Văn Phòng")
    a_position(place.house, at=place.province, role=Role.OFFICE_STAFF, member=staff)
    return signed_in(place.house, member=staff)


@pytest.fixture
def authority():
    return Authority()


def trust(client, pem):
    return client.post("/api/library/trust-anchors", json={"name": "CA thử nghiệm", "certificate_pem": pem})


def signatures(place, content):
    document = a_document(place.house, by=place.committee, file=content)
    answer = place.reader.get(f"/api/library/documents/{document.id}/signatures")
    assert answer.status_code == 200, answer.text
    return answer.json()


def test_an_unknown_signer_is_said_to_be_unknown_until_the_root_is_trusted(place, office, authority, tmp_path):
    signed = authority.sign(a_pdf("Nội dung nghị quyết."), tmp_path)
    document = a_document(place.house, by=place.committee, file=signed)
    path = f"/api/library/documents/{document.id}/signatures"
    before = place.reader.get(path).json()[0]
    assert (before["verdict"], before["intact"], before["trusted"]) == ("signer_unknown", True, False)
    assert trust(office, authority.pem).status_code == 201
    after = place.reader.get(path).json()[0]
    assert (after["verdict"], after["intact"], after["covers_whole_file"]) == ("trusted", True, True)
    assert (after["signer"], after["organization"]) == ("Nguyễn Văn Ký", "Văn phòng Tỉnh ủy")
    assert (after["revocation"], after["timestamped"]) == ("not_checked", False)
    assert after["signed_at"] is not None


@pytest.mark.sqlite_is_enough
def test_a_changed_byte_is_seen(place, authority, office, tmp_path):
    trust(office, authority.pem)
    signed = bytearray(authority.sign(a_pdf("Nội dung nghị quyết."), tmp_path))
    at = signed.index(b"stream") + 40
    signed[at] ^= 1
    found = signatures(place, bytes(signed))[0]
    assert (found["verdict"], found["intact"], found["trusted"]) == ("changed", False, False)


@pytest.mark.sqlite_is_enough
def test_what_is_added_after_signing_is_seen(place, authority, office, tmp_path):
    trust(office, authority.pem)
    signed = authority.sign(a_pdf("Nội dung nghị quyết."), tmp_path)
    writer = IncrementalPdfFileWriter(io.BytesIO(signed))
    page = writer.root["/Pages"]["/Kids"][0]
    page["/Rotate"] = type(page["/MediaBox"][2])(90)
    writer.update_container(page)
    target = io.BytesIO()
    writer.write(target)
    found = signatures(place, target.getvalue())[0]
    assert (found["verdict"], found["covers_whole_file"]) == ("changed", False)


def test_a_paper_without_signatures_has_none(place):
    assert signatures(place, a_pdf("Nội dung.")) == []
    assert signatures(place, b"%PDF-1.7 nothing") == []


@pytest.mark.sqlite_is_enough
def test_another_root_does_not_vouch(place, office, authority, tmp_path):
    trust(office, Authority().pem)
    assert signatures(place, authority.sign(a_pdf("Nội dung."), tmp_path))[0]["verdict"] == "signer_unknown"


def test_roots_are_listed_renamed_and_dropped(office, authority):
    anchor = trust(office, authority.pem).json()
    again = office.post(
        "/api/library/trust-anchors", json={"name": "Tên khác", "certificate_pem": authority.pem}
    ).json()
    assert (again["id"], again["name"]) == (anchor["id"], "Tên khác")
    assert [a["name"] for a in office.get("/api/library/trust-anchors").json()] == ["Tên khác"]
    assert office.delete(f"/api/library/trust-anchors/{anchor['id']}").status_code == 204
    gone = office.delete(f"/api/library/trust-anchors/{anchor['id']}")
    assert (gone.status_code, gone.json()["code"]) == (404, "library.anchor_not_found")


def test_only_the_top_of_the_house_decides_whom_it_believes(place, authority):
    for client in (place.officer, place.reader):
        for answer in (client.get("/api/library/trust-anchors"), trust(client, authority.pem)):
            assert (answer.status_code, answer.json()["code"]) == (403, "not_allowed")


def test_only_a_valid_authoritys_certificate_is_a_root(office, authority):
    two = authority.pem + Authority().pem
    ended = Authority(valid=-DAYS).pem
    for pem in ("nothing", "", two, ended, Authority(is_authority=False).pem):
        answer = trust(office, pem)
        assert (answer.status_code, answer.json()["code"]) == (409, "library.certificate_invalid"), pem[:30]
