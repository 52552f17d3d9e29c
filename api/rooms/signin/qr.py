"""QR codes as small SVG pictures: black on white with the quiet zone, readable also on a dark screen."""

from itertools import groupby

_QUIET = 4  # modules of white all around (ISO/IEC 18004)


def as_svg(text: str) -> str:
    """Return the picture, one unit a module, each run of black modules one rectangle of a single path."""
    import qrcode  # noqa: PLC0415 - api/decisions/0008

    code = qrcode.QRCode(border=_QUIET)
    code.add_data(text)
    code.make()
    matrix = code.get_matrix()
    path = "".join(_row(number, modules) for number, modules in enumerate(matrix))
    size = len(matrix)
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" shape-rendering="crispEdges">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/><path d="{path}"/></svg>'
    )


def _row(number: int, modules: list[bool]) -> str:
    path, at = "", 0
    for black, run in groupby(modules):
        length = len(list(run))
        if black:
            path += f"M{at} {number}h{length}v1h-{length}z"
        at += length
    return path
