"""What leaves the house and what the phone shows are the same sentences."""

import re

import pytest

from api.settings import ROOT
from notifications.texts import TITLES

WORDS = ROOT / "pwa" / "src" / "i18n"


def titles(language):
    catalogue = (WORDS / language / "notifications.ts").read_text()
    return dict(re.findall(r"^  title_(\w+): '([^']+)',$", catalogue, re.MULTILINE))


def test_the_phone_says_what_the_lock_screen_said():
    assert titles("vi") == TITLES | {"unknown": titles("vi")["unknown"]}


@pytest.mark.parametrize("language", ["vi", "en"])
def test_the_phone_knows_every_title(language):
    screen = (ROOT / "pwa" / "src" / "rooms" / "notifications" / "words.ts").read_text()
    assert set(TITLES) <= set(titles(language))
    assert {key for key in TITLES if f"notifications.title_{key}'" not in screen} == set()
