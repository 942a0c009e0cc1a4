"""Parses calendar objects (RFC 5545, 3.4), also when their beginning or end is missing."""

from dataclasses import dataclass, field

from retbot.mail.content_lines import ContentLine, lines


@dataclass(slots=True)
class CalendarObject:
    """One VCALENDAR. `whole` is False when it is cut off within its last VEVENT."""

    method: str | None = None
    events: list[list[ContentLine]] = field(default_factory=list)
    """The properties of each VEVENT, without those of the components inside it."""
    zones: list[list[ContentLine]] = field(default_factory=list)
    """Each VTIMEZONE with everything in it."""
    others: set[str] = field(default_factory=set)
    """The names of other components."""
    whole: bool = True


def parse(content: bytes, charset: str | None) -> list[CalendarObject]:
    """All objects in the part; more than one is rare but allowed (RFC 6047, 2.4)."""
    reader = _Reader()
    for line in lines(content, charset):
        reader.take(line)
    return reader.objects


@dataclass(slots=True)
class _Reader:
    objects: list[CalendarObject] = field(default_factory=list)
    stack: list[str] = field(default_factory=list)

    def take(self, line: ContentLine) -> None:
        name = line.value.strip().upper()
        if line.name == "BEGIN":
            self._begin(name)
        if self.stack[1:2] == ["VTIMEZONE"]:
            self.objects[-1].zones[-1].append(line)
        elif line.name not in {"BEGIN", "END"} and self.objects:
            self._keep(line)
        if line.name == "END":
            self._end(name)

    def _begin(self, name: str) -> None:
        if name == "VCALENDAR" or not self.objects:
            self.objects.append(CalendarObject())
            self.stack = ["VCALENDAR"]
        if name == "VCALENDAR":
            return
        self.stack = [*(self.stack or ["VCALENDAR"]), name]
        if len(self.stack) != 2:
            return
        found = self.objects[-1]
        if name == "VEVENT":
            found.events.append([])
            found.whole = False
        elif name == "VTIMEZONE":
            found.zones.append([])
        else:
            found.others.add(name)

    def _end(self, name: str) -> None:
        if name in {"VEVENT", "VCALENDAR"} and self.objects:
            self.objects[-1].whole = True
        if name in self.stack:
            self.stack = self.stack[: self.stack.index(name)]

    def _keep(self, line: ContentLine) -> None:
        found = self.objects[-1]
        if self.stack == ["VCALENDAR", "VEVENT"]:
            found.events[-1].append(line)
        if line.name == "METHOD" and (self.stack == ["VCALENDAR"] or found.method is None):
            found.method = line.value.strip().upper()[:20] or None
