"""Dutch in: days, moments, series and the pieces that commands share."""
