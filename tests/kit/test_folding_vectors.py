"""The phone folds as the server does: both are checked against the same pairs."""

import json
from pathlib import Path

import pytest

from api.kit.folding import fold

PAIRS = json.loads((Path(__file__).parents[2] / "pwa/src/lib/folding.vectors.json").read_text("utf-8"))


@pytest.mark.parametrize(("text", "folded"), PAIRS)
def test_the_phones_pairs_hold_on_the_server(text, folded):
    assert fold(text) == folded
