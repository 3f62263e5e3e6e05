"""Fixtures that several files of this folder use."""

from tests.web.trial import trial, trial_app, trial_settings

__all__ = ["trial", "trial_app", "trial_settings"]
