"""The text of the smallest covenant file, to add one thing to."""


def profile_text(head: str = "", plicht: str = 'termijn = "1 w na bespreking"', more: str = "") -> str:
    """One duty X-1 of the voorzitter; `plicht` are lines of its table, `head` of [convenant], `more` are tables."""
    return f"""
[convenant]
naam = "proef"
versie = "1"
titel = "Proef"
voorzitter = "voorzitter"
secretaris = "secretaris"
gemeenten = ["Ons"]
{head}

[[rol]]
naam = "voorzitter"
[[rol]]
naam = "secretaris"

[[plicht]]
id = "X-1"
artikel = "1"
wat = "iets doen"
wie = ["voorzitter"]
{plicht}

[[weg]]
naam = "toegang"
wie = "de toegang"

{more}
"""
