"""Quote Drafter: hCaptcha and Turnstile in front of the web form."""
