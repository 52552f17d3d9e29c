"""Secret ballots on phones: one each under any retry, no way from the ballot to the voter, a count that can be checked.

The phone's half (RFC 9474) is written here a second time, from the RFC and not from the app.
"""

import hashlib
import secrets

import pytest
from sqlalchemy import inspect
from sqlalchemy.exc import DatabaseError
from sqlmodel import delete, select

from api.kit.ids import new_id
from api.rooms.meetings import blind_ballots
from api.rooms.meetings.models import BallotPaper, SecretBallot, Vote
from tests.makers.signin import signed_in
from tests.rooms.meetings.test_votes import RESOLUTION, allow_polls, put
from tests.support.house import House

EXPONENT = 65537
SIZE = blind_ballots.BITS // 8
HASH = 48


def mgf1(seed, length):
    blocks = (hashlib.sha384(seed + counter.to_bytes(4)).digest() for counter in range(-(-length // HASH)))
    return b"".join(blocks)[:length]


def encode(message):
    """EMSA-PSS of RFC 8017 §9.1.1 with SHA-384 and no salt; the modulus has 2048 bits, so 2047 are to be filled."""
    digest = hashlib.sha384(bytes(8) + hashlib.sha384(message).digest()).digest()
    padded = bytes(SIZE - HASH - 2) + b"\x01"
    masked = bytes(a ^ b for a, b in zip(padded, mgf1(digest, len(padded)), strict=True))
    return int.from_bytes(bytes([masked[0] & 0x7F]) + masked[1:] + digest + b"\xbc")


class Voter:
    """A phone with one ballot: the token is its own secret."""

    def __init__(self, client, address, vote):
        self.client, self.vote = client, vote
        self.paper = f"{address}/votes/{vote['id']}/paper"
        self.token = secrets.token_bytes(32)
        self.modulus = int(vote["public_key"], 16)
        self.factor = secrets.randbelow(self.modulus - 2) + 2

    def blinded(self):
        return f"{encode(self.token) * pow(self.factor, EXPONENT, self.modulus) % self.modulus:0{SIZE * 2}x}"

    def take(self):
        return self.client.put(self.paper, json={"blinded": self.blinded()})

    def signature(self):
        signed = int(self.take().json()["signed"], 16)
        return f"{signed * pow(self.factor, -1, self.modulus) % self.modulus:0{SIZE * 2}x}"

    def cast(self, house: House, choice, signature=None):
        body = {"token": self.token.hex(), "signature": signature or self.signature(), "choice": choice}
        return house.client(None).put(f"/api/ballots/{self.vote['id']}", json=body)


@pytest.fixture
def vote(house, branch, chair_phone, secretary, clerk):
    allow_polls(house, branch)
    chair_phone.call((secretary.id, "present"), (clerk.id, "present"))
    return put(chair_phone, RESOLUTION | {"way": "phone_secret"})


@pytest.fixture
def voter(chair_phone, vote):
    return Voter(chair_phone.client, chair_phone.address, vote)


def test_a_ballot_is_cast_without_a_session_and_counted(house, chair_phone, clerk_phone, vote, voter):
    receipt = voter.cast(house, "agree").json()["receipt"]
    Voter(clerk_phone.client, clerk_phone.address, vote).cast(house, "disagree")
    box = f"{chair_phone.address}/votes/{vote['id']}/receipts"
    assert chair_phone.client.get(box).json()["code"] == "meetings.not_counted_yet"
    counted = chair_phone.client.post(f"{chair_phone.address}/votes/{vote['id']}/count").json()
    assert (counted["tally"]["agree"], counted["tally"]["disagree"], counted["cast"]) == (1, 1, 2)
    receipts = clerk_phone.client.get(box).json()
    assert {"receipt": receipt, "choice": "agree"} in receipts
    assert sorted(ballot["choice"] for ballot in receipts) == ["agree", "disagree"]
    assert receipt == hashlib.sha256(voter.token).hexdigest()


def test_both_steps_can_be_sent_again_and_leave_one_ballot(house, vote, voter):
    assert voter.take().json() == voter.take().json()
    assert voter.cast(house, "agree").json() == voter.cast(house, "agree").json()
    with house.database.reading() as session:
        assert len(session.exec(select(SecretBallot)).all()) == 1
    assert vote["cast"] == 0


def test_a_member_takes_one_ballot_and_a_cast_one_stays(house, chair_phone, vote, voter):
    assert voter.cast(house, "agree").status_code == 200
    assert voter.cast(house, "disagree").json()["code"] == "meetings.ballot_taken"
    second = Voter(chair_phone.client, chair_phone.address, vote)
    assert second.take().json()["code"] == "meetings.ballot_taken"


def test_a_ballot_that_was_not_signed_here_is_refused(house, voter):
    forged = voter.cast(house, "agree", signature="ab" * SIZE)
    assert (forged.status_code, forged.json()["code"]) == (409, "meetings.ballot_invalid")


def test_who_has_no_vote_gets_no_ballot(house, chair_phone, vote, others):
    guest = Voter(signed_in(house, member=others[0]), chair_phone.address, vote)
    assert guest.take().json()["code"] == "meetings.may_not_vote"


def test_nothing_is_cast_or_signed_after_counting_and_the_key_is_gone(house, chair_phone, clerk_phone, vote, voter):
    signature = voter.signature()
    chair_phone.client.post(f"{chair_phone.address}/votes/{vote['id']}/count")
    assert voter.cast(house, "agree", signature=signature).json()["code"] == "meetings.vote_over"
    assert Voter(clerk_phone.client, clerk_phone.address, vote).take().json()["code"] == "meetings.vote_over"
    with house.database.reading() as session:
        assert session.exec(select(Vote)).one().private_key is None


def test_what_the_server_keeps_does_not_join_a_ballot_to_a_voter(house, voter):
    """Columns, and for every factor that could have blinded it a paper fits every ballot: the link is not there."""
    voter.cast(house, "agree")
    with house.database.reading() as session:
        columns = {column["name"] for column in inspect(session.connection()).get_columns("secret_ballots")}
        paper = session.exec(select(BallotPaper)).one()
        ballot = session.exec(select(SecretBallot)).one()
    assert columns == {"token", "vote_id", "choice"}
    assert ballot.token not in paper.blinded
    assert voter.signature() not in paper.signed


def test_ballots_cannot_be_taken_out_of_the_box(house, voter):
    voter.cast(house, "agree")
    with pytest.raises(DatabaseError, match="append-only"), house.database.writing() as session:
        session.execute(delete(SecretBallot))


@pytest.mark.parametrize("blinded", ["0" * 512, "f" * 512, "ab", "0" * 511 + "1"])
def test_numbers_outside_the_modulus_are_not_signed(voter, blinded):
    answer = voter.client.put(voter.paper, json={"blinded": blinded})
    assert (answer.status_code, answer.json()["code"]) == (409, "meetings.ballot_invalid")


def test_a_ballot_for_no_vote_finds_none(house, voter):
    body = {"token": voter.token.hex(), "signature": voter.signature(), "choice": "agree"}
    assert house.client(None).put(f"/api/ballots/{new_id()}", json=body).json()["code"] == "meetings.vote_not_found"
