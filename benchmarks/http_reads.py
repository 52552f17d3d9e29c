"""Ordinary reads of a phone through HTTP at 100 a second, sign-ins, and how many lists a server gives.

    .venv/bin/python -m benchmarks.http_reads [--quick]

One worker answers on loopback over the demo province; a secretary's phone asks. Every answer is compared with what the
database holds. The limit of sign-ins is what the same machine hashes (Argon2id) in the same run.

Processor time is no constant either: a request costs twice as much on a machine with other work, which shares caches
and memory with it. So beside it stands what an answer without a database costs the same server in the same run.
"""

import asyncio
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from http.cookiejar import CookieJar, DefaultCookiePolicy
from typing import Any

import httpx
from sqlmodel import col, select

from api.cli.demo.building import Demo
from api.cli.preparing import prepared
from api.kit.actors import Role
from api.rooms.members.models import Member
from api.rooms.members.states import COUNTED
from api.rooms.organizations.models import Organization, Position
from api.rooms.signin import passwords
from api.rooms.signin.models import Account
from api.settings import Settings
from benchmarks.asking import Ask, at_rate, together
from benchmarks.databases import measure_each
from benchmarks.results import p95, result
from benchmarks.serving import Server, served
from tests.makers.signin import an_account, signed_in
from tests.support.house import House, open_house

RATE, LIMIT_MS = 100, 60
PASSWORD = "chi bộ bản Nà 1975"
SIGNERS = 60
Check = Callable[[Any], bool]


@dataclass(frozen=True)
class Scale:
    """How long each part lasts, in seconds; how many members the province has."""

    members: int = 1500
    each: float = 5
    mixed: float = 20
    throughput: float = 8


QUICK = Scale(members=300, each=0.4, mixed=1.4, throughput=1)


@dataclass
class Phone:
    """What the secretary's phone asks, and how an answer is known to be right."""

    cookies: dict[str, str]
    reads: dict[str, tuple[str, Check]]
    logins: list[str] = field(default_factory=list)


def prepare(settings: Settings, scale: Scale) -> Phone:
    """The demo province with a secretary who is signed in and members who have a password."""
    with prepared(settings) as database:
        Demo(settings, database, scale.members).build(scans=False)
    with open_house(settings) as house:
        secretary = _secretary(house)
        client = signed_in(house, member=secretary)
        cookie = settings.session_cookie
        return Phone(cookies={cookie: client.cookies[cookie]}, reads=_reads(house, secretary), logins=_logins(house))


def _secretary(house: House) -> Member:
    with house.database.reading() as session:
        statement = (
            select(Member)
            .join(Position, col(Position.member_id) == col(Member.id))
            .join(Organization, col(Organization.id) == col(Position.organization_id))
            .where(col(Position.role) == Role.SECRETARY, col(Organization.kind) == "branch")
            .order_by(col(Organization.code))
        )
        found = session.exec(statement).first()
    assert found is not None, "the demo has secretaries"
    return found


def _logins(house: House) -> list[str]:
    """Members who sign in by one password; its hash is made once, checking it costs the same for each."""
    kept = passwords.hash_of(PASSWORD)
    with house.database.reading() as session:
        members = session.exec(select(Member).where(col(Member.state).in_(COUNTED)).limit(SIGNERS)).all()
    accounts = [an_account(house, member=member) for member in members]
    with house.database.writing() as session:
        for account in session.exec(select(Account).where(col(Account.id).in_([a.id for a in accounts]))):
            account.password_hash = kept
            session.add(account)
    return [account.login for account in accounts]


def _reads(house: House, secretary: Member) -> dict[str, tuple[str, Check]]:
    with house.database.reading() as session:
        statement = select(Member).where(col(Member.branch_id) == secretary.branch_id, col(Member.state).in_(COUNTED))
        people = [str(m.id) for m in session.exec(statement.order_by(col(Member.name_key), col(Member.id)).limit(50))]
    client = signed_in(house, member=secretary)
    papers = client.get("/api/library/documents").json()["items"]
    assert papers, "the demo's papers reach its branches"
    paper = papers[0]["id"]
    meetings = client.get("/api/meetings/mine").json()["items"]
    assert meetings, "the demo's branches meet"
    meeting = meetings[0]["id"]
    return {
        "session": ("/api/signin/session", lambda a: a["member_id"] == str(secretary.id) and a["positions"]),
        "own_card": ("/api/members/me", lambda a: a["full_name"] == secretary.full_name),
        "organizations": ("/api/organizations", lambda a: str(secretary.branch_id) in {o["id"] for o in a["items"]}),
        "members": ("/api/members", lambda a: {m["id"] for m in a["items"]} >= set(people[:40])),
        "documents": ("/api/library/documents", lambda a: [d["id"] for d in a["items"]] == [d["id"] for d in papers]),
        "changes": ("/api/library/changes", lambda a: paper in {c["id"] for c in a["items"]}),
        "content": (f"/api/library/documents/{paper}/content", lambda a: len(a["sections"]) > 0),
        "calendar": ("/api/meetings/mine", lambda a: a["items"] == meetings),
        "meeting": (f"/api/meetings/{meeting}", lambda a: a == meetings[0]["meeting"]),
    }


async def ask(server: Server, phone: Phone, scale: Scale) -> list[str]:
    """All questions; the lines without the database's name."""
    # let go before the server does after five seconds, or a question meets a closing door
    limits = httpx.Limits(max_connections=64, max_keepalive_connections=64, keepalive_expiry=2)
    lines = []
    async with httpx.AsyncClient(base_url=server.address, cookies=phone.cookies, limits=limits, timeout=60) as client:

        async def read(name: str) -> None:
            path, right = phone.reads[name]
            answer = await client.get(path)
            assert answer.status_code == 200, (name, answer.status_code, answer.text[:200])
            assert right(answer.json()), (name, answer.text[:400])

        async def healthy() -> None:
            (await client.get("/api/health")).raise_for_status()

        names = [*phone.reads]
        for name in names:  # fills the caches of statements and answers
            await read(name)
        for name in names:
            taken = await at_rate(lambda _, name=name: read(name), RATE, scale.each)  # type: ignore[misc]  # a default binds it
            lines.append(result(f"{name}_p95", p95(taken), "ms", limit=LIMIT_MS))
        _, bare = await _loaded(server, lambda _: healthy(), scale.mixed / 2)
        taken, used = await _loaded(server, lambda number: read(names[number % len(names)]), scale.mixed)
        lines.append(result("mixed_p95", p95(taken), "ms", limit=LIMIT_MS))
        lines.append(result("mixed_processor", used, "ms/request", limit=1000 / RATE, peer=("health", bare)))
        lists = await together(lambda _: read("documents"), 16, scale.throughput)
        lines.append(result("documents_throughput", lists, "requests/s"))
    return lines


async def _loaded(server: Server, asked: Ask, seconds: float) -> tuple[list[float], float]:
    """At RATE: milliseconds of each answer, and the server's processor milliseconds for one."""
    before = server.cpu_seconds()
    taken = await at_rate(asked, RATE, seconds)
    return taken, (server.cpu_seconds() - before) * 1000 / len(taken)


async def sign_in(server: Server, phone: Phone, seconds: float) -> float:
    """Sign-ins a second, each on a phone of its own."""
    no_cookies = CookieJar(DefaultCookiePolicy(allowed_domains=[]))
    headers = {"X-Handbook": "1"}
    async with httpx.AsyncClient(base_url=server.address, headers=headers, cookies=no_cookies, timeout=60) as client:

        async def one(number: int) -> None:
            login = phone.logins[number % len(phone.logins)]
            answer = await client.post("/api/signin/sessions", json={"login": login, "password": PASSWORD})
            assert answer.status_code == 201, answer.text
            assert answer.json()["member_id"], answer.text

        wrong = await client.post("/api/signin/sessions", json={"login": phone.logins[0], "password": "không phải"})
        assert wrong.status_code == 401, wrong.text
        return await together(one, 8, seconds)


def hashes_a_second(seconds: float) -> float:
    """Passwords this machine can check in a second, with as many at once as the server allows itself."""
    kept = passwords.hash_of(PASSWORD)
    until = time.perf_counter() + seconds

    def check(_: int) -> int:
        done = 0
        while time.perf_counter() < until:
            assert passwords.fits(PASSWORD, kept)
            done += 1
        return done

    with ThreadPoolExecutor(8) as threads:
        return sum(threads.map(check, range(8))) / seconds


def measure(settings: Settings, scale: Scale) -> list[str]:
    """Everything on one database."""
    phone = prepare(settings, scale)
    with served(settings) as server:
        server.come_to_rest()  # handing out what the demo announced is no read
        lines = asyncio.run(ask(server, phone, scale))
        signed = asyncio.run(sign_in(server, phone, scale.throughput))
    hashed = hashes_a_second(scale.throughput / 2)
    return [*lines, result("password_signin", signed, "sign-ins/s", limit=hashed)]


if __name__ == "__main__":
    measure_each("http_reads", __doc__, lambda settings, quick: measure(settings, QUICK if quick else Scale()))
