"""Days, as they are named in words when something is planned."""

from tests.every_row import every_row
from tests.unit.reading.phrases import meaning, table

WEEKDAYS = """
vrijdag -> 2026-04-24
Vrijdag. -> 2026-04-24
donderdag -> 2026-04-23
do -> 2026-04-23
do. -> 2026-04-23
don -> 2026-04-23
ma -> 2026-04-27
din -> 2026-04-28
woe -> 2026-04-29
vrij -> 2026-04-24
zat -> 2026-04-25
zon -> 2026-04-26
woensdag -> 2026-04-29
op woensdag -> 2026-04-29
aanstaande vrijdag -> 2026-04-24
a.s. vrijdag -> 2026-04-24
vrijdag a.s. -> 2026-04-24
as vrijdag -> 2026-04-24
komende maandag -> 2026-04-27
aankomende dinsdag -> 2026-04-28
eerstvolgende donderdag -> 2026-04-23
komende woensdag -> 2026-04-29
volgende maandag -> 2026-04-27
volgende woensdag -> 2026-04-29
volgende vrijdag -> ?
volgende donderdag -> ?
deze vrijdag -> 2026-04-24
deze woensdag -> ?
deze maandag -> ?
afgelopen vrijdag -> ?
dondredag -> ?
maandag of dinsdag -> ?
elke vrijdag -> ?
niet vrijdag -> ?
ma/di -> ?
"""

WEEKS = """
volgende week vrijdag -> 2026-05-01
vrijdag volgende week -> 2026-05-01
vrijdag van volgende week -> 2026-05-01
vrijdag in de volgende week -> 2026-05-01
volgende week op maandag -> 2026-04-27
vlg. week do -> 2026-04-30
komende week maandag -> 2026-04-27
komende week vrijdag -> ?
deze week vrijdag -> 2026-04-24
vrijdag deze week -> 2026-04-24
deze week maandag -> ?
vrijdag over een week -> 2026-05-01
maandag over een week -> 2026-05-04
woensdag over een week -> ?
vrijdag over 2 weken -> 2026-05-08
vrijdag over 14 dagen -> 2026-05-08
over twee weken op vrijdag -> 2026-05-08
maandag over 2 weken -> ?
over twee weken maandag -> ?
vrijdag over acht dagen -> ?
eind van de week -> 2026-04-24
einde week -> 2026-04-24
aan het eind van de week -> 2026-04-24
eind deze week -> 2026-04-24
eind volgende week -> 2026-05-01
aan het einde van volgende week -> 2026-05-01
eind komende week -> ?
begin volgende week -> ?
midden van de week -> ?
volgende week -> ?
deze week -> ?
week 20 -> ?
vrijdag in week 20 -> 2026-05-15
maandag week 20 -> 2026-05-11
week 20 maandag -> 2026-05-11
do wk 20 -> 2026-05-14
eind week 20 -> 2026-05-15
maandag week 53 -> 2026-12-28
maandag week 1 -> 2027-01-04
maandag week 54 -> ?
maandag in week 16 -> ?
dit weekend -> 2026-04-25
in het weekend -> 2026-04-25
komend weekend -> 2026-04-25
volgend weekend -> ?
weekend van week 20 -> 2026-05-16
maandag in de week van 12 mei -> 2026-05-11
"""

COUNTED = """
vandaag -> 2026-04-22
morgen -> 2026-04-23
overmorgen -> 2026-04-24
morgen over een week -> 2026-04-30
vandaag over 2 weken -> 2026-05-06
over een week -> 2026-04-29
over 'n week -> 2026-04-29
over één week -> 2026-04-29
over twee weken -> 2026-05-06
over 14 dagen -> 2026-05-06
over drie dagen -> 2026-04-25
over acht dagen -> 2026-04-30
over eenentwintig dagen -> 2026-05-13
over vijfentwintig dagen -> 2026-05-17
over negentig dagen -> 2026-07-21
over een maand -> 2026-05-22
over drie maanden -> 2026-07-22
over een half jaar -> 2026-10-22
over een jaar -> 2027-04-22
over vier jaar -> ?
over 3 werkdagen -> 2026-04-28
eerstvolgende werkdag -> 2026-04-23
over anderhalve week -> ?
over een paar dagen -> ?
over enkele weken -> ?
over een week of twee -> ?
over een kwartaal -> ?
binnen een week -> ?
drie weken na 7 mei -> 2026-05-28
twee weken voor 7 mei -> 2026-04-23
de dag na 30 april -> 2026-05-01
eerste werkdag na Hemelvaart -> 2026-05-18
dinsdag na Pinksteren -> 2026-05-26
gisteren -> ?
eergisteren -> ?
een week geleden -> ?
zo snel mogelijk -> ?
"""


@every_row(table(WEEKDAYS + WEEKS + COUNTED))
def test_a_day_is_read_or_asked_back(phrase: str, expected: str) -> None:
    assert meaning(phrase) == expected
