"""How the web process runs; whatever differs between places comes from the environment."""

import os

bind = os.environ.get("BIND", "0.0.0.0:8000")
wsgi_app = "tta_portal.wsgi:application"
worker_class = "gthread"
workers = int(os.environ.get("WEB_CONCURRENCY", "2"))
threads = int(os.environ.get("WEB_THREADS", "4"))
preload_app = True  # the workers share the memory of the loaded code
timeout = 60
graceful_timeout = 20
keepalive = 5
max_requests = 20_000
max_requests_jitter = 2_000
worker_tmp_dir = "/dev/shm" if os.access("/dev/shm", os.W_OK) else None  # noqa: S108  (a heartbeat must not wait for a disk)
forwarded_allow_ips = os.environ.get("TRUSTED_PROXIES", "127.0.0.1").replace("none", "127.0.0.1")

# Instances on one machine would share gunicorn's default control socket, and answer for each other.
control_socket = os.environ.get("GUNICORN_CONTROL_SOCKET", "")
control_socket_disable = not control_socket
