"""Why a file is not read."""


class Refused(Exception):
    """`code` is one of damaged, encrypted, too_complex, active, mismatch."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code
