"""How gunicorn runs the site; it reads this file by itself when it is started in the project's folder.

What differs from machine to machine comes from the environment and is described in docs/drift.md. Nothing is kept in a
worker's memory between requests, so any number of workers on any number of hosts may share one database.
"""

import os

wsgi_app = "kontrakt.wsgi"
bind = os.environ.get("BIND", "127.0.0.1:8000")
workers = int(os.environ.get("WEB_CONCURRENCY", "3"))

# Seconds. The longest honest wait is for SQLite's lock (20) before a save; a worker that is silent for longer is stuck.
timeout = 60
graceful_timeout = 30  # on a restart, what is being saved is saved first

# A worker is replaced now and then, so that a leak anywhere never grows; not all of them at the same time.
max_requests = 2_000
max_requests_jitter = 500

# The heartbeat lies in memory: a slow disk must not look like a stuck worker.
worker_tmp_dir = "/dev/shm" if os.path.isdir("/dev/shm") else None  # noqa: S108 - the system's own folder

accesslog = None  # the application logs each request itself, without personal data
errorlog = "-"
control_socket_disable = True  # one door less
