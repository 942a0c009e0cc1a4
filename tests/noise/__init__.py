"""How much the bot says: counted over the demo's months and over a scripted team of four cases."""
