"""The words that asking is done with, language by language; a language is a file of phrases and nothing else."""
