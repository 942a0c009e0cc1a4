"""Dutch out: answers, terms, dates and pages."""
