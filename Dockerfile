# Sokol in containers: `docker compose up`. Two images: the database (the official PostgreSQL and plpgsql_check), and
# Sokol itself, which is web, worker and deploy by turns.

FROM postgres:17-trixie AS db
RUN apt-get update \
    && apt-get install -y --no-install-recommends postgresql-17-plpgsql-check \
    && rm -rf /var/lib/apt/lists/*
COPY sql/bootstrap.sql sql/bootstrap_database.sql sql/bootstrap_access.sql /sokol/sql/
COPY script/docker-initdb /docker-entrypoint-initdb.d/10-sokol.sh

# Debian 13: its PostgreSQL client is of the server's version; an older pg_dump refuses a newer server.
FROM debian:13-slim AS sokol
# The packages that script/bootstrap asks for, and the tools of `sokol backup` and `sokol restore`.
RUN apt-get update \
    && apt-get install -y --no-install-recommends odbc-postgresql unixodbc python3-venv postgresql-client ca-certificates \
        libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 fontconfig fonts-paratype \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --uid 10001 --create-home --shell /usr/sbin/nologin sokol
WORKDIR /sokol
COPY --chown=sokol requirements.lock config.toml gunicorn.conf.py ./
COPY --chown=sokol script script
COPY --chown=sokol webapp webapp
RUN mkdir -p var/mail site && chown -R sokol: /sokol
USER sokol
# No cluster of its own in here.
ENV SOKOL_NO_CLUSTER=1 PATH=/sokol/.venv/bin:$PATH
RUN script/bootstrap && rm -rf var/secret
COPY --chown=sokol sql sql
EXPOSE 8000
CMD ["gunicorn", "--config", "gunicorn.conf.py"]
