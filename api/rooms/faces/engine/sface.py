"""SFace compares, through `cv2.dnn`: the house's engine.

`cv2.FaceRecognizerSF` fails on this SFace file with OpenCV 5, so the net is fed directly: red first, 0 to 255.
"""

import cv2
import numpy as np

from api.rooms.faces.engine import weights
from api.rooms.faces.engine.faces import SIDE, Found, Picture, Vector
from api.rooms.faces.engine.yunet import YuNet


class SFace(YuNet):
    """The house's engine."""

    name = weights.ENGINES["sface"]

    def __init__(self) -> None:
        super().__init__()
        self._net = cv2.dnn.readNetFromONNX(str(weights.checked(weights.SFACE)))

    def embed(self, picture: Picture, face: Found) -> Vector:
        """The face as a vector of length one."""
        blob = cv2.dnn.blobFromImage(self.align(picture, face), 1.0, (SIDE, SIDE), (0, 0, 0), swapRB=True)
        self._net.setInput(blob, "data")
        vector = np.asarray(self._net.forward(), np.float32).reshape(-1)
        return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)
