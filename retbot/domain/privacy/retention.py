"""How long everything is kept: each table, each type of note, and files outside the database."""

from dataclasses import dataclass
from datetime import timedelta

UNFINISHED = timedelta(days=30)
"""How long an aanmelding that was refused or interrupted can be continued."""
REACTIONS = timedelta(days=90)
UNREADABLE = timedelta(days=1)
ANSWERS, POSTS = timedelta(days=90), timedelta(days=400)
"""For messages that are not about a case: answers to commands, and all others."""
EVENTS = timedelta(days=90)
"""After this no homeserver delivers an event again, and no mail server a mail."""
ABSENCE = timedelta(days=31)
GUESTS, OVERLEGGEN = timedelta(days=90), timedelta(days=400)
"""Counted from an overleg: its invitations and answers, and the overleg itself, which is kept longer because some
duties recur only once a year."""
AUDIT = timedelta(days=5 * 366)
"""For rows that are not about a case; rows about a case are deleted with it."""
COPIES = timedelta(days=30)
"""For the copies of the database that are made before a new version."""


@dataclass(frozen=True, slots=True)
class RetainedNote:
    """The notes whose name starts with `begin`; `na` is when they are deleted, None for notes that the bot still needs
    or replaces itself."""

    begin: str
    wat: str
    na: timedelta | None = None


NOTITIES = (
    RetainedNote("reactie:", "wat een reactie vastlegde, zodat terugnemen kan", REACTIONS),
    RetainedNote("aanmelding:", "een aanmelding die geweigerd of afgebroken is", UNFINISHED),
    RetainedNote("onleesbaar:", "dat iemand hoorde dat zijn bericht onleesbaar was", UNREADABLE),
    RetainedNote("vreemde_post", "hoeveel mails er van onbekenden kwamen tot de volgende ochtend"),
    RetainedNote("overleg:vooruit", "dat het team voor elk volgend overleg wordt uitgenodigd"),
    RetainedNote("mailbox", "tot waar de mailbox gelezen is"),
    RetainedNote("kamer", "de kamer van het team, en wat daar klaar staat"),
    RetainedNote("convenant", "het convenant en zijn versie"),
    RetainedNote("laatste_", "de dag van de laatste ochtend, de laatste opruiming en de laatste sprong van de klok"),
    RetainedNote("deelnemers:hoogste", "het hoogste nummer van een deelnemer, zodat geen nummer terugkomt"),
    RetainedNote("poort:woorden", "woorden die de beheerder in de poort toestond"),
    RetainedNote("cijfers:", "cijfers van een half jaar, zoals zij het eerst verteld zijn"),
    RetainedNote("volgende_stap:", "wanneer het overzicht naar de volgende stap van een casus vroeg", UNFINISHED),
    RetainedNote("bord", "van welk moment het bord is, en wie het kan lezen"),
    RetainedNote("casus_stand:", "van welk moment de samenvatting van een casus is"),
    RetainedNote("storing:", "sinds wanneer iets stil ligt waarop retbot rust; weg als het weer werkt"),
    RetainedNote("doctor", "in welk gesprek de beheerder op `doctor` wacht; weg na het antwoord"),
    RetainedNote("vernietigen:", "een sleutel die vernietigd moet worden; weg zodra dat gedaan is"),
)
"""In addition, notes that name a case are deleted with the case."""
