"""The program of a door station: it owns the door, its relays and its journal, and serves its screen.

Rungs, each importing only those below it:
commands ▸ bootstrap ▸ kiosk | link ▸ controller ▸ store ▸ hardware ▸ settings | clock | faults
"""
