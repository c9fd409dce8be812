#!/bin/bash
# The portal's database and logins, made when the Postgres container starts for the first time:
# the owner migrates, app serves, dispatch sends, backup reads. Only backup stands above
# row-level security, and it may not write.
set -euo pipefail

psql --set ON_ERROR_STOP=1 --username "$POSTGRES_USER" --dbname postgres \
	--set owner_password="$OWNER_PASSWORD" --set app_password="$APP_PASSWORD" \
	--set dispatch_password="$DISPATCH_PASSWORD" --set backup_password="$BACKUP_PASSWORD" <<'SQL'
CREATE ROLE tta_owner LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'owner_password';
CREATE ROLE tta_app LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'app_password';
CREATE ROLE tta_dispatch LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE NOBYPASSRLS PASSWORD :'dispatch_password';
CREATE ROLE tta_backup LOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE BYPASSRLS PASSWORD :'backup_password';
GRANT pg_read_all_data TO tta_backup;
ALTER ROLE tta_backup SET default_transaction_read_only = on;

CREATE DATABASE tta_portal OWNER tta_owner;
REVOKE ALL ON DATABASE tta_portal FROM PUBLIC;
GRANT CONNECT, TEMPORARY ON DATABASE tta_portal TO tta_owner, tta_app, tta_dispatch, tta_backup;

\connect tta_portal
CREATE EXTENSION IF NOT EXISTS btree_gin;
CREATE EXTENSION IF NOT EXISTS pg_trgm;
CREATE EXTENSION IF NOT EXISTS citext;
REVOKE CREATE ON SCHEMA public FROM PUBLIC;
GRANT USAGE, CREATE ON SCHEMA public TO tta_owner;
GRANT USAGE ON SCHEMA public TO tta_app, tta_dispatch, tta_backup;
SQL
