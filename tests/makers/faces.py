"""Makers of the room `faces`: meetings that offer it, people who agreed, pictures on their way to the server."""

from collections.abc import Sequence
from datetime import timedelta
from typing import Any
from uuid import UUID

from fastapi.testclient import TestClient

from api.kit import clock
from api.rooms.faces import consent_texts

BOUNDARY = "frames-of-a-face"
FORM = {"Content-Type": f"multipart/form-data; boundary={BOUNDARY}"}


def as_form(frames: Sequence[bytes]) -> bytes:
    """Pictures as the body of a request, one part `frames` for each."""
    head = 'Content-Disposition: form-data; name="frames"; filename="frame.jpg"\r\nContent-Type: image/jpeg\r\n\r\n'
    parts = [f"--{BOUNDARY}\r\n{head}".encode() + frame + b"\r\n" for frame in frames]
    return b"".join(parts) + f"--{BOUNDARY}--\r\n".encode()


def send_frames(client: TestClient, method: str, address: str, frames: Sequence[bytes], **headers: str) -> Any:
    """Send pictures to an address below /api/faces."""
    return client.request(method, f"/api/faces{address}", content=as_form(frames), headers={**FORM, **headers})


def an_offer(secretary: TestClient, meeting_id: UUID, *, shows_names: bool = False) -> None:
    """The meeting offers check-in by face."""
    body = {"offered": True, "shows_names": shows_names}
    secretary.put(f"/api/faces/meetings/{meeting_id}/offer", json=body).raise_for_status()


def a_consent(member: TestClient, meeting_id: UUID) -> None:
    """The member agrees to the present words."""
    body = {"text_version": consent_texts.current()}
    member.put(f"/api/faces/meetings/{meeting_id}/consent", json=body).raise_for_status()


def a_kiosk(by: TestClient, meeting_id: UUID, **what: Any) -> str:
    """A kiosk of the one who asks for it; its id."""
    body = {"expires_at": (clock.now() + timedelta(hours=3)).isoformat(), **what}
    answer = by.post(f"/api/faces/meetings/{meeting_id}/kiosks", json=body)
    answer.raise_for_status()
    made: str = answer.json()["id"]
    return made
