"""Common Thread: training and technical assistance that lasts longer than one answer."""

from tta_portal.celery import app as celery_app

__all__ = ["celery_app"]
