"""The child: reads pictures from its standard input, writes what it saw to its standard output, keeps nothing.

A question is the number of pictures and whether vectors are wanted (two bytes), then each picture with its length in
front (four bytes, big-endian). An answer is JSON with its length in front. The end of the input ends the child.
"""

import base64
import json
import os
import resource
import struct
import sys
from dataclasses import asdict
from typing import TYPE_CHECKING, Any, BinaryIO

if TYPE_CHECKING:
    from api.rooms.faces.engine.faces import Engine

MEMORY = 3 * 1024**3
"""Address space (bytes): the libraries map half of it, a picture of 50 megapixels takes 150 MB."""


def main() -> None:
    """Answer until nobody asks any more."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))  # a crash must not leave pictures in a core file
    questions, answers = sys.stdin.buffer, os.fdopen(os.dup(sys.stdout.fileno()), "wb")
    os.dup2(sys.stderr.fileno(), sys.stdout.fileno())  # what a library prints is no answer
    engine = _engine(sys.argv[1])
    _write(answers, {"engine": engine.name})
    while head := questions.read(2):
        pictures = [_picture(questions) for _ in range(head[0])]
        _write(answers, [_seen(engine, content, vectors=bool(head[1])) for content in pictures])


def _engine(name: str) -> "Engine":
    """One of `weights.ENGINES`; the libraries are loaded under the limits set in `main`."""
    if name == "dlib":
        from api.rooms.faces.engine.resnet import ResNet  # noqa: PLC0415 - as above

        return ResNet()
    from api.rooms.faces.engine.sface import SFace  # noqa: PLC0415 - as above

    return SFace()


def _picture(questions: BinaryIO) -> bytes:
    (length,) = struct.unpack(">I", questions.read(4))
    return questions.read(length)


def _write(answers: BinaryIO, answer: Any) -> None:
    content = json.dumps(answer).encode()
    answers.write(struct.pack(">I", len(content)) + content)
    answers.flush()


def _seen(engine: "Engine", content: bytes, *, vectors: bool) -> dict[str, Any]:
    from api.rooms.faces.engine import measures, pictures  # noqa: PLC0415 - under the limits set in `main`

    try:
        picture = pictures.read(content)
    except pictures.UnusablePicture as refused:
        return {"unusable": refused.reason}
    except MemoryError:
        return {"unusable": pictures.Unusable.TOO_MANY_PIXELS}
    faces = engine.find(picture)
    if not faces:
        return {"size": [picture.shape[1], picture.shape[0]]}
    aligned = engine.align(picture, faces[0])
    return {
        "size": [picture.shape[1], picture.shape[0]],
        "measures": asdict(measures.measure(picture, aligned, faces)),
        "box": [faces[0].left, faces[0].top, faces[0].width, faces[0].height],
        "points": faces[0].points.tolist(),
        "vector": base64.b64encode(engine.embed(picture, faces[0]).tobytes()).decode() if vectors else None,
    }


if __name__ == "__main__":
    main()
