"""Mail with parties outside the room: what is sent to them and what they answer."""
