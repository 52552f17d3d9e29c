"""An S3 service on this machine (moto), for a house whose papers lie in a bucket."""

import secrets
import urllib.request
from collections.abc import Iterator

import pytest
from moto.server import ThreadedMotoServer


@pytest.fixture(scope="session")
def s3_service() -> Iterator[str]:
    """The address of the service, for the tests of this process."""
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    yield f"http://{host}:{port}"
    server.stop()


@pytest.fixture
def bucket(s3_service: str, monkeypatch: pytest.MonkeyPatch) -> str:
    """`storage_url` of an empty bucket that nobody else uses."""
    name = f"papers-{secrets.token_hex(4)}"
    request = urllib.request.Request(f"{s3_service}/{name}", method="PUT")
    with urllib.request.urlopen(request, timeout=20):
        pass
    for key, value in {
        "ENDPOINT": s3_service,
        "ALLOW_HTTP": "true",
        "REGION": "us-east-1",
        "ACCESS_KEY_ID": "test",
        "SECRET_ACCESS_KEY": "test",
    }.items():
        monkeypatch.setenv(f"AWS_{key}", value)
    return f"s3://{name}/handbook"
