"""Doors to outside services; each with its own time limit, each replaceable by a setting."""
