"""Base45 (RFC 9285): bytes in the 45 characters that a QR code packs densest; two bytes become three characters."""

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ $%*+-./:"
_VALUE = {character: value for value, character in enumerate(_ALPHABET)}


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
    """Return the bytes of `text`; ValueError for anything `encode` would not have written."""
    content = bytearray()
    for at in range(0, len(text), 3):
        group = text[at : at + 3]
        if len(group) == 1 or not all(character in _VALUE for character in group):
            raise ValueError("not Base45")
        number = sum(_VALUE[character] * 45**place for place, character in enumerate(group))
        content += _bytes(number, len(group) - 1)
    return bytes(content)


def _bytes(number: int, length: int) -> bytes:
    try:
        return number.to_bytes(length)
    except OverflowError as error:
        raise ValueError("not Base45") from error
