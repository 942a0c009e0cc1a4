"""Generated histories of meetings, and what the calendars of the guests make of the mails."""
