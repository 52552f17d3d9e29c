"""What a likeness means depends on the engine that made the vectors: its limits, as measured (README.md).

All are cosines of vectors of length one. dlib's own distance d of vectors about 1.47 long is the cosine 1 - d² / 4.32.
"""

from dataclasses import dataclass

from api.rooms.faces.engine import weights


@dataclass(frozen=True, slots=True)
class Scale:
    """The limits of one engine."""

    one_person: float
    """Frames of one enrolment are alike at least so much; so much alike are templates that a person has to look at."""
    turning: float
    """The one who turns the head is the one who was recognised."""
    doubt: float
    """From here on the face may be somebody's: a kiosk asks for the code; on the own phone it is enough."""
    least: float
    """No gallery greets below this: nobody was measured there."""
    greatest: float
    gap: float
    """What the second must stay behind."""
    most: int
    """People in one gallery; a larger event is divided by its sites."""
    wrong: tuple[tuple[float, float], ...]
    """Share of pairs of different people of one group and one photograph that reach a cosine."""


SCALES = {
    weights.ENGINES["sface"]: Scale(
        one_person=0.60,
        turning=0.50,
        doubt=0.45,
        least=0.60,
        greatest=0.65,
        gap=0.08,
        most=5000,
        wrong=((0.50, 2.6e-4), (0.55, 3.8e-5), (0.60, 4.0e-6), (0.65, 4.3e-7)),
    ),
    weights.ENGINES["dlib"]: Scale(
        one_person=0.942,
        turning=0.917,
        doubt=0.930,
        least=0.942,
        greatest=0.959,
        gap=0.010,
        most=250,
        wrong=((0.917, 5.0e-2), (0.942, 2.5e-3), (0.959, 8.0e-5)),
    ),
}
