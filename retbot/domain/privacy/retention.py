"""How long each thing is kept: of every table and every note, and of what lies beside the database."""

from dataclasses import dataclass
from datetime import timedelta

UNFINISHED = timedelta(days=30)
"""How long an aanmelding that was refused or broken off can be taken up again."""
REACTIONS = timedelta(days=90)
UNREADABLE = timedelta(days=1)
ANSWERS, POSTS = timedelta(days=90), timedelta(days=400)
"""Of what was said about no case: answers to commands, and the rest."""
EVENTS = timedelta(days=90)
"""After which no homeserver brings an event again, and nobody a mail."""
ABSENCE = timedelta(days=31)
GUESTS, OVERLEGGEN = timedelta(days=90), timedelta(days=400)
"""After an overleg: who was invited to it and answered what, and the overleg itself; some duties recur once a year."""
AUDIT = timedelta(days=5 * 366)
"""Of rows about no case; those of a case go with it."""
COPIES = timedelta(days=30)
"""Of the database, from before a new version."""


@dataclass(frozen=True, slots=True)
class RetainedNote:
    """Notes whose name begins so; `na` is when the keeper takes them away, None for what the bot keeps on needing or
    replaces by itself."""

    begin: str
    wat: str
    na: timedelta | None = None


NOTITIES = (
    RetainedNote("reactie:", "wat een reactie vastlegde, zodat terugnemen kan", REACTIONS),
    RetainedNote("aanmelding:", "een aanmelding die geweigerd of afgebroken is", UNFINISHED),
    RetainedNote("onleesbaar:", "dat iemand hoorde dat zijn bericht onleesbaar was", UNREADABLE),
    RetainedNote("mailbox", "tot waar de mailbox gelezen is"),
    RetainedNote("kamer", "de kamer van het team"),
    RetainedNote("convenant", "het convenant en zijn versie"),
    RetainedNote("laatste_", "de dag van de laatste ochtend, de laatste opruiming en de laatste sprong van de klok"),
    RetainedNote("deelnemers:hoogste", "het hoogste nummer van een deelnemer, zodat geen nummer terugkomt"),
    RetainedNote("poort:woorden", "woorden die de beheerder in de poort toestond"),
    RetainedNote("cijfers:", "cijfers van een half jaar, zoals zij het eerst verteld zijn"),
    RetainedNote("storing:", "sinds wanneer iets stil ligt waarop retbot rust; weg als het weer werkt"),
    RetainedNote("vernietigen:", "een sleutel die vernietigd moet worden; weg zodra dat gedaan is"),
)
"""What names a case goes with it besides."""
