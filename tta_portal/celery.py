"""The worker: tasks carry their network with them, and open its scope before they run."""

from __future__ import annotations

import os
from typing import Any

import structlog
from celery import Celery
from celery.contrib.django.task import DjangoTask
from celery.signals import beat_init, setup_logging, task_prerun, worker_init

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tta_portal.settings")


class NetworkTask(DjangoTask):
    """A task queued while a network is in force runs with that network in force.

    `scoped=False` is for the few tasks that commit in steps and open scopes themselves.
    """

    abstract = True
    scoped = True

    def apply_async(self, args: Any = None, kwargs: Any = None, *rest: Any, **options: Any) -> Any:
        from tta_portal.tenancy.scope import network_in_force  # the apps are not loaded when Celery is

        network_id = network_in_force()
        if network_id is not None and self.scoped:
            options["headers"] = {**(options.get("headers") or {}), "network_id": network_id}
        return super().apply_async(args, kwargs, *rest, **options)

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        from tta_portal.tenancy.scope import network_scope  # the apps are not loaded when Celery is

        network_id = (self.request.headers or {}).get("network_id")
        if network_id is None:
            return self.run(*args, **kwargs)
        with network_scope(network_id):
            return self.run(*args, **kwargs)


app = Celery("tta_portal", task_cls=NetworkTask)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()
app.autodiscover_tasks(["tta_portal"], related_name="clock")


@setup_logging.connect
def keep_our_logging(**kwargs: Any) -> None:
    """Celery leaves logging alone when something listens here."""


@task_prerun.connect
def name_the_task(task_id: str, task: Any, **kwargs: Any) -> None:
    """Put the task's id on every line it logs."""
    structlog.contextvars.clear_contextvars()
    structlog.contextvars.bind_contextvars(task_id=task_id, task=task.name)


@worker_init.connect
def refuse_to_start_unsafe(**kwargs: Any) -> None:
    """A worker checks the database as the web process does."""
    from tta_portal.tenancy.guard import refuse_unsafe_database  # the apps are not loaded when Celery is

    refuse_unsafe_database()


@beat_init.connect
def tick_at_once(**kwargs: Any) -> None:
    """The first tick need not wait ten seconds: a portal that has just started is ready sooner."""
    app.send_task("tta_portal.clock.tick", expires=10)
