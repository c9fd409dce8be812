# syntax=docker/dockerfile:1
# One image for migrate, web, worker and beat. Runs as a numbered account on a read-only file system
# with a writable /tmp.

FROM node:24-slim AS assets
WORKDIR /src
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY frontend frontend
COPY static static
RUN npm run build

FROM python:3.11-slim AS packages
RUN python -m venv /venv && pip install --no-cache-dir uv
COPY requirements.txt .
RUN UV_COMPILE_BYTECODE=1 UV_LINK_MODE=copy \
    uv pip install --no-cache --python /venv/bin/python --require-hashes -r requirements.txt

FROM python:3.11-slim
WORKDIR /app
COPY --from=packages /venv /venv
COPY . .
COPY --from=assets /src/static_build static_build
ENV PATH=/venv/bin:$PATH \
    HOME=/tmp \
    PYTHONUNBUFFERED=1 \
    DJANGO_SETTINGS_MODULE=tta_portal.settings \
    STATIC_ROOT=/app/staticfiles \
    STATIC_STORAGE=manifest

# The settings want a full environment; these values reach no database and stay in this one command.
RUN SECRET_KEY=only-to-collect-static-files-while-the-image-is-being-built \
    ALLOWED_HOSTS=localhost SITE_URL=http://localhost \
    DATABASE_URL=postgres://nobody@127.0.0.1:1/none DATABASE_DISPATCH_URL=postgres://nobody@127.0.0.1:1/none \
    REDIS_URL=redis://127.0.0.1:1/0 EMAIL_URL=smtp://127.0.0.1:1 DEFAULT_FROM_EMAIL=nobody@example.org \
    FILES_URL=file:///var/lib/common-thread/files \
    python manage.py collectstatic --noinput --verbosity 0 \
    && python -m compileall -q /app

# A volume that is mounted here for the first time takes over this owner.
RUN install -d -o 10001 -g 10001 -m 700 /var/lib/common-thread/files

ENV PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
EXPOSE 8000
CMD ["gunicorn", "--config", "gunicorn.conf.py"]
