"""Keeping a station and the server in step: its journal comes in here, and nowhere else."""
