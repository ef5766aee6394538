"""How the extractor's model is trained from marked documents and exported. Needs torch; not in the wheel."""
