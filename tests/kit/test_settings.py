from concurrent.futures import ThreadPoolExecutor

from api.settings import Settings


def test_a_secret_is_made_once_and_only_the_owner_reads_it(tmp_path):
    settings = Settings(var=tmp_path)
    with ThreadPoolExecutor(8) as pool:
        made = set(pool.map(lambda _: settings.secret("pepper"), range(200)))
    assert len(made) == 1
    assert len(made.pop()) == 32
    files = list((tmp_path / "secrets").iterdir())
    assert [file.name for file in files] == ["pepper"]
    assert files[0].stat().st_mode & 0o777 == 0o600


def test_https_decides_the_cookie():
    assert Settings(public_url="https://so-tay.example").session_cookie == "__Host-session"
    assert Settings(public_url="http://localhost:8000").session_cookie == "session"
