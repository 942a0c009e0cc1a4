"""The encrypted rooms: session, signing, trust, reading, sending."""
