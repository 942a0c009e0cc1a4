"""Messages to the secretaris about mail that did not arrive."""

from retbot.domain.privacy.access import names_of
from retbot.scheduling.occasion import LETTERS, Occasion, Speech, notice
from retbot.scheduling.parties import roster
from retbot.wording.dates import join


@notice("niet_bezorgd", at_any_hour=True)
async def niet_bezorgd(turn: Occasion) -> Speech | None:
    """Refused permanently, or given up after days."""
    return Speech(
        f"{await _mail(turn)} kon niet worden bezorgd: de mailserver neemt hem niet aan. {await _remedy(turn)}"
    )


@notice("opschaling_zonder_adres", at_any_hour=True)
async def opschaling_zonder_adres(turn: Occasion) -> Speech | None:
    """An escalation must reach its addressee in some other way."""
    return Speech(f"{await _mail(turn)} is niet verstuurd: ik heb geen adres. {await _remedy(turn)}")


@notice("niet_in_gesprek")
async def niet_in_gesprek(turn: Occasion) -> Speech | None:
    """About somebody for whom the bot has a private message, and who never joined the direct room."""
    person = turn.text("wie")
    deelnemer = next((d for d in await turn.work.people.all() if d.matrix_id == person), None)
    convenant = turn.team.convenant
    who = deelnemer.label if deelnemer else join(names_of(turn.team.rights.get(person, ()), convenant)) or "iemand"
    return Speech(
        f"Wat ik in een privégesprek te zeggen had aan {who}, is niet gezegd: mijn uitnodiging is na een week nog niet "
        "aangenomen, en ik probeer het niet meer. Vraag deze persoon die aan te nemen, en daarna opnieuw te vragen "
        "wat nodig is."
    )


async def _mail(turn: Occasion) -> str:
    people = await roster(turn.work, turn.team)
    found = LETTERS.get(turn.text("soort"))
    called = (found and found.label) or "De herinnering"
    return f"{called} aan {people.label(turn.text('aan'))}"


async def _remedy(turn: Occasion) -> str:
    to = turn.text("aan")
    whose = to.removeprefix("deelnemer:") if to.startswith("deelnemer:") else f"{turn.post.code} {to}"
    name = turn.team.convenant.secretaris
    return f"{name[:1].upper()}{name[1:]}, controleer het adres in ons privégesprek: `adres {whose} ADRES`, of bel."
