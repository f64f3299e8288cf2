"""What the unit does: release doors, keep the visitor's call, hand the journal over."""
