"""What the machine gives: reading scans, printing, room on the disk, the right time, the built PWA, ways to notify."""

import re
import shutil
import subprocess
from datetime import UTC, datetime
from smtplib import SMTPException

import pypdfium2
from sqlalchemy import text

from api.cli import texts
from api.cli.checks.finding import Check, Finding, broken, fine, remark
from api.cli.migrating import youngest_file_at
from api.kit import clock, pdf
from api.kit.db import Database
from api.rooms.meetings.keys import KeyUnusable, opened
from api.settings import Settings
from notifications.channels.email import connect as mail_server
from notifications.channels.fcm import opens as fcm_opens

_LANGUAGE = "vie"
_LITTLE_ROOM = 2_000_000_000
_SECONDS_APART = 5
_EVERY_LETTER = "Ủy ban Kiểm tra ẳẵặ ềễệ ổỗộ ờỡợ ữự ỳỷỹỵ Đđ"


def ocr(_: Settings) -> Finding:
    """Whether scans can be read: Tesseract with Vietnamese."""
    program = shutil.which("tesseract")
    if program is None:
        return broken(texts.SEEN_NO_OCR, texts.MEND_OCR)
    languages = subprocess.run([program, "--list-langs"], capture_output=True, text=True, check=False, timeout=20)  # noqa: S603 - found on PATH
    if _LANGUAGE not in languages.stdout.split():
        return broken(texts.SEEN_NO_VIETNAMESE, texts.MEND_OCR)
    version = subprocess.run([program, "--version"], capture_output=True, text=True, check=False, timeout=20)  # noqa: S603 - found on PATH
    return fine(texts.SEEN_OCR.format(version=(re.findall(r"\d[\d.]*", version.stdout + version.stderr) or ["?"])[0]))


def fonts(_: Settings) -> Finding:
    """Whether a printed page comes out with every Vietnamese letter."""
    document = pypdfium2.PdfDocument(pdf.render("#data.text", {"text": _EVERY_LETTER}))
    printed = document[0].get_textpage().get_text_range()
    return fine(texts.SEEN_FONTS) if _EVERY_LETTER in printed else broken(printed, texts.MEND_FONTS)


def room_on_disk(settings: Settings) -> Finding:
    """Whether there is room for the database to grow and for a backup."""
    free = shutil.disk_usage(settings.var).free
    seen = texts.SEEN_ROOM.format(gigabytes=f"{free / 1e9:.1f}")
    return fine(seen) if free >= _LITTLE_ROOM else remark(seen, texts.MEND_ROOM)


def time_of_day(settings: Settings) -> Finding:
    """Whether the clock is plausible: one-time codes and check-ins depend on it."""
    now = clock.now()
    seen = now.astimezone(UTC).isoformat(timespec="seconds")
    if now.timestamp() < youngest_file_at():
        return broken(seen, texts.MEND_CLOCK)
    found = Database(settings.database)
    try:
        if not found.is_sqlite:
            with found.engine.connect() as connection:
                there: datetime = connection.execute(text("SELECT clock_timestamp()")).scalar_one()
            if abs((there - clock.now()).total_seconds()) > _SECONDS_APART:
                return broken(texts.SEEN_OTHER_CLOCK.format(here=seen, there=there.isoformat()), texts.MEND_CLOCK)
    finally:
        found.dispose()
    return fine(seen)


def pwa(settings: Settings) -> Finding:
    """Whether there is an app to serve."""
    shell = settings.pwa_folder / "200.html"
    return fine(str(settings.pwa_folder)) if shell.exists() else broken(str(settings.pwa_folder), texts.MEND_PWA)


def push(settings: Settings) -> Finding:
    """Which ways to notify are set up. Web push needs nothing but its key, which is made with the other secrets."""
    fcm, mail = _fcm(settings), _mail(settings)
    seen = texts.SEEN_PUSH + texts.SEEN_FCM.format(state=fcm) + texts.SEEN_MAIL.format(state=mail)
    states = ((fcm, texts.MEND_FCM), (mail, texts.MEND_MAIL))
    mend = " ".join(how for state, how in states if state != texts.CHANNEL_ON)
    if {fcm, mail} - {texts.CHANNEL_ON, texts.CHANNEL_OFF}:
        return broken(seen, mend)
    return remark(seen, mend) if mend else fine(seen)


def _fcm(settings: Settings) -> str:
    if settings.fcm_credentials is None:
        return texts.CHANNEL_OFF
    return texts.CHANNEL_ON if fcm_opens(settings.fcm_credentials) else texts.KEY_FILE_BROKEN


def _mail(settings: Settings) -> str:
    if not settings.smtp_url:
        return texts.CHANNEL_OFF
    try:
        mail_server(settings).quit()
    except (OSError, SMTPException) as error:
        return texts.MAIL_REFUSED.format(reason=error)
    return texts.CHANNEL_ON


def signing(settings: Settings) -> Finding:
    """Whether the keys that papers are signed with on this server open."""
    if not settings.signing:
        return fine(texts.SEEN_NO_SIGNING)
    unusable = []
    for organization_id, key in settings.signing.items():
        try:
            with opened(key):
                pass
        except KeyUnusable as error:
            unusable.append(f"{organization_id}: {error}")
    if unusable:
        return broken("; ".join(unusable), texts.MEND_SIGNING)
    return fine(texts.SEEN_SIGNING.format(count=len(settings.signing)))


CHECKS: tuple[Check, ...] = (ocr, fonts, room_on_disk, time_of_day, pwa, push, signing)
