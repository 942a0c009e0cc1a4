"""Commands that show something: status, terms, figures, fees."""
