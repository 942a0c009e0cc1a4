"""Arguments of commands about deelnemers."""
