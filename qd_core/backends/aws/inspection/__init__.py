"""Whether what is declared in ``resources`` is really there, as declared. Reads alone; nothing is changed.

Each function returns what is wrong in words, nothing where all is as it should be, and raises what ``calling`` does: a
ConfigError for what is missing or may not be looked at, TransientError where AWS does not answer.
"""
