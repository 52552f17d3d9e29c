"""Scripts and actions inside a PDF. Apart from the rest of the reader, because pyHanko is slow to import."""

from pathlib import Path
from typing import Any

import pypdfium2
import pypdfium2.raw as pdfium
from pyhanko.pdf_utils import generic
from pyhanko.pdf_utils.misc import PdfReadError
from pyhanko.pdf_utils.reader import PdfFileReader

from api.rooms.library.reader.refusals import Refused

_ACTIVE = {"/JavaScript", "/Launch", "/ImportData", "/SubmitForm"}


def refuse(path: Path, document: pypdfium2.PdfDocument) -> None:
    """Scripts and actions that start programs have no place in a paper to read."""
    if pdfium.FPDFDoc_GetJavaScriptActionCount(document) > 0:
        raise Refused("active")
    with path.open("rb") as file:
        try:
            reader = PdfFileReader(file, strict=False)
            suspects = [_dictionary(reader.root)]
            for number in range(len(document)):
                page = _dictionary(reader.find_page_for_modification(number)[0].get_object())  # type: ignore[no-untyped-call]  # half typed
                suspects += [page, *map(_dictionary, _array(page.get("/Annots")))]
        except (PdfReadError, KeyError, IndexError, TypeError, AttributeError):
            return  # pdfium is more forgiving than this parser; what it opened stays readable
    if any(_acts(suspect) for suspect in suspects):
        raise Refused("active")


def _acts(holder: generic.DictionaryObject) -> bool:
    actions = [_dictionary(holder.get("/OpenAction")), _dictionary(holder.get("/A"))]
    actions += map(_dictionary, _dictionary(holder.get("/AA")).values())
    return any(action.get("/S") in _ACTIVE for action in actions)


def _dictionary(value: Any) -> generic.DictionaryObject:
    found = _followed(value)
    return found if isinstance(found, generic.DictionaryObject) else generic.DictionaryObject()  # type: ignore[no-untyped-call]  # half typed


def _array(value: Any) -> list[Any]:
    found = _followed(value)
    return list(found) if isinstance(found, generic.ArrayObject) else []


def _followed(value: Any) -> Any:
    return value.get_object() if isinstance(value, generic.IndirectObject) else value  # type: ignore[no-untyped-call]  # half typed
