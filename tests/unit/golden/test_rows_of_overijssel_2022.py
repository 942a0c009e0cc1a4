"""Every row of REGELS.md about overijssel-2022 stands in its file, once, with its article."""

from collections import Counter

from retbot.covenants import convenant_files

# fmt: off
ARTICLES = {
    "OV-8.1": "8.1", "OV-8.2": "8.2 en 9.2", "OV-8.3": "8.3", "OV-8.4": "8.4", "OV-8.5a": "8.5", "OV-8.5b": "8.5",
    "OV-8.6": "8.6", "OV-8.8": "8.8, 6.6 en 6.9", "OV-8.9": "8.9", "OV-8.11": "8.11", "OV-7c": "7 en 8.12",
    "OV-7e": "7", "OV-8.15": "8.15", "OV-8.16": "8.16", "OV-8.17": "8.17", "OV-7": "7", "OV-13.2": "13.2",
    "OV-13.3": "13.3", "OV-16m": "16", "OV-8.18a": "8.18", "OV-8.18b": "8.18", "OV-8.19": "8.19",
    "OV-8.13": "8.13 en 16", "OV-9.3": "9.3", "OV-9.5": "9.5", "OV-11.3": "11.3", "OV-12.2": "12.2",
    "OV-8.20": "8.20", "OV-4.4": "4.4 en 8.21", "OV-15.1": "15.1", "OV-16u": "16", "OV-B3": "bijl. 3",
    "OV-2": "1.3 en 2", "OV-5": "5", "OV-14": "14", "OV-11.5": "11.5", "OV-B1a": "bijl. 1", "OV-B1b": "bijl. 1",
    "OV-9.1": "9.1", "OV-8fn4": "8, voetnoot 4", "OV-7t": "7", "OV-B3.1": "bijl. 3 (1)", "OV-8.15b": "8.15",
    "OV-8.7": "8.7", "OV-B1c": "bijl. 1 (7)", "OV-9.4": "9.4", "OV-10": "10.1 en 10.2", "OV-4.3": "4(3)",
    "OV-15.2": "15.2", "OV-16b": "16", "OV-B4r": "bijl. 4; AVG 12 lid 3", "OV-18.4": "18.4",
    "AVG-12": "AVG 12 lid 3", "AVG-33": "AVG 33", "AVG-34": "AVG 34",
}
# fmt: on

TERMS = {
    "OV-8.3": "2 wd na aanmelding",
    "OV-8.4": "10 wd na aanmelding",
    "OV-8.5a": "1 w voor bespreking",
    "OV-8.5b": "1 w voor bespreking",
    "OV-8.15": "1 w na bespreking",
    "OV-8.16": "5 wd na bespreking",
    "OV-8.17": "10 wd na bespreking",
    "OV-7": "2 w na advies_verzonden",
    "OV-16m": "5 wd na bespreking",
    "OV-8.18a": "6 w na advies_verzonden",
    "OV-8.18b": "6 m na advies_verzonden",
    "OV-11.3": "3 j na vog",
    "OV-12.2": "1 j na afgesloten",
    "OV-B4r": "1 m na verzoek",
    "AVG-12": "1 m na verzoek",
    "AVG-33": "72 h na datalek",
}


def test_every_row_is_there_once_with_its_article_and_nothing_else() -> None:
    convenant = convenant_files.load("overijssel-2022")
    assert Counter(convenant.ids()) == Counter(list(ARTICLES))
    assert {id_: convenant.artikel(id_) for id_ in convenant.ids()} == ARTICLES


def test_the_dated_terms_are_those_of_the_table() -> None:
    dated = {p.id: p.termijn for p in convenant_files.load("overijssel-2022").plichten if p.heeft_datum}
    assert {id_: f"{term.duur} {term.soort} {term.event}" for id_, term in dated.items()} == TERMS


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
