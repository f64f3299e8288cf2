"""The link to the server: enrolment, one connection for each socket, and when to try again."""
