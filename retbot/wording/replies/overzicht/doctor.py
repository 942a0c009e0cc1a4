"""Answers to `doctor`: what is wrong with the installation, and who has a device that is not verified."""

from collections.abc import Sequence

from retbot.wording.sentences import sentence


@sentence("doctor_begint")
def doctor_begint() -> str:
    return "Ik kijk alles na; ook stuur ik mijzelf een proefmail. U hoort het binnen twee minuten."


@sentence("doctor_bevindingen")
def doctor_bevindingen(fouten: Sequence[str], opmerkingen: Sequence[str]) -> str:
    lines = [f"• {fault}" for fault in fouten]
    lines += [f"• Let op: {remark}" for remark in opmerkingen]
    return "\n".join([*lines, verdict(len(fouten))])


@sentence("doctor_mislukt")
def doctor_mislukt() -> str:
    return (
        "Het nakijken is mislukt; in het logboek staat waarom (`doctor_failed`). Probeer op de machine: `retbot check`."
    )


def verdict(faults: int) -> str:
    """The last line, which shows at a glance whether all is well."""
    if not faults:
        return "Alles is in orde."
    return "Er klopt 1 ding niet." if faults == 1 else f"Er kloppen {faults} dingen niet."
