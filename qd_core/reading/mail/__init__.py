"""Reading mail: bytes to the sender's own words, who sent them, and the files that came along."""
