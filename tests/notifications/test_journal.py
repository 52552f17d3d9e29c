"""The journal of a lane by itself; what a lane makes of it is in `test_sending.py`."""

import os

import pytest

from api.kit.ids import new_id
from notifications.journal import Entry, Journal


@pytest.mark.parametrize("asked", [None, 0.0, 0.25, 120.0, 43_200.0, 99_999_999.0])
def test_a_journal_reads_what_it_wrote(tmp_path, asked):
    entry = Entry(str(new_id()), 3, 429, asked)
    with Journal(tmp_path / "journal") as journal:
        journal.write(entry)
        (read,) = journal.read()
    assert read == entry._replace(retry_after=asked if asked is None else float(f"{asked:g}"))


def test_a_journal_keeps_all_that_came_together_though_the_disk_takes_it_in_pieces(tmp_path, monkeypatch):
    entries = [Entry(new_id().hex, 1, 201, None) for _ in range(3)]
    with Journal(tmp_path / "journal") as journal:
        with monkeypatch.context() as patch:
            write = os.write
            patch.setattr(os, "write", lambda file, content: write(file, content[:50]))
            journal.write(*entries)
        assert journal.read() == entries
