"""What can be measured of a face on a picture: how near, how bright, how sharp, which way it looks.

The figures behind the limits in `gates.py` were taken on the aligned face of 112 × 112 px.
"""

from dataclasses import dataclass

import cv2
import numpy as np

from api.rooms.faces.engine.faces import SIDE, Found, Picture, Points

_BRIGHT, _DARK = 250, 10
_SPREAD, _MIDDLE = 50.0, 128.0


@dataclass(frozen=True, slots=True)
class Measures:
    """One face on one picture; lengths in px, shares from 0 to 1, angles in degrees."""

    faces: int
    second: float
    """Area of the next face as a share of this one's."""
    score: float
    height: float
    eyes: float
    """Distance of the eyes."""
    cut: float
    """Share of the face's box that lies outside of the picture."""
    light: float
    """Mean grey, 0 to 255."""
    contrast: float
    """Standard deviation of grey."""
    burnt: float
    """Share of pixels that are white."""
    black: float
    sharpness: float
    """Variance of the Laplacian."""
    fine: float
    """The same after contrast was made equal."""
    yaw: float
    """How far the nose stands beside the middle of the eyes, as a share of their distance; right is positive."""
    roll: float
    lopsided: float
    """Difference of the halves' brightness as a share of the mean."""


def yaw_of(points: Points) -> float:
    """Shift of the nose along the line of the eyes, as a share of their distance. Zero looks straight ahead."""
    right, left, nose = points[0], points[1], points[2]
    distance = max(float(np.linalg.norm(left - right)), 1e-6)
    return float((nose - (right + left) / 2) @ ((left - right) / distance) / distance)


def measure(picture: Picture, aligned: Picture, faces: list[Found]) -> Measures:
    """Everything about the first of these faces."""
    face = faces[0]
    grey = np.asarray(cv2.cvtColor(aligned, cv2.COLOR_BGR2GRAY), np.float64)
    spread = float(grey.std())
    even = (grey - grey.mean()) / max(1.0, spread) * _SPREAD + _MIDDLE
    axis = face.points[1] - face.points[0]
    return Measures(
        faces=len(faces),
        second=faces[1].area / max(face.area, 1.0) if len(faces) > 1 else 0.0,
        score=face.score,
        height=face.height,
        eyes=float(np.linalg.norm(axis)),
        cut=_outside(picture, face),
        light=float(grey.mean()),
        contrast=spread,
        burnt=float(np.mean(grey > _BRIGHT)),
        black=float(np.mean(grey < _DARK)),
        sharpness=float(cv2.Laplacian(grey, cv2.CV_64F).var()),
        fine=float(cv2.Laplacian(even, cv2.CV_64F).var()),
        yaw=yaw_of(face.points),
        roll=float(np.degrees(np.arctan2(axis[1], axis[0]))),
        lopsided=float(abs(grey[:, : SIDE // 2].mean() - grey[:, SIDE // 2 :].mean()) / max(1.0, grey.mean())),
    )


def _outside(picture: Picture, face: Found) -> float:
    height, width = picture.shape[:2]
    inside_width = min(face.left + face.width, width) - max(face.left, 0)
    inside_height = min(face.top + face.height, height) - max(face.top, 0)
    inside = max(0.0, inside_width) * max(0.0, inside_height)
    return float(max(0.0, 1.0 - inside / max(face.area, 1.0)))
