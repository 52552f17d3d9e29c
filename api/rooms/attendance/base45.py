"""Base45 (RFC 9285): bytes in the 45 characters that a QR code packs densest; two bytes become three characters."""

import struct

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_NONE = 255
_VALUES = bytes(_ALPHABET.find(chr(byte)) % 256 for byte in range(256))
"""What each byte of a text stands for; `_NONE` where it is no character of ours."""


def encode(content: bytes) -> str:
    """Return the text of `content`, one and a half times as long."""
    characters: list[str] = []
    for at in range(0, len(content), 2):
        pair = content[at : at + 2]
        number = int.from_bytes(pair)
        for _ in range(len(pair) + 1):
            number, value = divmod(number, 45)
            characters.append(_ALPHABET[value])
    return "".join(characters)


def decode(text: str) -> bytes:
    """Return the bytes of `text`; ValueError for anything `encode` would not have written.

    A desk that was offline brings hundreds of codes at once, so all triples are taken apart together.
    """
    whole, rest = divmod(len(text), 3)
    end = 3 * whole
    try:
        values = text.encode("ascii").translate(_VALUES)
        if _NONE in values or rest == 1:
            raise ValueError  # noqa: TRY301 - as the others of this block
        triples = zip(values[0:end:3], values[1:end:3], values[2:end:3], strict=True)
        content = struct.pack(f">{whole}H", *[low + 45 * middle + 2025 * high for low, middle, high in triples])
        return content + (values[-2] + 45 * values[-1]).to_bytes(1) if rest else content
    except (ValueError, struct.error, OverflowError) as error:
        raise ValueError("not Base45") from error
