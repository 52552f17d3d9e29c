"""The demo's people and places are plausible, and the same at every run."""

from collections import Counter
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from api.cli.demo.chance import Chance
from api.cli.demo.paper import Kind, read_papers
from api.cli.demo.people import RESIDENTS, STAFF, invent
from api.cli.demo.province import SMALLEST_BRANCH, draw, province_id, sizes
from api.kit.folding import compose, fold
from api.rooms.members.models import Sex

TODAY = date(2026, 11, 21)


def invented(count, profile=RESIDENTS, today=TODAY):
    chance = Chance("test")
    return [invent(chance, profile, today) for _ in range(count)]


def test_the_same_people_come_at_every_run():
    assert invented(200) == invented(200)
    assert Chance("test").new_id() == Chance("test").new_id()


def test_names_are_composed_vietnamese_with_marks_of_many_peoples():
    people = invented(3000)
    assert all(person.full_name == compose(person.full_name) for person in people)
    assert all(2 <= len(person.full_name.split()) <= 5 for person in people)
    marked = sum(fold(person.full_name) != person.full_name.lower() for person in people)
    assert marked / len(people) > 0.95
    families = Counter(person.full_name.split()[0] for person in people)
    assert families.most_common(1)[0][0] == "Nguyễn"
    assert {"Nông", "Giàng", "Lò", "Bàn", "Triệu", "Sầm"} <= families.keys()


def test_most_women_of_the_older_generation_carry_thi():
    older = [p for p in invented(3000) if p.sex is Sex.FEMALE and p.birth_on.year < 1975]
    assert 0.8 < sum(" Thị " in p.full_name for p in older) / len(older) < 1


def test_among_residents_many_are_over_sixty_and_at_work_nobody():
    def over_sixty(people):
        return sum((TODAY - p.birth_on).days > 62 * 365.25 for p in people) / len(people)

    assert 0.4 < over_sixty(invented(2000)) < 0.65
    assert over_sixty(invented(2000, STAFF)) == 0


@given(st.dates(date(2024, 1, 1), date(2040, 1, 1)), st.integers(1, 60))
def test_a_party_life_is_in_order_whatever_the_day(today, count):
    for person in invented(count, today=today):
        age = (person.admitted_on - person.birth_on).days / 365.25
        assert 18 <= age < 60
        assert person.admitted_on <= today
        if person.official_on is not None:
            assert person.admitted_on < person.official_on <= today


def test_the_province_has_three_upper_committees_twelve_grassroots_ones_and_sixty_branches():
    kinds = Counter(place.kind for place in draw(1500))
    assert kinds == {"province": 1, "upper_committee": 3, "grassroots_committee": 12, "branch": 60}


@given(st.integers(300, 80_000))
def test_a_province_of_any_size_is_whole(members):
    places = draw(members)
    assert len({place.code for place in places}) == len(places) == len({place.id for place in places})
    assert places[0].id == province_id()
    known = set()
    for place in places:
        assert place.parent is None or place.parent.id in known
        assert place.parent is None or place.founded_on > place.parent.founded_on
        known.add(place.id)
    shares = sizes(places, members)
    assert sum(shares.values()) == members
    assert min(shares.values()) >= SMALLEST_BRANCH
    assert shares.keys() == {place.id for place in places if place.is_branch}


def test_the_papers_are_several_kinds_in_three_forms_with_tables_lists_and_headings():
    papers = read_papers()
    assert len(papers) == 14
    assert Counter(paper.head["form"] for paper in papers).keys() == {"pdf", "docx", "scan"}
    assert len({paper.head["number_symbol"] for paper in papers}) == 14
    assert sum("study_in_days" in paper.head for paper in papers) >= 4
    assert {block.kind for paper in papers for block in paper.blocks} == set(Kind)
    for paper in papers:
        assert paper.body == compose(paper.body)
        for block in paper.blocks:
            assert len({len(row) for row in block.rows}) == 1
            assert all(cell for row in block.rows for cell in row)
