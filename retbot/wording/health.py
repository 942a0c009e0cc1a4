"""The health of the bot in Dutch: for systemd, for `retbot status` and `check`, and for the beheerder."""

from datetime import datetime, timedelta

from retbot.ports.vitals import Pulse, Vital

DOWN = {
    Vital.HOMESERVER: "de homeserver antwoordt niet",
    Vital.WAKER: "het werk dat op tijd moet gebeuren mislukt",
    Vital.OUTBOX: "wat te zeggen is gaat niet weg",
    Vital.SMTP: "de mailserver antwoordt niet of weigert mij",
    Vital.IMAP: "de mailbox met antwoorden is niet te lezen",
    Vital.DISK: "de schijf is bijna vol",
    Vital.BACKUP: "de nieuwste back-up is te oud",
    Vital.ROOM: "ik ben uit de kamer van het team verwijderd, of mag er niet schrijven",
    Vital.LIMIT: "de homeserver remt mij af, want hij vindt dat ik te veel vraag",
}
WHAT_NOW = {
    Vital.HOMESERVER: "Ik blijf het proberen; wat er gezegd wordt lees ik zodra hij er weer is.",
    Vital.WAKER: "In het logboek staat waarom (`waker_failed`).",
    Vital.OUTBOX: "Start mij opnieuw en kijk in het logboek.",
    Vital.SMTP: "Wat te mailen is bewaar ik, en ik blijf het proberen. `retbot check` zegt wat er mis is.",
    Vital.IMAP: "Antwoorden op uitnodigingen blijven daar liggen tot het weer kan. `retbot check` zegt wat er mis is.",
    Vital.DISK: "Maak ruimte: is hij vol, dan kan ik niets meer vastleggen.",
    Vital.BACKUP: "Kijk waarom er geen nieuwe is gemaakt (`watch.backup`).",
    Vital.ROOM: "Nodig mij daar uit, of geef mij het recht om te schrijven. Wat ik te zeggen heb bewaar ik.",
    Vital.LIMIT: "Laat zijn beheerder mij vrijstellen: docs/beheer.md zegt hoe. Antwoorden komen intussen later.",
}
STUCK = {
    Vital.HOMESERVER: "de verbinding met de homeserver staat stil",
    Vital.WAKER: "het werk dat op tijd moet gebeuren staat stil",
    Vital.OUTBOX: "wat te zeggen is gaat niet weg",
}


def ago(instant: datetime, now: datetime) -> str:
    """`12 seconden geleden`, `4 minuten geleden`, `3 uur geleden`, `2 dagen geleden`"""
    passed = max(now - instant, timedelta(0))
    seconds = int(passed.total_seconds())
    if seconds < 90:
        return f"{seconds} {'seconde' if seconds == 1 else 'seconden'} geleden"
    if seconds < 90 * 60:
        return f"{round(seconds / 60)} minuten geleden"
    if seconds < 48 * 3600:
        return f"{round(seconds / 3600)} uur geleden"
    return f"{passed.days} dagen geleden"


def faults(pulse: Pulse) -> list[str]:
    """What has stopped or fails, each as a clause; empty when all is well."""
    standing = [STUCK[vital] for vital in pulse.stuck]
    return [*standing, *(DOWN[vital] for vital in pulse.failing if vital not in pulse.stuck)]


def in_short(pulse: Pulse, now: datetime) -> str:
    """One line: `alles in orde; laatste sync 12 seconden geleden; niets te laat`"""
    synced = pulse.worked.get(Vital.HOMESERVER)
    wrong = [
        f"{clause} (sinds {ago(pulse.failing[vital], now).removesuffix(' geleden')})"
        for vital, clause in DOWN.items()
        if vital in pulse.failing and vital not in pulse.stuck
    ]
    return "; ".join(
        [
            *(STUCK[vital] for vital in pulse.stuck),
            *wrong,
            *([] if wrong or pulse.stuck else ["alles in orde"]),
            f"laatste sync {ago(synced, now)}" if synced else "nog geen sync",
            _waiting(pulse, now),
        ]
    )


def _waiting(pulse: Pulse, now: datetime) -> str:
    if not pulse.waiting or pulse.oldest is None:
        return "niets wacht"
    messages = "1 bericht wacht" if pulse.waiting == 1 else f"{pulse.waiting} berichten wachten"
    return f"{messages}, het oudste sinds {ago(pulse.oldest, now).removesuffix(' geleden')}"
