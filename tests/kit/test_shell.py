import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.shell import Shell


@pytest.fixture
def client(tmp_path):
    folder = tmp_path / "build"
    (folder / "_app" / "immutable").mkdir(parents=True)
    (folder / "200.html").write_text("<!doctype html><title>shell</title>")
    (folder / "_app" / "immutable" / "a.js").write_text("1")
    (folder / "_app" / "immutable" / "a.js.br").write_bytes(b"packed")
    (folder / "manifest.webmanifest").write_text("{}")
    (tmp_path / "secret.txt").write_text("secret")
    app = FastAPI()
    app.mount("/", Shell(folder))
    return TestClient(app, headers={"Accept-Encoding": "identity"})


@pytest.mark.parametrize("path", ["/", "/van-kien", "/van-kien/0190-x", "/dang-nhap"])
def test_every_address_of_the_app_is_its_shell(client, path):
    answer = client.get(path)
    assert "shell" in answer.text
    assert answer.headers["cache-control"] == "no-cache"


def test_hashed_files_are_kept_for_ever(client):
    answer = client.get("/_app/immutable/a.js")
    assert "immutable" in answer.headers["cache-control"]
    assert answer.headers["content-type"].startswith("text/javascript")


def test_the_packed_file_goes_to_those_who_can_read_it(client):
    with client.stream("GET", "/_app/immutable/a.js", headers={"Accept-Encoding": "gzip, br"}) as answer:
        assert answer.headers["content-encoding"] == "br"
        assert b"".join(answer.iter_raw()) == b"packed"


@pytest.mark.parametrize("path", ["/no.js", "/../secret.txt", "/%2e%2e/secret.txt", "/_app/x.css"])
def test_nothing_outside_the_build_is_served(client, path):
    answer = client.get(path)
    assert answer.status_code == 404
    assert "secret" not in answer.text


def test_the_shell_is_only_read(client):
    assert client.post("/van-kien").status_code == 405
