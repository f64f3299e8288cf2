"""What a unit keeps on its disk: who it is, what the server last told it, and its journal."""
