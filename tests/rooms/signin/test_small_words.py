"""Logins, phone numbers, networks and names of devices."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from api.rooms.signin import logins, passwords
from api.rooms.signin.browsers import describe
from api.rooms.signin.throttle import network_of


@given(st.text(max_size=120))
def test_whatever_the_name_the_login_has_its_form(name):
    assert re.fullmatch(logins.PATTERN, logins.suggest(name))


@pytest.mark.parametrize(
    ("name", "start"),
    [
        ("Lò Thị An", "an.lothi."),
        ("  NGUYỄN   Văn Đức ", "duc.nguyenvan."),
        ("Y Moan Êban", "eban.ymoan."),
        ("Páo", "pao."),
        ("H'Hen Niê", "nie.hhen."),
        ("李", "nguoi.dung."),
    ],
)
def test_a_login_is_made_of_the_name(name, start):
    login = logins.suggest(name)
    assert login.startswith(start)
    assert login.removeprefix(start).isdigit()


@given(st.text(max_size=60))
def test_what_is_printed_signs_in_however_it_is_typed(name):
    login = logins.suggest(name)
    assert logins.normalise(f" {login.upper()} ") == login


@pytest.mark.parametrize(
    ("typed", "phone"),
    [
        ("0912345678", "0912345678"),
        ("+84 912 345 678", "0912345678"),
        ("0084912345678", "0912345678"),
        ("an.lothi.4821", None),
        ("12345678", None),
        ("", None),
    ],
)
def test_a_phone_number_is_known_as_one(typed, phone):
    assert logins.as_phone(typed) == phone


@pytest.mark.parametrize(
    ("address", "network"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::"),
        ("2001:db8:1:2:ffff::1%eth0", "2001:db8:1:2::"),
        ("testclient", "unknown"),
        ("", "unknown"),
    ],
)
def test_one_household_is_one_network(address, network):
    assert network_of(address) == network


@pytest.mark.parametrize(
    ("user_agent", "name"),
    [
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) Version/17.4 Mobile Safari/604.1", "iPhone · Safari"),
        ("Mozilla/5.0 (iPhone; CPU iPhone OS 17_4 like Mac OS X) CriOS/130.0 Mobile Safari/604.1", "iPhone · Chrome"),
        ("Mozilla/5.0 (Linux; Android 13) Chrome/130.0 Mobile Safari/537.36 Zalo android/1", "Android · Zalo"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) Chrome/130.0 Safari/537.36 Edg/130.0", "Windows · Edge"),
        ("Mozilla/5.0 (Windows NT 10.0; Win64) coc_coc_browser/130 Chrome/124 Safari/537.36", "Windows · Cốc Cốc"),
        ("curl/8.0", "Web"),
        ("", "Web"),
    ],
)
def test_a_device_is_called_by_its_families(user_agent, name):
    assert describe(user_agent) == name


@given(st.text(min_size=8, max_size=40))
def test_a_name_with_a_year_is_easy_and_asking_never_fails(password):
    assert passwords.is_easy("Nguyễn Văn An 1980", "Nguyễn Văn An", "an.nguyenvan.4821")
    assert passwords.is_easy(password, password) or not any(letter.isalpha() for letter in password)


@pytest.mark.parametrize("password", ["suối reo giữa đại ngàn", "ba con gà trống 2026", "Xk7!pq2Zw"])
def test_other_passwords_are_good(password):
    assert not passwords.is_easy(password, "Nguyễn Văn An", "an.nguyenvan.4821")
