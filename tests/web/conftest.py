"""Fixtures that several files of this folder use."""

from tests.web.papers import as_, database, desk, finished, printer
from tests.web.trial import trial, trial_app, trial_settings
from tests.web.visitor import fresh_day, petrova, signed_in, sql

__all__ = [
    "as_",
    "database",
    "desk",
    "finished",
    "fresh_day",
    "petrova",
    "printer",
    "signed_in",
    "sql",
    "trial",
    "trial_app",
    "trial_settings",
]
