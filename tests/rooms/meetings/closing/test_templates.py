"""Templates of a committee's own: looked at, used, dropped."""

import io

import pytest
from docx import Document

from api.kit.actors import Role
from api.rooms.meetings.docx_template import built_in
from api.rooms.meetings.models import PaperKind
from tests.makers.members import a_member
from tests.makers.organizations import a_position
from tests.makers.signin import signed_in


@pytest.fixture
def ruler(held):
    """Office staff of the committee: may replace templates."""
    member = a_member(held.house, of=held.branch, full_name="Chu Văn Lâm")
    a_position(held.house, at=held.committee, role=Role.OFFICE_STAFF, member=member)
    return signed_in(held.house, member=member)


def saved(document) -> bytes:
    written = io.BytesIO()
    document.save(written)
    return written.getvalue()


def with_text(text: str) -> bytes:
    document = Document(io.BytesIO(built_in(PaperKind.MINUTES)))
    document.add_paragraph(text)
    return saved(document)


def test_a_committee_replaces_the_template_for_its_branches(held, ruler):
    address = f"/api/paper-templates/{held.committee.id}/minutes"
    own = with_text("Mẫu riêng của {{ above }}")
    put = ruler.put(address, content=own, params={"name": "mau.docx"})
    assert put.status_code == 200, put.text
    assert ruler.get(f"{address}.docx").content == own
    below, resolution = ruler.get(f"/api/paper-templates/{held.branch.id}").json()
    assert (below["organization_name"], below["name"], below["own"]) == ("Đảng bộ xã Số Một", "mau.docx", False)
    assert (resolution["kind"], resolution["organization_id"]) == ("resolution", None)
    assert "Mẫu riêng của ĐẢNG ỦY XÃ SỐ MỘT" in " ".join(
        one.text for one in Document(io.BytesIO(held.client.get(f"{held.address}/minutes.docx").content)).paragraphs
    )
    assert ruler.delete(address).status_code == 204
    assert ruler.get(f"/api/paper-templates/{held.committee.id}").json()[0]["organization_id"] is None


@pytest.mark.parametrize(
    "text",
    [
        "{% for x in %}",
        "{{ unknown.attribute }}",
        "{{ ''.__class__.__mro__[1].__subclasses__() }}",
        "{{ sections.append(1) }}",
    ],
)
def test_a_template_that_cannot_be_filled_in_or_would_do_more_is_refused_in_a_sentence(held, ruler, text):
    answer = ruler.put(f"/api/paper-templates/{held.committee.id}/minutes", content=with_text(text))
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.template_broken")
    assert answer.json()["params"]["reason"]


def test_what_is_no_docx_is_no_template(held, ruler):
    answer = ruler.put(f"/api/paper-templates/{held.committee.id}/minutes", content=b"PK\x03\x04 nothing")
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.template_broken")
    mere = held.client.put(f"/api/paper-templates/{held.branch.id}/minutes", content=with_text("x"))
    assert mere.status_code == 403


@pytest.mark.parametrize("kind", [PaperKind.MINUTES, PaperKind.RESOLUTION])
def test_the_built_in_template_asks_for_everything_and_for_nothing_else(held, ruler, kind):
    answer = ruler.post(f"/api/paper-templates/{held.committee.id}/{kind}/check", content=built_in(kind))
    assert answer.json() == {"unknown": [], "missing": []}


def test_a_template_is_looked_at_before_it_is_used(held, ruler):
    bare = Document()
    bare.add_paragraph("{{ title }} của {{ to_chuc }}")
    for text in ("{%p for section in sections %}", "{{ section.hading }}", "{%p endfor %}"):
        bare.add_paragraph(text)
    address = f"/api/paper-templates/{held.committee.id}/minutes"
    found = ruler.post(f"{address}/check", content=saved(bare)).json()
    assert found["unknown"] == ["hading", "to_chuc"]
    assert set(found["missing"]) == {"additions", "left", "number", "organization", "place_and_date", "right", "verify"}
    refused = ruler.put(address, content=saved(bare))
    assert (refused.status_code, refused.json()["code"]) == (409, "meetings.template_fields_unknown")
    assert refused.json()["params"]["fields"] == ["hading", "to_chuc"]
    broken = ruler.post(f"{address}/check", content=b"PK nothing")
    assert (broken.status_code, broken.json()["code"]) == (409, "meetings.template_broken")


def test_a_field_asked_for_under_a_condition_is_known_too(held, ruler):
    own = with_text("{% if draft and not code %}{{ nowhere }}{% endif %}")
    found = ruler.post(f"/api/paper-templates/{held.committee.id}/minutes/check", content=own).json()
    assert found["unknown"] == ["nowhere"]
