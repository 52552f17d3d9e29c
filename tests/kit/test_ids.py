from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime

from api.kit.ids import new_id


def test_ids_are_version_seven_and_later_ones_sort_later():
    ids = [new_id() for _ in range(5_000)]
    assert ids == sorted(ids)
    assert {made.version for made in ids} == {7}
    assert {made.variant for made in ids} == {"specified in RFC 4122"}


def test_an_id_holds_the_time_it_was_made(it_is):
    it_is(datetime(2127, 1, 1, tzinfo=UTC))
    assert new_id().int >> 80 == int(datetime(2127, 1, 1, tzinfo=UTC).timestamp() * 1000)


def test_threads_never_get_the_same_id():
    with ThreadPoolExecutor(8) as pool:
        ids = list(pool.map(lambda _: new_id(), range(4_000)))
    assert len(set(ids)) == len(ids)
