"""Every Dutch sentence that the bot says of its own accord in a room, by the kind of its post."""

from collections.abc import Mapping

from retbot.scheduling.notices import (
    absence,
    attendance,
    convenanten,
    delivery,
    digest,
    inzage,
    meetings,
    monitor,
    offers,
    overleg_moved,
    overleg_near,
    polls,
    privacy,
    rsvps,
    shut,
    steps,
    stuurgroep,
    terms,
)
from retbot.scheduling.occasion import Notice

NOTICES: Mapping[str, Notice] = {
    "herinnering": terms.reminder,
    "teamtermijn": terms.teamtermijn,
    "looptijd_voorbij": terms.looptijd_voorbij,
    "opschalen": steps.opschalen,
    "volgende_stap": steps.volgende_stap,
    "bespreking_nabij": meetings.bespreking_nabij,
    "afloop": meetings.afloop,
    "wie_ontbreekt": attendance.wie_ontbreekt,
    "overleg_opkomst": attendance.overleg_opkomst,
    "overleg_nabij": overleg_near.overleg_nabij,
    "casus_zonder_overleg": overleg_moved.casus_zonder_overleg,
    "tijdvak_verschoven": overleg_moved.tijdvak_verschoven,
    "niet_bezorgd": delivery.niet_bezorgd,
    "opschaling_zonder_adres": delivery.opschaling_zonder_adres,
    "antwoord": rsvps.antwoord,
    "post": rsvps.post,
    "aangeboden_antwoord": offers.aangeboden_antwoord,
    "auditkop": privacy.auditkop,
    "peiling": polls.poll,
    "peiling_einde": polls.peiling_einde,
    "prik_herinnering": polls.prik_herinnering,
    "waarneming": absence.waarneming,
    "waarneming_voorbij": absence.waarneming_voorbij,
    "verwijdering": privacy.verwijdering,
    "ligt_stil": privacy.ligt_stil,
    "convenant_veranderd": convenanten.convenant_veranderd,
    "convenant_zonder_versie": convenanten.convenant_zonder_versie,
    "invoering": convenanten.invoering,
    "gewist": privacy.gewist,
    "gewist_ongemeld": privacy.gewist_ongemeld,
    "datalek_klok": privacy.datalek_klok,
    "inzage_bestand": inzage.inzage_bestand,
    "stuurgroep_agenda": stuurgroep.stuurgroep_agenda,
    "monitor_bestand": monitor.monitor_bestand,
    "weer_bereikbaar": shut.weer_bereikbaar,
    "kamer_dicht": shut.kamer_dicht,
    "overzicht": digest.fee_overview,
}
ANY_HOUR = frozenset(
    {
        *("niet_bezorgd", "opschaling_zonder_adres", "casus_zonder_overleg", "tijdvak_verschoven"),
        *("peiling", "peiling_einde", "overzicht"),
        *("antwoord", "post", "aangeboden_antwoord"),
        "inzage_bestand",
        "monitor_bestand",
        "weer_bereikbaar",
        "kamer_dicht",
        "gewist",
        "niet_bezorgd",
        "opschaling_zonder_adres",
        "casus_zonder_overleg",
        "tijdvak_verschoven",
        "overzicht",
    }
)
"""These do not wait for the office to open: the digest of a morning is worth nothing on another one, and the others
answer what somebody just did."""
