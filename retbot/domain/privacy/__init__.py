"""What is kept, for how long, who may see it, and which figures may be shared."""
