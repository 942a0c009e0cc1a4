"""Shows on the terminal the messages of the room and the mails as they arrive."""

import re
import shutil
import sys
import textwrap
from dataclasses import dataclass
from datetime import datetime

from retbot.domain.tijd import local
from retbot.wording.dates import clock_time, full_date

_COLOURS = {"secretaris": 36, "voorzitter": 35, "expert": 34, "retbot": 32}
_BOLD = re.compile(r"\*\*(.+?)\*\*")


@dataclass(slots=True)
class Screen:
    """Set `colour` to false for a file or a terminal without colours."""

    colour: bool = sys.stdout.isatty()
    _day: str = ""

    def chapter(self, title: str) -> None:
        print(f"\n{self._style(title, 1, 4)}", flush=True)

    def moment(self, now: datetime) -> None:
        day = full_date(local(now).date())
        if day != self._day:
            self._day = day
            print(f"\n{self._style(f'── {day} ──', 2)}", flush=True)

    def show_message(self, now: datetime, who: str, body: str, *, in_case: bool, private: bool) -> None:
        mark = "↳ " if in_case else "(privé) " if private else ""
        head = f"{clock_time(local(now).time())} {mark}{who}"
        print(f"{self._style(head, _COLOURS.get(who, 37), 1)}", flush=True)
        for line in body.splitlines():
            self._print(line, indent="      " if in_case else "   ")

    def reaction(self, who: str, emoji: str) -> None:
        print(self._style(f"      {emoji} {who}", _COLOURS.get(who, 37)), flush=True)

    def vote(self, who: str) -> None:
        print(self._style(f"      {who} kiest in de peiling", _COLOURS.get(who, 37)), flush=True)

    def mail(self, name: str, subject: str) -> None:
        print(self._style(f"      ✉ {name}: {subject}", 33), flush=True)

    def progress(self, what: str) -> None:
        print(self._style(f"… {what}", 2), file=sys.stderr, flush=True)

    def _print(self, line: str, indent: str) -> None:
        width = max(40, min(110, shutil.get_terminal_size((100, 24)).columns) - len(indent))
        hanging = "  " if line.startswith("•") else ""
        for part in textwrap.wrap(line, width, subsequent_indent=hanging) or [""]:
            print(indent + _BOLD.sub(lambda m: self._style(m[1], 1), part), flush=True)

    def _style(self, text: str, *codes: int) -> str:
        return f"\033[{';'.join(map(str, codes))}m{text}\033[0m" if self.colour else text
