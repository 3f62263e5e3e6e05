"""Deploy: brings the database to what the files say, changes only what differs, stops before anything breaks."""

from webapp.deploy.history import rollback
from webapp.deploy.problems import DeployError, Problem
from webapp.deploy.run import Report, deploy

__all__ = ["DeployError", "Problem", "Report", "deploy", "rollback"]
