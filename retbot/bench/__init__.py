"""retbot measured beside what it is compared to, in one run on the same machine."""
