"""The words in a covenant file for events, for the moments of a question, and for what a source leaves open."""

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
        "evaluatie_gevraagd",
        "vooroverleg",
        "afgeschaald",
        "mislukt",
        "verslag_gemaakt",
        "deelnemers",
        "convenant_gewijzigd",
    }
)
"""The events that start or end a term."""

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
        "afsluiten",
        "op het woord",
        "altijd",
    }
)
"""The moments at which a condition is checked."""

ONGEREGELD = frozenset({"bewaartermijn", "opvolging", "opschaling", "verzendtermijn", "schriftelijk advies"})
"""What a source may leave unregulated; the bot then says so and makes up no rule."""
