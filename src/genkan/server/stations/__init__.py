"""Door stations 「集合玄関機」: the units, their relays, enrolment, and the port to them."""
