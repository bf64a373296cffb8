"""Operations as they are run: gunicorn in processes of its own, real log-ins over HTTP, backups, kills."""
