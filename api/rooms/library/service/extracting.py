"""The job that reads a file's text, page by page. It can be killed anywhere and goes on with the next page."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlmodel import Session

from api.kit import audit, jobs, outbox, storage, workspace
from api.kit.errors import AppError
from api.kit.folding import compose
from api.kit.jobs import Tools
from api.rooms.library import formats, marks, recognition, reflow, repository, workbench
from api.rooms.library.events import FileRefused
from api.rooms.library.models import ContentState, FileContent, FilePage
from api.rooms.library.reflow import Sheet
from api.rooms.library.service.indexing import index_document
from api.rooms.library.service.uploading import EXTRACT, key_of

PIXELS_WIDE = 2480
"""A4 at 300 dots an inch, what Tesseract reads best."""
_DOCUMENT_PAGE = 1

Pages = dict[int, tuple[Sequence[dict[str, Any]], bool]]
"""Blocks by page number, and whether they were recognised."""


def _gave_up(tools: Tools, content_id: str) -> None:
    _end(tools, UUID(content_id), ContentState.FAILED, "library.extraction_failed")


@jobs.job(EXTRACT, gave_up=_gave_up)
def extract(tools: Tools, content_id: str) -> None:
    """Read the text of these bytes, refuse them when a secrecy mark turns up, make open documents searchable."""
    content = _begin(tools, UUID(content_id))
    if content is None:
        return
    reader = formats.FORMATS[content.media_type].reader
    try:
        with _local(tools, content) as path:
            mark = _read(tools, content, path, reader)
    except AppError as refusal:
        _end(tools, content.id, ContentState.FAILED, refusal.code)
    except workbench.RecognitionMissing:
        _end(tools, content.id, ContentState.FAILED, "library.recognition_missing")
    else:
        _finish(tools, content, mark)


def _begin(tools: Tools, content_id: UUID) -> FileContent | None:
    with tools.database.writing() as session:
        content = repository.find_content(session, content_id)
        if content is None or content.state in {ContentState.READY, ContentState.REFUSED_SECRET}:
            return None
        content.state = ContentState.EXTRACTING
        return content


@contextmanager
def _local(tools: Tools, content: FileContent) -> Iterator[Path]:
    with workspace.folder() as folder:
        path = folder / "original"
        storage.fetch(tools.storage, key_of(content.sha256), path)
        yield path


def _read(tools: Tools, content: FileContent, path: Path, reader: str) -> str | None:
    """Write the pages not yet written; the secrecy mark found on the first page, or None."""
    answer = workbench.run("text", path, reader)
    if "blocks" in answer:
        blocks = [_tidy(block) for block in answer["blocks"]]
        _keep(tools, content.id, {_DOCUMENT_PAGE: (blocks, False)})
        return marks.find([line for block in blocks[: marks.HEAD_LINES] for line in block["text"].splitlines()])
    sheets = [None if page is None else reflow.sheet(**page) for page in answer["pages"]]
    running = reflow.running_lines(sheet for sheet in sheets if sheet is not None)
    mark = _check_first(tools, content, path, reader, sheets[0], pictured=answer["pictured"])
    if mark is not None:
        return mark
    printed: Pages = {
        n: (reflow.blocks(sheet, running), False) for n, sheet in enumerate(sheets, 1) if sheet is not None
    }
    done = _keep(tools, content.id, printed)
    for number, sheet in enumerate(sheets, 1):
        if sheet is None and number not in done:
            tools.pause_point()
            seen = _look_at(path, reader, number)
            _keep(tools, content.id, {number: (reflow.blocks(seen, set()), True)})
    return None


def _check_first(  # noqa: PLR0913 - what is known about the first page
    tools: Tools, content: FileContent, path: Path, reader: str, first: Sheet | None, *, pictured: bool
) -> str | None:
    """A mark may be printed, or be a stamp in a picture on a page whose other words are text."""
    if first is not None and (mark := marks.find(_words(first))):
        return mark
    if 1 in _keep(tools, content.id, {}) or (first is not None and not pictured):
        return None
    seen = _look_at(path, reader, 1)
    mark = marks.find(_words(seen), recognized=True)
    if mark is None and first is None:
        _keep(tools, content.id, {1: (reflow.blocks(seen, set()), True)})
    return mark


def _look_at(path: Path, reader: str, number: int) -> Sheet:
    """Recognise one page from its picture."""
    with workspace.folder() as folder:
        picture = folder / "page.pgm"  # packed pictures cost seconds and live for one
        workbench.run("scan", path, reader, str(number), str(PIXELS_WIDE), str(picture))
        height, lines = recognition.lines(workbench.recognize(picture))
    return reflow.sheet(height, lines)


def _words(sheet: Sheet) -> list[str]:
    return [line.text for line in sheet.lines if line.top < sheet.height / 2]


def _keep(tools: Tools, content_id: UUID, pages: Pages) -> set[int]:
    """Write pages that are not there yet; the numbers of all that are there now."""
    with tools.database.writing() as session:
        done = {page.number for page in repository.list_pages(session, [content_id])}
        for number, (blocks, recognized) in pages.items():
            if number not in done:
                session.add(FilePage(content_id=content_id, number=number, recognized=recognized, blocks=list(blocks)))
        return done | pages.keys()


def _tidy(block: dict[str, Any]) -> dict[str, Any]:
    rows = [[compose(cell) for cell in row] for row in block["rows"]] if block["rows"] else None
    return {**block, "text": compose(block["text"]), "rows": rows}


def _finish(tools: Tools, content: FileContent, mark: str | None) -> None:
    if mark is None:
        _end(tools, content.id, ContentState.READY, None)
        return
    # bytes first: a crash between the two leaves a file without bytes, never a secret paper in the store
    storage.delete(tools.storage, key_of(content.sha256))
    with tools.database.writing() as session:
        repository.forget_pages(session, content.id)
        for file in repository.files_with_content(session, content.id):
            outbox.record(
                session, FileRefused(file_id=file.id, document_id=file.document_id, uploaded_by=file.uploaded_by)
            )
            audit.note(session, None, "library.file_refused", subject_kind="file", subject_id=file.id)
    _end(tools, content.id, ContentState.REFUSED_SECRET, mark)


def _end(tools: Tools, content_id: UUID, state: ContentState, failure: str | None) -> None:
    with tools.database.writing() as session:
        content = repository.find_content(session, content_id)
        if content is None:
            return
        content.state, content.failure = state, failure
        session.flush()
        _show(session, content_id)


def _show(session: Session, content_id: UUID) -> None:
    for document in repository.documents_with_content(session, content_id):
        document.changed = repository.tick(session)
        index_document(session, document)
