"""YuNet finds, dlib's five-point predictor and ResNet compare: the `face-recognition` stack without its own wrapper.

`import face_recognition` loads the 68-point predictor, whose licence forbids commercial use; the two files used here
are in the public domain. The net holds the interpreter's lock and its detectors abort a process that two threads use at
once: here it has a process of its own.
"""

import cv2
import dlib
import numpy as np

from api.rooms.faces.engine import weights
from api.rooms.faces.engine.faces import Found, Picture, Vector
from api.rooms.faces.engine.yunet import YuNet

_SIDE, _AROUND = 150, 0.25


class ResNet(YuNet):
    """The second engine: slower, worse with masks; for houses that trust it more, and to leave SFace for."""

    name = weights.ENGINES["dlib"]

    def __init__(self) -> None:
        super().__init__()
        self._points = dlib.shape_predictor(str(weights.checked(weights.FIVE_POINTS)))
        self._net = dlib.face_recognition_model_v1(str(weights.checked(weights.RESNET)))

    def embed(self, picture: Picture, face: Found) -> Vector:
        """The face as a vector of length one."""
        rgb = np.ascontiguousarray(cv2.cvtColor(picture, cv2.COLOR_BGR2RGB))
        left, top = round(face.left), round(face.top)
        box = dlib.rectangle(left, top, left + round(face.width), top + round(face.height))
        chip = dlib.get_face_chip(rgb, self._points(rgb, box), _SIDE, _AROUND)
        vector = np.asarray(self._net.compute_face_descriptor(chip), np.float32)
        return np.asarray(vector / max(float(np.linalg.norm(vector)), 1e-9), np.float32)
