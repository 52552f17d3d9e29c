"""A message to a whole province: 70,000 encrypted pushes over TLS to a push service on this machine.

    .venv/bin/python -m benchmarks.push_fan_out [--quick]

The house's own job sends them: it reads deliveries from the database, encrypts, sends, keeps a journal and writes the
answers back. The push service is a process of its own, on another core than the sender, that offers both versions of
HTTP, checks every signature and decrypts one message in fifty; once it answers honestly, once with 1 % gone, 2 % too
many and 1 % that never answer. Compared, in the same run and by processor time of the sender (the machine is shared),
with the encryption alone, measured before and after each run, with a loop over `pywebpush.webpush()` and with the npm
library `web-push`, which is fetched as `peers/` locks it. Lines that end in `_wall` say the same by the clock.
"""

import argparse
import json
import os
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path
from typing import Any

import requests
from pywebpush import webpush
from sqlmodel import col, func, select

from api.kit.ids import new_id
from api.kit.jobs import Tools
from api.settings import ROOT, Settings
from benchmarks.results import result
from notifications import audience
from notifications.channels import vapid
from notifications.channels.encryption import encrypt
from notifications.drafts import Draft
from notifications.models import Channel, Delivery, DeliveryState, Kind, Message, PushSubscription
from notifications.posting import Lane, post
from notifications.sending import send
from tests.makers.notifications import a_crowd
from tests.makers.organizations import a_branch
from tests.makers.phones import Phone
from tests.support.house import ORIGIN, House, migrate, open_house

COUNT, QUICK = 70_000, 4_000
PEER_COUNT, LIMIT_COUNT = 300, 3000
CONTENT = json.dumps({"web_push": 8030, "notification": {"title": "Có văn kiện mới gửi đến đồng chí", "x": "x" * 150}})
FAULTS = {"410": 0.01, "429:1": 0.02, "hang": 0.01}
MOST_SECONDS = 20
CORES = sorted(os.sched_getaffinity(0))


@dataclass(frozen=True)
class Measure:
    """What a piece of work took."""

    count: int
    seconds: float
    processor_seconds: float

    @property
    def per_core(self) -> float:
        return self.count / self.processor_seconds

    @property
    def per_second(self) -> float:
        return self.count / self.seconds

    def __add__(self, other: "Measure") -> "Measure":
        return Measure(
            self.count + other.count,
            self.seconds + other.seconds,
            self.processor_seconds + other.processor_seconds,
        )


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help=f"{QUICK} messages instead of {COUNT}")
    count = QUICK if parser.parse_args().quick else COUNT
    stay_on(0)
    with tempfile.TemporaryDirectory(prefix="handbook-benchmark-") as folder:
        first = measure(LIMIT_COUNT, encryption_alone)
        honest = fan_out(Path(folder) / "honest", count, {})
        second = measure(LIMIT_COUNT, encryption_alone)
        faulty = fan_out(Path(folder) / "faulty", count, FAULTS)
        third = measure(LIMIT_COUNT, encryption_alone)
        naive, node = peers(Path(folder) / "peers")
    report(honest, faulty, (first + second, second + third), naive, node)


def report(
    honest: Measure, faulty: Measure, limits: tuple[Measure, Measure], naive: Measure, node: Measure | None
) -> None:
    print(result("push_encryption_limit", limits[0].per_core, "messages/s/core"))
    print(
        result(
            "push_fan_out",
            honest.per_core,
            "messages/s/core",
            limit=limits[0].per_core,
            peer=("webpush()", naive.per_core),
        )
    )
    print(result("push_fan_out_with_faults", faulty.per_core, "messages/s/core", limit=limits[1].per_core))
    for name, took, limit in (("", honest, limits[0]), ("_with_faults", faulty, limits[1])):
        print(result(f"push_fan_out{name}_wall", took.per_second, "messages/s", limit=limit.per_second))
    print(result("push_fan_out_duration", honest.seconds, "s", limit=MOST_SECONDS))
    if node is not None:
        print(result("push_fan_out_and_node", honest.per_core, "messages/s/core", peer=("npm web-push", node.per_core)))


def stay_on(number: int, process: int = 0) -> None:
    """Keep a process, this one by default, on one core, so that what it takes is what one core gives."""
    os.sched_setaffinity(process, {CORES[number % len(CORES)]})


def measure(count: int, work: Callable[[int], None]) -> Measure:
    wall, processor = time.perf_counter(), time.process_time()
    work(count)
    return Measure(count, time.perf_counter() - wall, time.process_time() - processor)


def encryption_alone(count: int) -> None:
    phones = [(phone.public_key, phone.auth) for phone in (Phone() for _ in range(100))]
    content = CONTENT.encode()
    for number in range(count):
        encrypt(content, *phones[number % 100])


def fan_out(folder: Path, count: int, faults: dict[str, float]) -> Measure:
    """Everything the product does for one message, in one process; every delivery ends as the service answered."""
    folder.mkdir()
    with push_service(folder, faults) as (settings, phones), open_house(settings) as house:
        message = prepare(house, count, settings, phones)
        lane = Lane(0, -(-count // 1000), 1)
        tools = Tools(house.database, house.app.state.storage, settings)
        took = measure(count, lambda _: send(tools, str(message.id), str(lane), "0"))
        check(house, count, faults)
    return took


def prepare(house: House, count: int, settings: Settings, phones: list[Phone]) -> Message:
    migrate(settings.database)
    branch = a_branch(house)
    with house.database.writing() as session:
        made = a_crowd(session, branch.id, count, origin=f"https://{settings.push_hosts}", phones=phones)
    assert made
    draft = Draft(
        Kind.DOCUMENT, "document_published", f"/van-kien/{new_id()}", audience.accounts(), keeps=timedelta(days=7)
    )
    began = time.perf_counter()
    with house.database.writing() as session:
        message = post(session, draft, [Channel.WEB_PUSH])
    print(result("push_addressing", time.perf_counter() - began, "s"))
    assert message.addressed == count
    return message


def check(house: House, count: int, faults: dict[str, float]) -> None:
    with house.database.reading() as session:
        found = Counter(dict(session.execute(select(Delivery.state, func.count()).group_by(col(Delivery.state))).all()))
        ended = session.exec(select(func.count()).where(col(PushSubscription.ended_at).is_not(None))).one()
    assert found.total() == count, found
    assert found[DeliveryState.GONE] == ended, (found, ended)
    expected = count * (1 - sum(faults.values()))
    assert abs(found[DeliveryState.ACCEPTED] - expected) <= max(3, count * 0.01), found
    assert found[DeliveryState.FAILED] == found[DeliveryState.EXPIRED] == 0, found


@contextmanager
def push_service(folder: Path, faults: dict[str, float]) -> Iterator[tuple[Settings, list[Phone]]]:
    """A push service in a process of its own, and settings of a house that speaks to no other."""
    database = f"sqlite:///{folder / 'handbook.db'}"
    house = Settings(var=folder, database_url=database, public_url=ORIGIN)
    key = vapid.public_key(house)
    phones = [Phone() for _ in range(100)]
    numbers = [(phone.private_key.private_numbers().private_value, phone.auth.hex()) for phone in phones]
    said = json.dumps({"phones": numbers, "key": key, "faults": faults, "look_at_every": 50})
    command = [sys.executable, "-m", "tests.support.push_service", str(folder)]
    process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)
    assert process.stdin is not None
    assert process.stdout is not None
    try:
        stay_on(1, process.pid)
        print(said, file=process.stdin, flush=True)
        port = int(process.stdout.readline())
        yield (
            house.model_copy(update={"push_hosts": f"localhost:{port}", "push_ca_file": folder / "push-service.pem"}),
            phones,
        )
        process.stdin.close()
        wrong = json.loads(process.stdout.readline())
        assert wrong == [], wrong
    finally:
        process.kill()
        process.wait()
        process.stdout.close()


def peers(folder: Path) -> tuple[Measure, Measure | None]:
    """What others take for the same messages to the same service."""
    folder.mkdir()
    with push_service(folder, {}) as (settings, phones):
        secret = folder / "vapid.pem"
        os.environ["REQUESTS_CA_BUNDLE"] = str(settings.push_ca_file)
        from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat  # noqa: PLC0415

        key = vapid.private_key(settings)
        secret.write_bytes(key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()))
        addresses = [
            {"endpoint": f"https://{settings.push_hosts}/{number}", "keys": phone.keys()}
            for number, phone in enumerate(phones)
        ]

        def loop(count: int) -> None:
            for number in range(count):
                answer: Any = webpush(
                    addresses[number % 100],
                    CONTENT,
                    vapid_private_key=str(secret),
                    vapid_claims={"sub": "mailto:a@example.vn"},
                    ttl=86400,
                )
                assert isinstance(answer, requests.Response)
                assert answer.status_code == 201

        return measure(PEER_COUNT, loop), node_peer(folder, settings, addresses)


def node_peer(folder: Path, settings: Settings, addresses: list[dict[str, Any]]) -> Measure | None:
    """None where npm reaches no registry: a peer that is missing fails no measure of our own."""
    modules = fetched(folder / "npm")
    if modules is None:
        return None
    numbers = vapid.private_key(settings).private_numbers().private_value
    given = {
        "addresses": addresses,
        "public": vapid.public_key(settings),
        "private": numbers.to_bytes(32).hex(),
        "content": CONTENT,
        "count": PEER_COUNT * 10,
    }
    (folder / "given.json").write_text(json.dumps(given))
    done = subprocess.run(
        [
            str(ROOT / ".venv" / "bin" / "node"),
            str(ROOT / "benchmarks" / "push_fan_out.cjs"),
            str(folder / "given.json"),
        ],
        env=os.environ | {"NODE_PATH": str(modules), "NODE_EXTRA_CA_CERTS": str(settings.push_ca_file)},
        capture_output=True,
        text=True,
        check=True,
    )
    return Measure(**json.loads(done.stdout))


def fetched(folder: Path) -> Path | None:
    shutil.copytree(ROOT / "benchmarks" / "peers", folder)
    path = f"{ROOT / '.venv' / 'bin'}{os.pathsep}{os.environ['PATH']}"
    got = subprocess.run(
        ["npm", "ci", "--ignore-scripts", "--silent"], cwd=folder, env=os.environ | {"PATH": path}, check=False
    )
    return folder / "node_modules" if got.returncode == 0 else None


if __name__ == "__main__":
    random.seed(1)
    main()
