"""A mail that is damaged in any way."""

import random

from hypothesis import given, settings
from hypothesis import strategies as st

from retbot.mail.replies import read
from retbot.ports.incoming_mail import Reading, Why
from tests.unit.mail.reply_samples import WELL_FORMED


@given(st.randoms(use_true_random=False), st.sampled_from(sorted(WELL_FORMED)))
@settings(max_examples=60)
def test_a_damaged_mail_is_read_without_an_error(chance: random.Random, name: str) -> None:
    raw = bytearray(WELL_FORMED[name])
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(raw))
        raw[at : at + chance.randint(0, 30)] = chance.randbytes(chance.randint(0, 3))
    found = read(bytes(raw))
    assert isinstance(found, Reading)
    assert found.why is not Why.UNREADABLE
