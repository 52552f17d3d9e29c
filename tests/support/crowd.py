"""Many phones at the same moment, in one event loop and real threads."""

import asyncio
from typing import Any

import httpx2

from tests.support.house import ORIGIN, House


def at_once(
    house: House,
    *requests: tuple[str, str, dict[str, Any] | None],
    cookies: Any = None,
    headers: dict[str, str] | None = None,
) -> list[httpx2.Response]:
    """Send requests `(method, path, body)` together; their answers in the same order."""

    async def send() -> list[httpx2.Response]:
        async with httpx2.AsyncClient(
            transport=httpx2.ASGITransport(app=house.app),
            base_url=ORIGIN,
            headers={"X-Handbook": "1", **(headers or {})},
            cookies=dict(cookies or {}),
        ) as client:
            sent = (client.request(method, path, json=body) for method, path, body in requests)
            return list(await asyncio.gather(*sent))

    return asyncio.run(send())
