"""What the room does; this is also what other rooms and the command line may call."""

from api.rooms.library.service import clearing, extracting
from api.rooms.library.service.holding import hold_file, open_document, open_held, release_files
from api.rooms.library.service.judging import JudgedPdf, judge_pdf
from api.rooms.library.service.keeping import (
    acknowledge,
    drop_bookmark,
    drop_own,
    keep_bookmark,
    keep_highlight,
    keep_note,
    keep_progress,
)
from api.rooms.library.service.originals import Piece, open_original, read_file, read_page
from api.rooms.library.service.publishing import (
    create_document,
    delete_draft,
    edit_document,
    publish_document,
    replace_document,
    withdraw_document,
)
from api.rooms.library.service.reading import (
    list_desk,
    list_documents,
    read_content,
    read_document,
    read_filters,
    read_types,
)
from api.rooms.library.service.searching import search
from api.rooms.library.service.studied import read_studied
from api.rooms.library.service.syncing import read_changes, read_mine
from api.rooms.library.service.trusting import add_anchor, drop_anchor, list_anchors, read_signatures
from api.rooms.library.service.uploading import inspect, keep_file, store

__all__ = [
    "JudgedPdf",
    "Piece",
    "acknowledge",
    "add_anchor",
    "clearing",
    "create_document",
    "delete_draft",
    "drop_anchor",
    "drop_bookmark",
    "drop_own",
    "edit_document",
    "extracting",
    "hold_file",
    "inspect",
    "judge_pdf",
    "keep_bookmark",
    "keep_file",
    "keep_highlight",
    "keep_note",
    "keep_progress",
    "list_anchors",
    "list_desk",
    "list_documents",
    "open_document",
    "open_held",
    "open_original",
    "publish_document",
    "read_changes",
    "read_content",
    "read_document",
    "read_file",
    "read_filters",
    "read_mine",
    "read_page",
    "read_signatures",
    "read_studied",
    "read_types",
    "release_files",
    "replace_document",
    "search",
    "store",
    "withdraw_document",
]
