"""Generated histories of meetings, and what the mails do to the guests' calendars."""
