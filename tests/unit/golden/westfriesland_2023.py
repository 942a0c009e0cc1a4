"""Timelines of westfriesland-2023 worked out by hand, from the text, with a calendar on paper.

The handboek has no dated term of its own; all of these are the team's choice: two werkdagen after a general question
(1.6) and for the letter about the monitor (bijl. 4, rule 1: at the start), four weken after the advies (2.3: until the
result is reached; the first end), a year after closing. The comments count as in overijssel_2022.py."""

from tests.unit.golden.golden import Golden, TermijnEnd

DAYS = (
    Golden(
        "Easter, Koningsdag and four weeks that end on Bevrijdingsdag",
        "aanmelding=2026-04-02 vraag=2026-04-24 advies_verzonden=2026-04-07",
        (
            TermijnEnd("WF-B4.1", "2026-04-08", "2026-04-03 2026-04-06"),  # Thu 2 Apr: [3 GV] [6 2P] 7 8
            TermijnEnd("WF-1.6b", "2026-04-29", "2026-04-27"),  # Fri 24 Apr: [27 KD] 28 29
            TermijnEnd("WF-2.3", "2026-05-06", "2026-05-05"),  # Tue 7 Apr + 28 = 23 + 5: Tue 5 May [BV], Wed 6
        ),
    ),
    Golden(
        "Hemelvaart 2026 with the equated Friday, and Pinksteren",
        "aanmelding=2026-05-21 vraag=2026-05-13 advies_verzonden=2026-04-16",
        (
            TermijnEnd("WF-B4.1", "2026-05-26", "2026-05-25"),  # Thu 21 May: 22 [25 PM] 26
            TermijnEnd("WF-1.6b", "2026-05-19", "2026-05-14 2026-05-15"),  # Wed 13 May: [14 HV] [15 GG] 18 19
            TermijnEnd("WF-2.3", "2026-05-18", "2026-05-14 2026-05-15"),  # 16 Apr + 28 = Thu 14 [HV], 15 [GG], Mon 18
        ),
    ),
    Golden(
        "Christmas 2025 and New Year; four weeks that end on the equated 2 January",
        "aanmelding=2025-12-31 vraag=2025-12-24 advies_verzonden=2025-12-05",
        (
            TermijnEnd("WF-B4.1", "2026-01-06", "2026-01-01 2026-01-02"),  # Wed 31 Dec: [1 NJ] [2 GG] 5 6
            TermijnEnd("WF-1.6b", "2025-12-30", "2025-12-25 2025-12-26"),  # Wed 24 Dec: [25 K1] [26 K2] 29 30
            TermijnEnd("WF-2.3", "2026-01-05", "2026-01-02"),  # Fri 5 Dec + 28 = Fri 2 Jan [GG], weekend, Mon 5
        ),
    ),
    Golden(
        "weekends alone",
        "aanmelding=2026-02-27 vraag=2026-03-01 advies_verzonden=2026-02-28",
        (
            TermijnEnd("WF-B4.1", "2026-03-03"),  # Fri 27 Feb: 2 3
            TermijnEnd("WF-1.6b", "2026-03-03"),  # Sun 1 Mar: 2 3
            TermijnEnd("WF-2.3", "2026-03-30"),  # Sat 28 Feb + 28 = Sat 28 Mar, Mon 30
        ),
    ),
    Golden(
        "2029, when bridge days are not known yet: Friday 11 May counts",
        "vraag=2029-05-09 advies_verzonden=2029-04-13",
        (
            TermijnEnd("WF-1.6b", "2029-05-14", "2029-05-10"),  # Wed 9 May: [10 HV] 11 14
            TermijnEnd("WF-2.3", "2029-05-11"),  # Fri 13 Apr + 28 = 17 + 11: Fri 11 May
        ),
    ),
    Golden(
        "a month of the AVG that ends on Easter Sunday, hours over the end of summer time",
        "afgesloten=2026-10-25 verzoek=2026-03-05 datalek=2026-10-24T12:00",
        (
            TermijnEnd("WF-AVG5", "2027-10-25"),  # Mon 25 Oct
            TermijnEnd("AVG-12", "2026-04-07", "2026-04-06"),  # Sun 5 Apr, Mon 6 [2P], Tue 7
            TermijnEnd("AVG-33", "2026-10-27T11:00:00+01:00"),  # 10:00Z + 72 h = Tue 27 Oct 10:00Z
        ),
    ),
)
