"""The demo: the real server and the real station program on one machine, with a sample property."""
