"""What a camera's pictures say: the station reads and matches, the server enrols."""
