"""The Lambda functions, a thin file each, over the same steps that one machine runs.

A module is named for its function (``intake_webhook`` is ``intake-webhook``) and its entry is ``handler``. What they
share stands in ``function.py`` (logs, errors), ``environment.py`` (the application), ``queued.py`` (SQS), ``stored.py``
(S3), ``topics.py`` (SNS) and ``urls.py`` (Function URLs). No module imports at its top what only some events need.
"""
