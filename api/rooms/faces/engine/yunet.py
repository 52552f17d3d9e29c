"""YuNet finds faces and five points of each, through `cv2.dnn`, on one thread; every engine starts from it."""

from typing import Any

import cv2
import numpy as np

from api.rooms.faces.engine import weights
from api.rooms.faces.engine.faces import SIDE, Found, Picture, upright

_LONGEST = 640
"""Pictures are shrunk to this before faces are looked for: a third of the time, and none missed at arm's length."""
_SURE = 0.6
_OVERLAP = 0.3
_MOST_FACES = 50
_EYES = 53.0
"""Distance of the eyes (px) on a face of 180 px, at which the limits of sharpness were measured."""


class YuNet:
    """What engines have in common: finding, and the upright face on which its light and sharpness are measured."""

    def __init__(self) -> None:
        cv2.setNumThreads(1)
        detector = str(weights.checked(weights.YUNET))
        self._detector = cv2.FaceDetectorYN.create(detector, "", (320, 320), _SURE, _OVERLAP, _MOST_FACES)

    def find(self, picture: Picture) -> list[Found]:
        """The faces, largest first."""
        height, width = picture.shape[:2]
        shrink = min(1.0, _LONGEST / max(height, width))
        small = picture
        if shrink < 1:
            size = (max(1, round(width * shrink)), max(1, round(height * shrink)))
            small = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
        self._detector.setInputSize((small.shape[1], small.shape[0]))
        rows: Any = self._detector.detect(small)[1]
        faces = [] if rows is None else [_found(np.asarray(row, np.float64), shrink) for row in rows]
        return sorted(faces, key=lambda face: -face.area)

    def align(self, picture: Picture, face: Found) -> Picture:
        """The face upright, 112 × 112; a near face is shrunk first, or the picture's grain would pass for sharpness."""
        eyes = max(float(np.linalg.norm(face.points[1] - face.points[0])), 1.0)
        shrink, points = min(1.0, _EYES / eyes), face.points
        if shrink < 1:
            size = (max(1, round(picture.shape[1] * shrink)), max(1, round(picture.shape[0] * shrink)))
            picture = np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), np.uint8)
            points = face.points * shrink
        return np.asarray(cv2.warpAffine(picture, upright(points), (SIDE, SIDE), flags=cv2.INTER_LINEAR), np.uint8)


def _found(row: "np.ndarray[tuple[int, ...], np.dtype[np.float64]]", shrink: float) -> Found:
    """A row of YuNet: left, top, width, height, five points, score."""
    left, top, width, height = (float(number) for number in row[:4] / shrink)
    return Found(left, top, width, height, row[4:14].reshape(5, 2) / shrink, float(row[14]))
