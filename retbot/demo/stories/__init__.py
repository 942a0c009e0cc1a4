"""The stories that the demo plays, by covenant."""

from collections.abc import Sequence

from retbot.demo.stories.gooi import GOOI
from retbot.demo.stories.ijsselland import IJSSELLAND
from retbot.demo.stories.model import MODEL
from retbot.demo.stories.overijssel import OVERIJSSEL
from retbot.demo.stories.steps import Step
from retbot.demo.stories.westfriesland import WESTFRIESLAND

STORIES: dict[str, Sequence[Step]] = {
    "overijssel-2022": OVERIJSSEL,
    "gooi-en-vechtstreek-2018": GOOI,
    "ijsselland-pilot-2018": IJSSELLAND,
    "westfriesland-2023": WESTFRIESLAND,
    "model-2024": MODEL,
}
