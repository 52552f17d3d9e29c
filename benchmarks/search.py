"""Search through HTTP over 100,000 Vietnamese paragraphs, on both databases; the answers must be the same.

    .venv/bin/python -m benchmarks.search [--quick]

A real server answers on loopback; one client asks, one question at a time, as somebody who types. Every question is
checked: against a plain scan of all texts where the answers are few, and between the two databases always.
"""

import random
import statistics
import time
from dataclasses import dataclass
from datetime import date, timedelta
from uuid import UUID

import httpx
from sqlalchemy import text
from sqlmodel import Session

from api.kit import clock
from api.kit.folding import fold
from api.rooms.library import repository, search_index, symbols
from api.rooms.library.models import Document, State
from api.rooms.library.search_index import Entry
from api.rooms.library.service.indexing import make_passage
from api.settings import Settings
from benchmarks.databases import asked_to_be_quick, fresh_databases
from benchmarks.results import p95, result
from benchmarks.serving import served
from tests.makers.members import a_member
from tests.makers.organizations import a_branch, a_committee, a_province
from tests.makers.signin import signed_in
from tests.support.house import House, migrate, open_house

LIMIT_MS = 40
PER_DOCUMENT = 40
TYPES = ("NQ", "CT", "KL", "HD", "KH", "TB", "BC")
PHRASES = (
    "chuyển đổi số", "nghị quyết", "đảng viên", "chi bộ", "sinh hoạt chi bộ", "cải cách hành chính",
    "kiểm tra giám sát", "học tập và làm theo", "xây dựng nông thôn mới", "công tác cán bộ", "quốc phòng an ninh",
    "phát triển kinh tế", "bảo vệ môi trường", "an sinh xã hội", "giảm nghèo bền vững", "dân vận khéo",
    "đoàn thể chính trị", "Mặt trận Tổ quốc", "phòng chống tham nhũng", "quy chế làm việc", "ban thường vụ",
    "ban chấp hành", "tỉnh ủy", "đảng ủy xã", "nhiệm kỳ", "kế hoạch", "báo cáo kết quả", "hướng dẫn thực hiện",
    "tăng cường lãnh đạo", "nâng cao chất lượng", "đổi mới", "trách nhiệm nêu gương", "người đứng đầu",
    "tự phê bình và phê bình", "hội nghị", "đại hội đảng bộ", "văn kiện", "dữ liệu dùng chung",
    "hạ tầng công nghệ thông tin", "chính quyền điện tử", "cửa khẩu", "thủy lợi", "giáo dục",
)  # fmt: skip
WORDS = """
    các của và trong cho với được phải là những một theo về từ đến khi nếu để tại ở trên dưới trước sau năm tháng
    ngày quý kỳ lần cấp ngành đơn vị địa phương cơ sở nhân dân cộng đồng gia đình thanh niên phụ nữ nông dân cựu
    chiến binh tổ chức thực hiện triển khai quán triệt tuyên truyền vận động hoàn thành tiếp tục thường xuyên kịp
    thời đúng quy định mục tiêu giải pháp nhiệm vụ trọng tâm khâu đột phá hiệu quả tiến độ khó khăn vướng mắc đề
    xuất kiến nghị xem xét quyết định phân công phụ trách theo dõi đôn đốc đánh giá xếp loại khen thưởng kỷ luật
    bổ sung sửa đổi thay thế
""".split()  # noqa: SIM905 - a hundred words read better so
QUESTIONS = (
    "nghị quyết", "nghi quyet", '"nghị quyết"', "chuyển đổi số", "chuyen doi so", '"chuyen doi so"', "đảng viên",
    "dang vien", "sinh hoạt chi bộ", "sinh hoat chi b", "kế hoạch", "ke hoach nam 2024", "công tác cán bộ nhiệm kỳ",
    "433-NQ/TU", "12-kh/du", "05-NQ/ĐU", "hoi nghi ban thuong vu", "học tập và làm theo", '"học tập và làm theo"',
    "xay dung nong thon moi", "phòng chống tham nhũng", "mat tran to quoc", "du lieu dung chung",
    "thủy lợi cửa khẩu", "nguoi dung dau neu guong", "bao cao ket qua thuc hien", "tư phê bình", "qua", "đ",
    "trien khai quan triet nghi quyet", "không có câu này đâu", "chinh quyen dien t", "giam ngheo ben vung",
    "dan van kheo", '"ban chấp hành" "kế hoạch"', "an sinh xã hội quốc phòng an ninh",
    "hạ tầng công nghệ thông tin", "van kien dai hoi dang bo", "hạt ngọc lam",
    '"lang que doi moi tung ngay o ban na"',
)  # fmt: skip
PLANTED = {7: "Làng quê đổi mới từng ngày ở bản Nà.", 3: "Chuyện kể về hạt ngọc lam bên suối."}
"""Sentences at one place each, by document from the end."""


@dataclass
class Corpus:
    """Documents with their paragraphs."""

    documents: list[tuple[Document, list[str]]]


def a_corpus(house_ids: tuple[UUID, str], paragraphs: int) -> Corpus:
    """The same papers every time."""
    chance = random.Random(20261121)
    publisher_id, issuer = house_ids
    made = []
    count = paragraphs // PER_DOCUMENT
    for number in range(count):
        kind = chance.choice(TYPES)
        symbol = f"{number % 500 + 1:02}-{kind}/{chance.choice(('TU', 'ĐU', 'BTCTU'))}"
        title = f"{chance.choice(PHRASES)} {chance.choice(PHRASES)} {chance.choice(WORDS)} năm {2020 + number % 7}"
        document = Document(
            id=UUID(int=chance.getrandbits(128)),
            publisher_id=publisher_id,
            number_symbol=symbol,
            symbol_key=symbols.key(symbol),
            type=kind,
            title=title.capitalize(),
            issuer_name=issuer,
            issued_on=date(2020, 1, 1) + timedelta(days=chance.randrange(2400)),
            audience_organization_id=publisher_id,
            state=State.PUBLISHED,
            published_at=clock.now(),
        )
        body = [_paragraph(chance) for _ in range(PER_DOCUMENT)]
        if sentence := PLANTED.get(count - number):
            body[number % PER_DOCUMENT] += f" {sentence}"
        made.append((document, body))
    return Corpus(made)


def _paragraph(chance: random.Random) -> str:
    parts: list[str] = []
    while sum(map(len, parts)) < chance.randint(380, 640):
        parts.append(chance.choice(PHRASES) if chance.random() < 0.22 else " ".join(chance.choices(WORDS, k=3)))
    return f"{' '.join(parts).capitalize()}."


def fill(house: House, corpus: Corpus) -> float:
    """Put the corpus into the database and the index; seconds."""
    started = time.perf_counter()
    for start in range(0, len(corpus.documents), 100):
        with house.database.writing() as session:
            for document, body in corpus.documents[start : start + 100]:
                _add(session, Document(**document.model_dump()), body)
    with house.database.engine.connect() as connection:
        autonomous = connection.execution_options(isolation_level="AUTOCOMMIT")
        autonomous.execute(text("ANALYZE"))
    return time.perf_counter() - started


def _add(session: Session, document: Document, body: list[str]) -> None:
    document.changed = serial = repository.tick(session)
    session.add(document)
    session.flush()
    head = symbols.words(f"{document.number_symbol} {document.title}")
    first = f"{document.number_symbol} {document.title} {document.issuer_name}"
    passages = [make_passage(document, position, serial, words) for position, words in enumerate([first, *body])]
    for position, passage in enumerate(passages[1:]):
        passage.block = position
    session.add_all(passages)
    session.flush()
    nothing: tuple[list[str], list[str]] = ([], [])
    entries = (
        Entry(p.place, nothing if p.block is None else head, (p.exact.split(), p.folded.split())) for p in passages
    )
    search_index.add(session, list(entries))


def ask(address: str, cookie: tuple[str, str], rounds: int) -> tuple[list[float], dict[str, list[str]]]:
    """Milliseconds of every question, and what was answered."""
    answers: dict[str, list[str]] = {}
    taken: list[float] = []
    with httpx.Client(base_url=address, cookies=dict([cookie]), timeout=60) as client:
        for turn in range(rounds + 1):
            for question in QUESTIONS:
                started = time.perf_counter()
                answer = client.get("/api/library/search", params={"q": question, "limit": 20})
                milliseconds = (time.perf_counter() - started) * 1000
                hits = [hit["document"]["id"] for hit in answer.raise_for_status().json()["items"]]
                assert answers.setdefault(question, hits) == hits, f"{question!r} was answered in two ways"
                if turn:  # the first round warms the caches
                    taken.append(milliseconds)
    return taken, answers


def check(corpus: Corpus, answers: dict[str, list[str]]) -> None:
    """Answers against a plain scan of all texts."""
    folded = {str(d.id): fold(" ".join([d.title, *body]).lower()) for d, body in corpus.documents}
    planted = '"lang que doi moi tung ngay o ban na"'
    for question, sentence in ((planted, PLANTED[7]), ("hạt ngọc lam", PLANTED[3])):
        needle = fold(sentence.lower()).rstrip(".")
        assert answers[question] == [key for key, words in folded.items() if needle in words], question
    assert answers["không có câu này đâu"] == []
    assert len(answers["chuyen doi so"]) == len(answers["nghị quyết"]) == 20
    by_id = {str(d.id): d for d, _ in corpus.documents}
    wanted = symbols.key("05-NQ/ĐU")
    same = [key for key, document in by_id.items() if document.symbol_key == wanted]
    assert set(answers["05-NQ/ĐU"][: len(same)]) == set(same), "the papers of that number come first"


def measure(settings: Settings, paragraphs: int, rounds: int) -> tuple[list[float], dict[str, list[str]], float]:
    """Fill one database and ask it everything."""
    migrate(settings.database)
    with open_house(settings) as house:
        committee = a_committee(house, under=a_province(house))
        member = a_member(house, of=a_branch(house, under=committee))
        client = signed_in(house, member=member)
        name = settings.session_cookie
        cookie = (name, client.cookies[name])
        corpus = a_corpus((committee.id, "Tỉnh ủy Thanh Bình"), paragraphs)
        seconds = fill(house, corpus)
    with served(settings) as server:
        taken, answers = ask(server.address, cookie, rounds)
    check(corpus, answers)
    return taken, answers, seconds


def main() -> None:
    quick = asked_to_be_quick(__doc__, "1,200 paragraphs, under 30 seconds")
    paragraphs, rounds = (1_200, 1) if quick else (100_000, 8)
    answered: dict[str, dict[str, list[str]]] = {}
    lines = []
    with fresh_databases("search") as databases:
        for name, settings in databases.items():
            taken, answered[name], seconds = measure(settings, paragraphs, rounds)
            lines += [
                result(f"search_{name}_p50", statistics.median(taken), "ms"),
                result(f"search_{name}_p95", p95(taken), "ms", limit=LIMIT_MS),
                result(f"search_{name}_slowest", max(taken), "ms"),
                result(f"search_{name}_index", paragraphs / seconds, "paragraphs/s"),
            ]
    if len(answered) > 1:
        different = [q for q in QUESTIONS if answered["sqlite"][q] != answered["postgresql"][q]]
        assert not different, f"the databases answer differently: {different}"
        lines.append(result("search_same_answers", len(QUESTIONS), "questions"))
    print("\n".join(lines))


if __name__ == "__main__":
    main()
