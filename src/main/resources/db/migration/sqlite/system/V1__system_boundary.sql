CREATE TABLE installation (
  id varchar(36) NOT NULL,
  secret varchar(64) NOT NULL,
  tenancy boolean NOT NULL,
  single_schema_version varchar(50),
  created_at text NOT NULL,
  CONSTRAINT installation_pk PRIMARY KEY (id)
);

CREATE TABLE tenant_registry (
  tenant_id varchar(30) NOT NULL,
  display_name varchar(255) NOT NULL,
  is_system boolean NOT NULL,
  isolation_strategy varchar(10) NOT NULL,
  schema_name varchar(63),
  database_path varchar(1024),
  created_at text NOT NULL,
  created_by varchar(255) NOT NULL,
  last_updated_at text NOT NULL,
  last_updated_by varchar(255) NOT NULL,
  status varchar(20) NOT NULL,
  role_name varchar(63),
  schema_version varchar(50) NOT NULL,
  row_version bigint NOT NULL,
  CONSTRAINT tenant_registry_pk PRIMARY KEY (tenant_id),
  CONSTRAINT tenant_registry_strategy_ck CHECK (isolation_strategy IN ('schema', 'database')),
  CONSTRAINT tenant_registry_status_ck CHECK (status IN ('PROVISIONING', 'ACTIVE', 'SUSPENDED', 'DELETED', 'PURGED')),
  CONSTRAINT tenant_registry_place_ck CHECK ((schema_name IS NULL) <> (database_path IS NULL))
);
CREATE UNIQUE INDEX tenant_registry_schema_uq ON tenant_registry (schema_name);
CREATE UNIQUE INDEX tenant_registry_path_uq ON tenant_registry (database_path);
CREATE INDEX tenant_registry_created_ix ON tenant_registry (created_at, tenant_id);
CREATE INDEX tenant_registry_display_name_ix ON tenant_registry (display_name, tenant_id);

CREATE TABLE plan (
  id varchar(36) NOT NULL,
  tenant_id varchar(30) NOT NULL,
  kind varchar(20) NOT NULL,
  state varchar(20) NOT NULL,
  detail text,
  started_at text NOT NULL,
  started_by varchar(255) NOT NULL,
  finished_at text,
  CONSTRAINT plan_pk PRIMARY KEY (id),
  CONSTRAINT plan_state_ck CHECK (state IN ('RUNNING', 'DONE', 'UNDONE'))
);
CREATE INDEX plan_tenant_ix ON plan (tenant_id, started_at);
CREATE INDEX plan_unfinished_ix ON plan (tenant_id) WHERE state = 'RUNNING';

CREATE TABLE plan_step (
  plan_id varchar(36) NOT NULL,
  ordinal bigint NOT NULL,
  step varchar(30) NOT NULL,
  outcome varchar(20) NOT NULL,
  happened_at text NOT NULL,
  CONSTRAINT plan_step_pk PRIMARY KEY (plan_id, ordinal),
  CONSTRAINT plan_step_plan_fk FOREIGN KEY (plan_id) REFERENCES plan (id) ON DELETE CASCADE,
  CONSTRAINT plan_step_outcome_ck CHECK (outcome IN ('APPLIED', 'FOUND', 'UNDONE'))
);

CREATE TABLE admin_audit (
  id varchar(36) NOT NULL,
  occurred_at text NOT NULL,
  user_id varchar(255) NOT NULL,
  action varchar(50) NOT NULL,
  tenant_id varchar(30),
  before text,
  after text,
  result varchar(50) NOT NULL,
  CONSTRAINT admin_audit_pk PRIMARY KEY (id)
);
CREATE INDEX admin_audit_occurred_ix ON admin_audit (occurred_at, id);
CREATE INDEX admin_audit_tenant_ix ON admin_audit (tenant_id, occurred_at);
