"""The words of a covenant file for what happens, when a condition is looked at, and what a source leaves unsaid."""

EVENTS = frozenset(
    {
        "aanmelding",
        "compleet",
        "toestemming",
        "intrekking",
        "acceptatie",
        "triage",
        "verklarende_analyse",
        "geagendeerd",
        "uitgenodigd",
        "formulier_gedeeld",
        "voorgesprek",
        "bespreking",
        "adviestafel",
        "uitvoeringstafel",
        "advies_vastgesteld",
        "advies_verzonden",
        "oplossing_verzonden",
        "terugkoppeling",
        "advies_opgevolgd",
        "escalatie",
        "opvolging_1",
        "opvolging_2",
        "afgesloten",
        "laatste_interventie",
        "datalek",
        "verzoek",
        "ondertekening",
        "vog",
        "looptijd_einde",
        "uitnodiging_aanvaard",
        "overleg",
        "vraag",
        "vooroverleg",
        "afgeschaald",
        "mislukt",
        "verslag_gemaakt",
    }
)
"""What starts or ends a term."""

MOMENTEN = frozenset(
    {
        "aanmelding",
        "vooroverleg",
        "triage",
        "planning",
        "bespreking",
        "adviestafel",
        "uitvoeringstafel",
        "verzenden",
        "op het woord",
        "altijd",
    }
)
"""When a condition is looked at."""

ONGEREGELD = frozenset({"bewaartermijn", "opvolging", "opschaling", "verzendtermijn", "schriftelijk advies"})
"""What a source may leave unsaid; the bot then says so and invents none."""
