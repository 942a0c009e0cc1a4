"""The encrypted rooms: login session, signing, trust, reading, sending."""
