"""What a start may not bring in: five seconds are all that `script/server` has (api/decisions/0008)."""

import subprocess
import sys

from api.settings import ROOT

_LATER = {
    "aiohttp",
    "docx",
    "docxtpl",
    "firebase_admin",
    "jinja2",
    "openpyxl",
    "pkcs11",
    "pyhanko",
    "qrcode",
    "requests",
}


def test_a_start_does_without_the_libraries_of_a_few_addresses():
    said = subprocess.run(
        [sys.executable, "-c", "import sys, api.main; print(*sys.modules)"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    )
    assert _LATER & set(said.stdout.split()) == set()
