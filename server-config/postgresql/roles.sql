-- Roles of one DocEX installation. Run once in its database by a superuser, or let 'docex init' run it with a superuser's
-- login. Running it again changes nothing.
--
-- Optional settings, for example by PGOPTIONS="-c docex.system_password=... -c docex.tenants_password=...":
--   docex.installation       8 hex digits; made up when absent
--   docex.system_password    password of the system login
--   docex.tenants_password   password of the tenants login
--
-- docex_<installation>_owner    NOLOGIN   owns schemas and tables
-- docex_<installation>_system   LOGIN     the server's jdbc/docexSystem; member of the owner
-- docex_<installation>_tenants  LOGIN     the server's jdbc/docexTenants; no rights of its own
-- docex_<installation>_t_<id>   NOLOGIN   one for each tenant, made by docex_roles.create_tenant_role
DO $roles$
DECLARE
  installation text := nullif(current_setting('docex.installation', true), '');
  system_password text := nullif(current_setting('docex.system_password', true), '');
  tenants_password text := nullif(current_setting('docex.tenants_password', true), '');
  owner_role text;
  system_login text;
  tenants_login text;
BEGIN
  IF to_regclass('docex_roles.installation') IS NOT NULL THEN
    EXECUTE 'SELECT id FROM docex_roles.installation' INTO installation;
  END IF;
  installation := coalesce(installation, substr(md5(random()::text || clock_timestamp()::text), 1, 8));
  IF installation !~ '^[0-9a-f]{8}$' THEN
    RAISE EXCEPTION 'docex.installation must be 8 hex digits';
  END IF;
  owner_role := format('docex_%s_owner', installation);
  system_login := format('docex_%s_system', installation);
  tenants_login := format('docex_%s_tenants', installation);

  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = owner_role) THEN
    EXECUTE format('CREATE ROLE %I NOLOGIN', owner_role);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = system_login) THEN
    EXECUTE format('CREATE ROLE %I LOGIN', system_login);
  END IF;
  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = tenants_login) THEN
    EXECUTE format('CREATE ROLE %I LOGIN NOINHERIT', tenants_login);
  END IF;
  IF system_password IS NOT NULL THEN
    EXECUTE format('ALTER ROLE %I PASSWORD %L', system_login, system_password);
  END IF;
  IF tenants_password IS NOT NULL THEN
    EXECUTE format('ALTER ROLE %I PASSWORD %L', tenants_login, tenants_password);
  END IF;
  EXECUTE format('GRANT %I TO %I', owner_role, system_login);

  EXECUTE format('REVOKE ALL ON DATABASE %I FROM PUBLIC', current_database());
  EXECUTE format('GRANT CONNECT ON DATABASE %I TO %I, %I', current_database(), system_login, tenants_login);
  EXECUTE format('GRANT CREATE ON DATABASE %I TO %I', current_database(), owner_role);
  REVOKE ALL ON SCHEMA public FROM PUBLIC;

  CREATE SCHEMA IF NOT EXISTS docex_none;
  REVOKE ALL ON SCHEMA docex_none FROM PUBLIC;
  EXECUTE format('ALTER ROLE %I IN DATABASE %I SET search_path = docex_none', tenants_login, current_database());

  CREATE SCHEMA IF NOT EXISTS docex_roles;
  EXECUTE format('GRANT USAGE ON SCHEMA docex_roles TO %I', system_login);
  CREATE TABLE IF NOT EXISTS docex_roles.installation (id text PRIMARY KEY);
  EXECUTE format('GRANT SELECT ON docex_roles.installation TO %I', system_login);
  IF NOT EXISTS (SELECT FROM docex_roles.installation) THEN
    INSERT INTO docex_roles.installation VALUES (installation);
  END IF;
END
$roles$;

CREATE OR REPLACE FUNCTION docex_roles.tenant_role(tenant text) RETURNS text
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  IF tenant IS NULL OR tenant !~ '^[a-z_][a-z0-9_]{0,29}$' THEN
    RAISE EXCEPTION 'not a tenant id';
  END IF;
  RETURN format('docex_%s_t_%s', (SELECT id FROM docex_roles.installation), tenant);
END
$body$;

CREATE OR REPLACE FUNCTION docex_roles.create_tenant_role(tenant text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  EXECUTE format('CREATE ROLE %I NOLOGIN', docex_roles.tenant_role(tenant));
  EXECUTE format('GRANT %I TO %I', docex_roles.tenant_role(tenant),
    format('docex_%s_tenants', (SELECT id FROM docex_roles.installation)));
END
$body$;

CREATE OR REPLACE FUNCTION docex_roles.drop_tenant_role(tenant text) RETURNS void
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $body$
BEGIN
  EXECUTE format('DROP ROLE %I', docex_roles.tenant_role(tenant));
END
$body$;

DO $grants$
DECLARE
  system_login text := (SELECT format('docex_%s_system', id) FROM docex_roles.installation);
BEGIN
  REVOKE ALL ON FUNCTION docex_roles.tenant_role(text), docex_roles.create_tenant_role(text),
    docex_roles.drop_tenant_role(text) FROM PUBLIC;
  EXECUTE format('GRANT EXECUTE ON FUNCTION docex_roles.tenant_role(text), docex_roles.create_tenant_role(text), '
    'docex_roles.drop_tenant_role(text) TO %I', system_login);
END
$grants$;
