"""Commands that show: status, terms, figures, fees."""
