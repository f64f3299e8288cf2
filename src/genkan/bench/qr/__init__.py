"""QR codes before a lobby's camera: hard scenes, and how many of them are read how fast."""
