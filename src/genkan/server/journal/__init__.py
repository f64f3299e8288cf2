"""What happened: append-only, with opaque ids only, so that erasing a person needs no change here."""
