"""An import that was only looked at is forgotten after a week."""

from datetime import timedelta
from uuid import UUID

import pytest

from api.kit import storage
from api.rooms.members.models import MemberImport
from api.rooms.members.service import clearing
from tests.makers.sheets import a_row
from tests.rooms.members.sending import applied, previewed


@pytest.fixture
def sweep(tools):
    def run() -> int:
        with tools.database.writing() as session:
            return clearing.forget_imports(session, tools)

    return run


def test_an_abandoned_preview_goes_and_an_applied_import_stays(place, tools, sweep):
    seen = previewed(place, tools, a_row(name="Hồ Văn Sai", birth="31/02/1980"))
    brought = applied(place, tools, a_row(card="038175000001"))
    with tools.database.reading() as session:
        key = session.get_one(MemberImport, UUID(seen["id"])).storage_key
    assert sweep() == 0
    with tools.database.writing() as session:
        for one in (seen, brought):
            session.get_one(MemberImport, UUID(one["id"])).created_at -= clearing.KEPT + timedelta(hours=1)
    assert sweep() == 1
    assert place.office.get(f"/api/members/imports/{seen['id']}").status_code == 404
    assert place.office.get(f"/api/members/imports/{brought['id']}").json()["state"] == "applied"
    assert not storage.exists(tools.storage, key)
    assert sweep() == 0
