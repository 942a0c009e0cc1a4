"""A covenant file with tables, questions and chains of its own is refused in words when they do not fit."""

import pytest

from retbot.covenants import convenant_files
from retbot.covenants.convenant_files import ProfileError
from tests.every_row import every_row
from tests.unit.covenants.profile_text import profile_text

REGEL = '[[regel]]\ncode = "c"\nid = "X-2"\nartikel = "2"\nvraag = "Mag het?"\n'


@every_row(
    [
        ('[[tafel]]\nnaam = "a"\nevent = "feest"', "", "a: de gebeurtenis `feest` ken ik niet"),
        ('[[tafel]]\nnaam = "a"\ndaarna = "b"', "", "a: er is geen tafel `b` voor daarna"),
        ('[[tafel]]\nnaam = "a"\nrollen = ["koning"]', "", "a: de rol `koning` staat niet bij de rollen"),
        ('[[tafel]]\nnaam = "a"\nstappen = ["dans"]', "", "a: de stap `dans` ken ik niet"),
        ('[[tafel]]\nnaam = "a"\n[[tafel]]\nnaam = "a"', "", "a: deze tafel staat er twee keer"),
        (REGEL, "", "X-2: `vraag` vraagt een `moment`"),
        (REGEL + 'moment = "triage"\ngoed = ["soms"]', "", "X-2: `soms` staat niet bij de keuzes"),
        (REGEL + 'moment = "triage"\nals = "maatwerk"', "", "X-2: de voorwaarde `maatwerk` ken ik niet"),
        ('[[rol]]\nnaam = "school"\nketen = "hulp"', "", "school: er is geen keten `hulp`"),
        ('[[rol]]\nnaam = "expert"\nper_sector = true', "", "expert: `per_sector` vraagt sectoren in [convenant]"),
        ("", 'leeftijden = ["oud"]', "[convenant]: de leeftijd `oud` ken ik niet"),
    ]
)
def test_what_does_not_fit_is_said(more: str, head: str, fault: str) -> None:
    with pytest.raises(ProfileError) as error:
        convenant_files.read(profile_text(head=head, more=more))
    assert any(found.startswith(fault) for found in error.value.faults), error.value.faults


def test_a_table_may_have_its_own_seats_and_steps() -> None:
    more = '[[tafel]]\nnaam = "a"\nrollen = ["voorzitter"]\nstappen = ["afspraak", "oplossing_verzonden"]'
    [tafel] = convenant_files.read(profile_text(more=more)).tafels
    assert tafel.stappen == ("afspraak", "oplossing_verzonden")
    assert tafel.event == "bespreking"
