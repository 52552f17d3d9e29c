"""Members from Excel and papers from a folder, brought in at the terminal."""

from datetime import date

import pytest
from openpyxl import Workbook, load_workbook
from sqlmodel import func, select

from api.cli.demo.chance import Chance
from api.cli.demo.paper import Block, Kind
from api.cli.demo.typesetting import Sheet, as_docx, as_pdf, as_scan
from api.kit.actors import Role
from api.kit.audit import AuditEntry
from api.rooms.library.models import Document, State
from api.rooms.members.models import Member
from api.rooms.members.words import words
from tests.makers.organizations import a_branch, a_committee, a_position, a_province
from tests.makers.signin import an_account

GOOD = {
    "full_name": "Nông Thị Ước",
    "birth_on": date(1961, 3, 4),
    "sex": "Nữ",
    "admitted_on": date(1990, 5, 19),
    "official_on": date(1991, 5, 19),
    "card_number": "038061000123",
    "branch": "Chi bộ thôn Nà Mỏ",
    "phone": "0912 345 678",
}


@pytest.fixture
def province(house):
    return a_province(house)


@pytest.fixture
def branch(house, province):
    return a_branch(house, under=a_committee(house, under=province), name="Chi bộ thôn Nà Mỏ")


def a_sheet(path, *rows):
    book = Workbook(write_only=True)
    sheet, heads = book.create_sheet(), words()["import"]["heads"]
    sheet.append(list(heads.values()))
    for row in rows:
        sheet.append([row.get(name) for name in heads])
    book.save(path)
    return path


def members_of(house):
    with house.database.reading() as session:
        return session.exec(select(Member)).all()


@pytest.mark.usefixtures("branch")
def test_a_preview_writes_nothing_and_says_how_to_go_on(house, terminal, tmp_path):
    output = terminal.succeeds("members", "import", a_sheet(tmp_path / "m.xlsx", GOOD))
    assert "thêm mới 1" in output
    assert "--apply" in output
    assert members_of(house) == []


def test_applying_brings_the_rows_in_once(house, terminal, branch, tmp_path):
    sheet = a_sheet(tmp_path / "m.xlsx", GOOD)
    terminal.succeeds("members", "import", sheet, "--apply")
    (member,) = members_of(house)
    assert (member.full_name, member.branch_id, member.phone) == ("Nông Thị Ước", branch.id, "0912345678")
    assert "không đổi 1" in terminal.succeeds("members", "import", sheet, "--apply")
    assert len(members_of(house)) == 1
    with house.database.reading() as session:
        noted = session.exec(select(AuditEntry).where(AuditEntry.action == "members.imported")).all()
    assert [entry.details["created"] for entry in noted] == [1, 0]


@pytest.mark.usefixtures("branch")
def test_bad_rows_are_listed_with_cell_and_reason_and_good_ones_still_come_in(house, terminal, tmp_path):
    bad = GOOD | {"full_name": "Lý A Páo", "card_number": "12", "branch": "Chi bộ nào đó"}
    sheet = a_sheet(tmp_path / "m.xlsx", GOOD, bad)
    result = terminal.run("members", "import", sheet, "--apply", "--problems", tmp_path / "bad.xlsx")
    assert result.exit_code == 1
    assert words()["import"]["reasons"]["card"] in result.output
    assert [member.full_name for member in members_of(house)] == ["Nông Thị Ước"]
    listed = [*load_workbook(tmp_path / "bad.xlsx").worksheets[0].iter_rows(values_only=True, min_row=2)]
    assert {str(row[0])[1:] for row in listed} == {"3"}


@pytest.mark.usefixtures("branch")
def test_only_the_named_organisation_takes_members(house, terminal, province, tmp_path):
    a_committee(house, under=province, name="Đảng bộ xã Khác")
    sheet = a_sheet(tmp_path / "m.xlsx", GOOD)
    result = terminal.run("members", "import", sheet, "--apply", "--organization", "đảng bộ xã khác")
    assert result.exit_code == 1
    assert words()["import"]["reasons"]["branch_unknown"] in result.output
    assert members_of(house) == []


@pytest.mark.usefixtures("branch")
@pytest.mark.parametrize("content", [b"", b"no sheet", b"PK\x03\x04 broken"])
def test_what_is_no_sheet_is_refused_in_words(terminal, content, tmp_path):
    (tmp_path / "m.xlsx").write_bytes(content)
    result = terminal.run("members", "import", tmp_path / "m.xlsx")
    assert result.exit_code == 3
    assert "Excel" in result.output


@pytest.mark.usefixtures("branch")
def test_a_file_or_an_organisation_that_is_not_there_is_said(terminal, tmp_path):
    assert terminal.run("members", "import", tmp_path / "nothing.xlsx").exit_code == 4
    sheet = a_sheet(tmp_path / "m.xlsx", GOOD)
    assert terminal.run("members", "import", sheet, "--organization", "Chi bộ không có").exit_code == 3


def a_paper(number, word):
    return Sheet(
        above="",
        issuer="Đảng ủy xã",
        number_symbol=number,
        place_and_date="Yên Sơn, ngày 02 tháng 03 năm 2026",
        title="Nghị quyết",
        type_name="Nghị quyết",
        subject="về trồng cây gây rừng ở vùng cao",
        blocks=(Block(Kind.PARAGRAPH, 0, ((f"Mỗi gia đình trồng thêm mười cây {word} quanh vườn nhà.",),)),),
        recipients=("Các chi bộ.",),
        on_behalf="T/M ĐẢNG ỦY",
        signer_title="BÍ THƯ",
        signer_name="Nông Văn Thử",
        issued_on=date(2026, 3, 2),
    )


@pytest.fixture
def papers(tmp_path):
    folder = tmp_path / "papers"
    (folder / "more").mkdir(parents=True)
    (folder / "one.pdf").write_bytes(as_pdf(a_paper("01-NQ/ĐU", "lát hoa")))
    (folder / "more" / "two.docx").write_bytes(as_docx(a_paper("02-NQ/ĐU", "trám đen")))
    (folder / "three.pdf").write_bytes(as_scan(a_paper("03-NQ/ĐU", "quế hương"), Chance("test")))
    (folder / "notes.txt").write_text("not a paper")
    return folder


@pytest.fixture
def administrator(house, branch):
    account = an_account(house, display_name="Quản trị")
    a_position(house, at=branch, role=Role.ADMINISTRATOR, account_id=account.id)
    return account


@pytest.mark.usefixtures("administrator")
def test_text_word_and_scan_are_published_with_their_heads(house, terminal, papers):
    terminal.succeeds("documents", "import", papers)
    with house.database.reading() as session:
        found = session.exec(select(Document).order_by(Document.number_symbol)).all()
    assert [document.number_symbol for document in found] == ["01-NQ/ĐU", "02-NQ/ĐU", "03-NQ/ĐU"]
    assert {document.state for document in found} == {State.PUBLISHED}
    assert {document.type for document in found} == {"NQ"}
    assert "trồng cây gây rừng" in found[0].title
    assert all(document.issued_on for document in found)


@pytest.mark.usefixtures("administrator")
def test_the_same_folder_again_brings_nothing_new(house, terminal, papers):
    (papers / "three.pdf").unlink()
    terminal.succeeds("documents", "import", papers)
    assert "đã có từ trước" in terminal.succeeds("documents", "import", papers)
    with house.database.reading() as session:
        assert session.exec(select(func.count()).select_from(Document)).one() == 2


@pytest.mark.usefixtures("administrator")
def test_a_bad_paper_is_listed_and_stops_no_other(house, terminal, papers):
    (papers / "three.pdf").write_bytes(b"%PDF-1.7 broken")
    result = terminal.run("documents", "import", papers)
    assert result.exit_code == 1
    assert "bị từ chối" in result.output
    with house.database.reading() as session:
        assert session.exec(select(func.count()).select_from(Document)).one() == 2


@pytest.mark.usefixtures("branch")
def test_somebody_has_to_answer_for_what_is_published(terminal, papers):
    result = terminal.run("documents", "import", papers)
    assert result.exit_code == 3
    assert "handbook admin create" in result.output


@pytest.mark.usefixtures("administrator")
def test_an_empty_or_missing_folder_is_said(terminal, tmp_path):
    (tmp_path / "empty").mkdir()
    assert terminal.run("documents", "import", tmp_path / "empty").exit_code == 4
    assert terminal.run("documents", "import", tmp_path / "nowhere").exit_code == 4
