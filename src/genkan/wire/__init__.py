"""The messages between Genkan's parts: one frame, one catalogue for each link and direction."""
