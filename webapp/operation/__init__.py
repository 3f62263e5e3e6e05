"""What an operator does beside deploying: health, backup and restore, people from the console, the reference."""
