"""What is said before the register of a datalek is opened, and when a row of it is withdrawn."""

from collections.abc import Sequence

from retbot.wording.dates import join
from retbot.wording.replies.chat.general import NOTHING
from retbot.wording.replies.privacy.datalek import WHOM, in_words
from retbot.wording.sentences import sentence


@sentence("vraag_datalek")
def vraag_datalek(partijen: int, autoriteit: int) -> str:
    """Hours within which the other parties, if they must be told, and the Autoriteit must hear it."""
    parties = f" en de andere partijen binnen {partijen} uur" if partijen else ""
    return (
        "Een datalek is een inbreuk op persoonsgegevens: iemand zag ze die ze niet mag zien, of ze zijn kwijt of "
        "gewijzigd. Ik open dan een register, en een klok die dag en nacht loopt: de Autoriteit hoort het binnen "
        f"{autoriteit} uur{parties}, als melden nodig is.\n"
        "**Wanneer is het ontdekt?** `nu` · of dag en uur, zoals `gisteren 14:30` · nee, dan open ik niets"
    )


@sentence("geen_datalek")
def geen_datalek() -> str:
    return "Goed, ik open geen register."


@sentence("datalek_ingetrokken")
def datalek_ingetrokken(nummer: int, reden: str, gemeld: Sequence[str]) -> str:
    told = join([WHOM.get(to, to) for to in gemeld])
    also = f" Het was al gemeld aan {told}; laat daar weten dat het anders zit." if gemeld else ""
    return (
        f"Datalek {nummer} is ingetrokken ({in_words(reden)}). De klok staat stil; het register houdt wat er stond."
        f"{also} Toch een datalek? `!ret datalek {nummer} ontdekt gisteren 14:30`."
    )


@sentence("datalek_al_ingetrokken")
def datalek_al_ingetrokken(nummer: int, reden: str) -> str:
    return (
        f"Datalek {nummer} is ingetrokken ({in_words(reden)}). Toch een datalek? "
        f"`!ret datalek {nummer} ontdekt gisteren 14:30`. {NOTHING}"
    )


@sentence("reden_van_intrekken")
def reden_van_intrekken(redenen: Sequence[str]) -> str:
    return (
        f"Waarom trekt u het in? Kies uit: {join([f'`{one}`' for one in redenen], 'of')}. Bijvoorbeeld: "
        f"`!ret datalek 1 ingetrokken reden={redenen[0]}`. {NOTHING}"
    )
