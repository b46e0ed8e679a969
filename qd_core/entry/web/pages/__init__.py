"""A module a page; each has ``routes``, a list that the application collects.

A page is a function ``handler(visit: Visit) -> Response``, made a route by ``page("/path", handler, methods=(…))``:
signed in unless ``access=Access.ANYBODY``, a POST only with the session's token (``<input type="hidden"
name="form_token" value="{{ form_token }}">`` in the form), errors of the ``QdError`` tree shown as pages with words.
Handlers run in the desk's own few threads, so they may block on the database. ``visit.render("x.html", …)`` answers
with a template, ``visit.go("/x", said="asked")`` sends the browser on with one of the fixed notices.
"""
