"""The bot's Dutch output: answers, terms, dates and pages."""
