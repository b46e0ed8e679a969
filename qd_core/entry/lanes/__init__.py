"""How messages reach `qd serve`: a mail server of its own, a watched folder, a polled mailbox."""
