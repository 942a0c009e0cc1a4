"""The rooms that the bot is in, and what is wrong with them."""
