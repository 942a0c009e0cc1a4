"""What is typed to record that something happened."""
