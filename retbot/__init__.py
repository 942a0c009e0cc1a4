"""retbot keeps the terms of a Regionaal Expertteam in its encrypted Matrix room."""
