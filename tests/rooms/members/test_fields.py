"""How a single field is written; the phone's `people.test.ts` has the same addresses."""

import pytest

from api.rooms.members.fields import read_email


@pytest.mark.parametrize(
    "address", ["an@vi.du", " an.nguyen+cb1@mail.vi-du.vn ", "_o'an@1.vn", f"{'a' * 64}@{'b' * 63}.vn"]
)
def test_an_address_that_letters_can_be_sent_to_is_taken(address):
    assert read_email(address) == address.strip()


@pytest.mark.parametrize(
    "address",
    [
        *("", "an", "an@", "@vi.du", "an@vidu", "an@vi.du.", "an@.vi.du", "an@vi..du", "an@-vi.du", "an@vi-.du"),
        *("an..b@vi.du", ".an@vi.du", "an.@vi.du", "an@b@vi.du", "an b@vi.du", "an@vi.du, b@vi.du", "an@vi_du.vn"),
        *("đảng@vi.du", "an@ví.dụ", "a@[.x", '"an"@vi.du', "(@vi.du", "an@[10.0.0.1]", "an@vi.du\nBcc: b@vi.du"),
        *(f"{'a' * 65}@vi.du", f"an@{'b' * 64}.vn"),
    ],
)
def test_what_no_mail_server_takes_is_no_address(address):
    with pytest.raises(ValueError, match="e-mail"):
        read_email(address)
