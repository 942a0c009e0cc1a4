"""Answers about the datumprikker and other polls."""


def stem_te_laat() -> str:
    return "Deze peiling is gesloten; uw keuze telt niet meer mee."


def stem_van_ander() -> str:
    return "U bent voor deze bespreking niet gevraagd; uw keuze in de peiling telt niet mee."


def peiling_alleen_in_app() -> str:
    return (
        "In uw app is de peiling gesloten; bij mij loopt zij door. "
        "Kies een moment met `!ret prik kies CODE 2`, of stop ermee: `!ret prik stop CODE`."
    )
