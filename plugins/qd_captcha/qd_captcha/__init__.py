"""hCaptcha and Turnstile in front of the web form: two plugins that ask the vendor's ``siteverify``."""
