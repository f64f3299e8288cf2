"""Properties 「物件」, their buildings 「棟」, homes 「住戸」 and doors."""
