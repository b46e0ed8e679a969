"""What the pages for buyers share: forms as messages, uploads in the making, captcha and rate."""
