"""What an engine is: it finds faces on a picture, and turns one into a vector whose likeness to another can be told.

Pictures are arrays of height × width × 3 bytes, blue first. Lengths are in pixels of the picture.
"""

from dataclasses import dataclass
from typing import Any, Protocol

import numpy as np
from numpy.typing import NDArray

Picture = NDArray[np.uint8]
Vector = NDArray[np.float32]
Points = NDArray[np.float64]

WIDTH = 128
"""Numbers in a vector."""


@dataclass(frozen=True, slots=True)
class Found:
    """One face. `points`: right eye, left eye, tip of the nose, right and left corner of the mouth, as (5, 2)."""

    left: float
    top: float
    width: float
    height: float
    points: Points
    score: float

    @property
    def area(self) -> float:
        """Square pixels."""
        return self.width * self.height


class Engine(Protocol):
    """One way to compare faces. Not to be shared between threads."""

    name: str
    """Engine, models and version in one word: vectors of different names are never compared."""

    def find(self, picture: Picture) -> list[Found]:
        """The faces, largest first."""

    def align(self, picture: Picture, face: Found) -> Picture:
        """The face upright, as it is measured."""

    def embed(self, picture: Picture, face: Found) -> Vector:
        """The face as a vector of length one."""


# Where eyes, nose and corners of the mouth stand on an aligned face of 112 × 112 (ArcFace's, as SFace uses it).
_TEMPLATE: Points = np.array(
    [[38.2946, 51.6963], [73.5318, 51.5014], [56.0252, 71.7366], [41.5493, 92.3655], [70.7299, 92.2041]]
)
SIDE = 112


def upright(points: Points) -> Any:
    """The turn, size and shift that bring five points to their places with the least squares (Umeyama 1991), (2, 3)."""
    source_mean, target_mean = points.mean(axis=0), _TEMPLATE.mean(axis=0)
    source, target = points - source_mean, _TEMPLATE - target_mean
    left, sizes, right = np.linalg.svd(target.T @ source / len(points))
    signs = np.ones(2)
    if np.linalg.det(left) * np.linalg.det(right) < 0:
        signs[1] = -1
    turn = left @ np.diag(signs) @ right
    scale = float((sizes * signs).sum()) / max(float(source.var(axis=0).sum()), 1e-9)
    return np.hstack([scale * turn, (target_mean - scale * turn @ source_mean)[:, None]])
