"""Who may do what with imports of members."""

from api.kit.jobs import Tools
from api.rooms.members.service import imports
from tests.house.access.world import OFFICE, SIGNED_IN, Case, Table, World
from tests.makers.sheets import a_row, a_sheet

IMPORTERS = frozenset({OFFICE})
_BOUNDARY = "----handbook"


def _form(world: World) -> bytes:
    """The form a browser sends: the organisation and the file."""
    head = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="organization_id"\r\n\r\n{world.committee.id}\r\n'
    file = f'--{_BOUNDARY}\r\nContent-Disposition: form-data; name="file"; filename="ds.xlsx"\r\n\r\n'
    return (
        head.encode() + file.encode() + a_sheet(a_row(branch=world.branch.name)) + f"\r\n--{_BOUNDARY}--\r\n".encode()
    )


_HEADERS = {"Content-Type": f"multipart/form-data; boundary={_BOUNDARY}"}


def _previewed(world: World) -> dict[str, object]:
    """An import of the office's that waits to be applied."""
    sent = world.people[OFFICE].post("/api/members/imports", content=_form(world), headers=_HEADERS)
    sent.raise_for_status()
    house = world.house
    imports.preview(Tools(house.database, house.app.state.storage, house.settings), sent.json()["id"])
    return {"import_id": sent.json()["id"]}


TABLE: Table = {
    ("GET", "/api/members/imports"): Case(IMPORTERS),
    ("POST", "/api/members/imports"): Case(IMPORTERS, content=_form, headers=_HEADERS),
    ("GET", "/api/members/imports/template.xlsx"): Case(SIGNED_IN),
    ("GET", "/api/members/imports/{import_id}"): Case(IMPORTERS, path=_previewed),
    ("GET", "/api/members/imports/{import_id}/problems"): Case(IMPORTERS, path=_previewed),
    ("GET", "/api/members/imports/{import_id}/problems.xlsx"): Case(IMPORTERS, path=_previewed),
    ("POST", "/api/members/imports/{import_id}/apply"): Case(IMPORTERS, path=_previewed),
    ("DELETE", "/api/members/imports/{import_id}"): Case(IMPORTERS, path=_previewed),
}
