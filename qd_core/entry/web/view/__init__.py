"""From records to what a template shows: no template works anything out."""
