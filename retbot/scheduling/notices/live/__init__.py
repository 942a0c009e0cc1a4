"""Messages that the bot keeps current by editing: the board of the team's room, and the summary of each case."""

from retbot.scheduling.notices.live import board, summary

__all__ = ["board", "summary"]
