"""Days and moments when something is recorded that took place."""

from tests.every_row import every_row
from tests.unit.reading.phrases import WEDNESDAY, meaning, table

RECORDED = """
dinsdag -> 2026-04-21
woensdag -> 2026-04-15
vrijdag -> 2026-04-17
afgelopen dinsdag -> 2026-04-21
dinsdag jl. -> 2026-04-21
vorige week dinsdag -> 2026-04-14
dinsdag vorige week -> 2026-04-14
vorige dinsdag -> ?
vorige vrijdag -> 2026-04-17
deze week maandag -> 2026-04-20
deze maandag -> 2026-04-20
deze week vrijdag -> ?
vrijdag a.s. -> ?
volgende week vrijdag -> ?
eind vorige week -> 2026-04-17
vorige week -> ?
vorige maand -> ?
gisteren -> 2026-04-21
eergisteren -> 2026-04-20
vandaag -> 2026-04-22
vanochtend -> 2026-04-22
gisteravond -> 2026-04-21
vanmiddag -> ?
vannacht -> ?
morgen -> ?
over een week -> ?
drie dagen geleden -> 2026-04-19
een week geleden -> 2026-04-15
2 weken geleden -> 2026-04-08
twee weken terug -> 2026-04-08
een maand geleden -> 2026-03-22
drie werkdagen geleden -> 2026-04-17
een paar dagen geleden -> ?
dinsdag een week geleden -> 2026-04-14
vrijdag een week geleden -> ?
20 april -> 2026-04-20
22 april -> 2026-04-22
20 april jl. -> 2026-04-20
7 mei -> 2025-05-07
7-5 -> 2025-05-07
7-5-2026 -> ?
1-4-2022 -> ?
de 20e -> 2026-04-20
de 22e -> 2026-04-22
de 31e -> 2026-03-31
wo 15 april -> 2026-04-15
di 15 april -> ?
goede vrijdag -> 2026-04-03
koningsdag -> 2025-04-26
tweede kerstdag -> 2025-12-26
29 februari -> ?
29 februari 2024 -> 2024-02-29
afgelopen weekend -> 2026-04-18
in het weekend -> 2026-04-18
maandag week 16 -> 2026-04-13
eerste dinsdag van april -> 2026-04-07
gisteren 14:00 -> 2026-04-21T14:00
21/4 jl -> 2026-04-21
21/4 j.l. 14:30 -> 2026-04-21T14:30
21-4 a.s. -> ?
13/4 '26 -> 2026-04-13
13 4 -> 2026-04-13
gisteren nm 2u -> 2026-04-21T14:00
gistermiddag half drie -> 2026-04-21T14:30
vanochtend 9 uur -> 2026-04-22T09:00
vanochtend 11 uur -> ?
vandaag 10:00 -> 2026-04-22T10:00
vandaag 10:01 -> ?
vandaag van 9:00 tot 9:45 -> 2026-04-22T09:00-09:45
vandaag van 9:00 tot 11:00 -> ?
een uur geleden -> 2026-04-22T09:00
een half uur geleden -> 2026-04-22T09:30
nu -> 2026-04-22T10:00
over een uur -> ?
14:00 -> ?
"""


@every_row(table(RECORDED))
def test_recording_looks_back_and_never_ahead(phrase: str, expected: str) -> None:
    assert meaning(phrase, WEDNESDAY, back=True) == expected
