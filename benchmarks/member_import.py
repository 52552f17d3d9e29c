"""Import of 70,000 members from Excel: time and peak memory, on SQLite.

The same work as `handbook members import FILE.xlsx` and, on the same sheet, `--apply`, each in a process of its own so
that its peak memory is its own. The peer is openpyxl (read-only mode) doing nothing but reading the sheet's cells.
Run: .venv/bin/python -m benchmarks.member_import [--quick]
"""

import argparse
import json
import os
import resource
import subprocess
import sys
import tempfile
import time
from datetime import date
from pathlib import Path

from openpyxl import Workbook, load_workbook

from api.cli.demo.chance import Chance
from api.cli.demo.people import invent
from api.cli.demo.province import Place, draw, province_id, sizes
from api.cli.demo.rows import write
from api.cli.demo.tree import rows_of
from api.cli.preparing import prepared
from api.rooms.members import service as members
from api.rooms.members.cards import CardKeys
from api.rooms.members.models import Sex
from api.rooms.members.words import words
from api.settings import Settings

ROWS, QUICK_ROWS = 70_000, 5_000
SECONDS, MEGABYTES = 60, 300
TODAY = date(2026, 11, 21)
STEPS = ("preview", "apply", "again", "openpyxl")


def main() -> None:
    """Make a house and a sheet, run each step in a child, print."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--quick", action="store_true", help=f"{QUICK_ROWS} rows instead of {ROWS}")
    parser.add_argument("--step", choices=STEPS, help=argparse.SUPPRESS)
    arguments = parser.parse_args()
    if arguments.step:
        print(json.dumps(step(arguments.step)))
        return
    rows = QUICK_ROWS if arguments.quick else ROWS
    with tempfile.TemporaryDirectory(prefix="handbook-benchmark-") as folder:
        os.environ |= {"HANDBOOK_VAR": folder, "HANDBOOK_DATABASE_URL": ""}
        make(Path(folder), rows)
        found = {name: child(name) for name in STEPS}
    check(found, rows)
    report(found, rows)


def make(folder: Path, rows: int) -> None:
    """A house with the province's organisations, and a sheet of all its members."""
    places = draw(rows)
    with prepared(Settings()) as database, database.writing() as session:
        write(session, rows_of(places))
    write_sheet(folder / "members.xlsx", places, rows)


def write_sheet(path: Path, places: list[Place], rows: int) -> None:
    said, chance, number = words()["import"], Chance("benchmark"), 0
    book = Workbook(write_only=True)
    sheet = book.create_sheet(said["sheet"])
    sheet.append(list(said["heads"].values()))
    drawn = sizes(places, rows)
    for branch in (place for place in places if place.is_branch):
        for _ in range(drawn[branch.id]):
            number += 1
            person = invent(chance, branch.profile, TODAY)
            cells = {
                "full_name": person.full_name,
                "birth_on": person.birth_on,
                "sex": "Nữ" if person.sex is Sex.FEMALE else "Nam",
                "admitted_on": person.admitted_on,
                "official_on": person.official_on,
                "card_number": f"999{number:09}",
                "branch_code": branch.code,
                "branch": branch.name,
                "phone": f"0500{number:06}",
            }
            sheet.append([cells.get(name) for name in said["heads"]])
    book.save(path)


def child(name: str) -> dict[str, float]:
    command = [sys.executable, "-m", "benchmarks.member_import", "--step", name]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    answer: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return answer


def step(name: str) -> dict[str, float]:
    settings = Settings()
    sheet = settings.var / "members.xlsx"
    started = time.perf_counter()
    counts = read_with_openpyxl(sheet) if name == "openpyxl" else run(settings, sheet, apply=name != "preview")
    seconds = time.perf_counter() - started
    megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1000
    return {"seconds": seconds, "megabytes": megabytes, **counts}


def run(settings: Settings, sheet: Path, *, apply: bool) -> dict[str, int]:
    keys = CardKeys.of(settings)
    with prepared(settings) as database:
        if apply:
            return members.apply_sheet(database, keys, sheet, province_id()).counts()
        with database.reading() as session:
            return members.preview_sheet(session, keys, sheet, province_id()).counts()


def read_with_openpyxl(sheet: Path) -> dict[str, int]:
    book = load_workbook(sheet, read_only=True)
    rows = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True)) - 1
    book.close()
    return {"rows": rows}


def check(found: dict[str, dict[str, float]], rows: int) -> None:
    """What was timed was also right: everybody came in once, and the second time nobody changed."""
    for name in ("preview", "apply"):
        assert (found[name]["rows"], found[name]["created"], found[name]["bad"]) == (rows, rows, 0), found[name]
    assert (found["again"]["unchanged"], found["again"]["created"]) == (rows, 0), found["again"]
    assert found["openpyxl"]["rows"] == rows


def report(found: dict[str, dict[str, float]], rows: int) -> None:
    limit, peer = SECONDS * rows / ROWS, found["openpyxl"]["seconds"]
    for name in ("preview", "apply", "again"):
        seconds, megabytes = found[name]["seconds"], found[name]["megabytes"]
        print(
            f"RESULT name=member_import_{name} value={seconds:.1f} unit=s limit={limit:.1f} "
            f"of_limit={seconds / limit:.2f} peer=openpyxl_reading_only vs_peer={seconds / peer:.2f}"
        )
        print(
            f"RESULT name=member_import_{name}_memory value={megabytes:.0f} unit=MB limit={MEGABYTES} "
            f"of_limit={megabytes / MEGABYTES:.2f}"
        )


if __name__ == "__main__":
    main()
