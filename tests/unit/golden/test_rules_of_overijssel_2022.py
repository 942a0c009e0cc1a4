"""What stands out in overijssel-2022: what its text asks otherwise than the others, and where it is silent."""

from retbot.covenants import convenant_files


def test_a_step_of_the_escalation_cites_what_its_duty_cites() -> None:
    convenant = convenant_files.load("overijssel-2022")
    for trede in convenant.ketens:
        plicht = convenant.plicht(trede.id)
        assert plicht
        assert (plicht.artikel, plicht.wie, plicht.aan) == (trede.artikel, (trede.woord,), (trede.naar,))


def test_the_team_works_for_twenty_five_municipalities_and_four_sectors() -> None:
    """Art. 15.2: «één van de vijfentwintig gemeenten»."""
    convenant = convenant_files.load("overijssel-2022")
    assert len(set(convenant.gemeenten)) == len(convenant.gemeenten) == 25
    assert convenant.sectoren == ("GGZ", "J&O", "JZ+", "LVB")
    assert len(set(convenant.partijen)) == len(convenant.partijen) == 17


def test_who_consents_is_told_for_every_band_of_age() -> None:
    convenant = convenant_files.load("overijssel-2022")
    assert convenant.regels["wie_stemt_in"].opties["wie"] == {
        "0-11": ["ouders"],
        "12-15": ["jeugdige", "ouders"],
        "16-17": ["jeugdige"],
        "18-21": ["jeugdige"],
    }
    assert convenant.regels["leeftijd"].opties["banden"] == ["0-11", "12-15", "16-17", "18-21"]
