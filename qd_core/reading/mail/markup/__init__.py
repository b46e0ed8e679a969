"""HTML mail to the text that a person sees."""

from qd_core.reading.mail.markup.rendering import Rendered, render

__all__ = ["Rendered", "render"]
