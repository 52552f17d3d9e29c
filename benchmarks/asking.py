"""Two ways to ask a server: so many questions a second, and as many as it answers."""

import asyncio
import time
from collections.abc import Awaitable, Callable

Ask = Callable[[int], Awaitable[None]]
"""Asks the n-th question and checks the answer."""


async def at_rate(ask: Ask, rate: float, seconds: float) -> list[float]:
    """Milliseconds from when each question was due until it was answered: a server that falls behind cannot hide it."""
    began = time.perf_counter() + 0.05

    async def one(number: int) -> float:
        due = began + number / rate
        await asyncio.sleep(due - time.perf_counter())
        await ask(number)
        return (time.perf_counter() - due) * 1000

    return list(await asyncio.gather(*(one(number) for number in range(round(rate * seconds)))))


async def together(ask: Ask, clients: int, seconds: float) -> float:
    """Answers a second when each of so many clients asks again as soon as it was answered."""
    began = time.perf_counter()
    answered = 0

    async def client() -> None:
        nonlocal answered
        while time.perf_counter() - began < seconds:
            number = answered
            answered += 1
            await ask(number)

    await asyncio.gather(*(client() for _ in range(clients)))
    return answered / (time.perf_counter() - began)
