"""Timelines of gooi-en-vechtstreek-2018 worked out by hand, from the text, with a calendar on paper.

Art. 2.5.2: triage within 5 werkdagen of the aanmelding, the overleg within 14 dagen of it (calendar days); 2.5.3: the
advies 1 dag after the overleg; five werkdagen for 2.3 and a year after closing are the team's own. The comments count
as in overijssel_2022.py: `7 8 [14] 18` are working days, free weekdays between brackets, weekends left out."""

from tests.unit.golden.golden import Golden, TermijnEnd

DAYS = (
    Golden(
        "Easter 2026: the day after the overleg is Goede Vrijdag",
        "aanmelding=2026-03-30 bespreking=2026-04-02",
        (
            TermijnEnd("GV-2.5.2a", "2026-04-08", "2026-04-03 2026-04-06"),  # Mon 30 Mar: 31 1 2 [3 GV] [6 2P] 7 8
            TermijnEnd("GV-2.5.2b", "2026-04-13"),  # 30 Mar + 14 = 1 + 13: Mon 13 Apr
            TermijnEnd("GV-2.5.3", "2026-04-07", "2026-04-03 2026-04-06"),  # Fri 3 [GV], weekend, Mon 6 [2P], Tue 7
            TermijnEnd("GV-2.3b", "2026-04-13", "2026-04-03 2026-04-06"),  # [3 GV] [6 2P] 7 8 9 10 13
        ),
    ),
    Golden(
        "fourteen days that end on Bevrijdingsdag; the day after the overleg is Hemelvaart",
        "aanmelding=2026-04-21 bespreking=2026-05-13",
        (
            TermijnEnd("GV-2.5.2a", "2026-04-29", "2026-04-27"),  # Tue 21 Apr: 22 23 24 [27 KD] 28 29
            TermijnEnd("GV-2.5.2b", "2026-05-06", "2026-05-05"),  # Tue 21 Apr + 14 = Tue 5 May [BV], Wed 6
            TermijnEnd("GV-2.5.3", "2026-05-18", "2026-05-14 2026-05-15"),  # Thu 14 [HV], 15 [GG], weekend, Mon 18
            TermijnEnd("GV-2.3b", "2026-05-22", "2026-05-14 2026-05-15"),  # [14 HV] [15 GG] 18 19 20 21 22
        ),
    ),
    Golden(
        "received on a Saturday: fourteen days end on one; an overleg on a Friday, of which Saturday is the next day",
        "aanmelding=2026-01-31 bespreking=2026-02-13",
        (
            TermijnEnd("GV-2.5.2a", "2026-02-06"),  # Sat 31 Jan: 2 3 4 5 6
            TermijnEnd("GV-2.5.2b", "2026-02-16"),  # Sat 31 + 14 = Sat 14 Feb, Mon 16
            TermijnEnd("GV-2.5.3", "2026-02-16"),  # Sat 14, Mon 16: one day only, so art. 2 Awt asks no second one
            TermijnEnd("GV-2.3b", "2026-02-20"),  # 16 17 18 19 20
        ),
    ),
    Golden(
        "Christmas 2025 and New Year with the equated 2 January; closed on a Sunday",
        "aanmelding=2025-12-18 bespreking=2025-12-24 afgesloten=2025-12-28",
        (
            TermijnEnd(
                "GV-2.5.2a", "2025-12-29", "2025-12-25 2025-12-26"
            ),  # Thu 18 Dec: 19 22 23 24 [25 K1] [26 K2] 29
            TermijnEnd("GV-2.5.2b", "2026-01-05", "2026-01-01 2026-01-02"),  # 18 + 14 = Thu 1 [NJ], 2 [GG], Mon 5 Jan
            TermijnEnd("GV-2.5.3", "2025-12-29", "2025-12-25 2025-12-26"),  # Thu 25 [K1], 26 [K2], weekend, Mon 29
            # [25 K1] [26 K2] 29 30 31 [1 NJ] [2 GG] 5 6
            TermijnEnd("GV-2.3b", "2026-01-06", "2025-12-25 2025-12-26 2026-01-01 2026-01-02"),
            TermijnEnd("GV-AVG5", "2026-12-28"),  # a year on, Mon 28 Dec
        ),
    ),
    Golden(
        "29 February; a month of the AVG that ends on Hemelvaart; hours that run on through Christmas",
        "afgesloten=2024-02-29 verzoek=2026-04-14 datalek=2026-12-24T16:00",
        (
            TermijnEnd("GV-AVG5", "2025-02-28"),  # no 29 Feb in 2025: Fri 28 Feb
            TermijnEnd("AVG-12", "2026-05-18", "2026-05-14 2026-05-15"),  # Thu 14 [HV], 15 [GG], weekend, Mon 18
            TermijnEnd("AVG-33", "2026-12-27T16:00:00+01:00"),  # Thu 24 + 72 h = Sun 27 Dec
        ),
    ),
)
