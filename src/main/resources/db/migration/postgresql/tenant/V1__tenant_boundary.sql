CREATE TABLE boundary (
  tenant_id varchar(30) NOT NULL,
  plan_id varchar(36) NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT boundary_pk PRIMARY KEY (tenant_id)
);

CREATE TABLE docbasket (
  id varchar(36) NOT NULL,
  name varchar(255) COLLATE "C" NOT NULL,
  description text,
  storage varchar(30) NOT NULL,
  status varchar(20) NOT NULL,
  row_version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by varchar(255) NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by varchar(255) NOT NULL,
  CONSTRAINT docbasket_pk PRIMARY KEY (id),
  CONSTRAINT docbasket_status_ck CHECK (status IN ('active', 'inactive'))
);
CREATE UNIQUE INDEX docbasket_name_uq ON docbasket (name);
CREATE INDEX docbasket_created_ix ON docbasket (created_at, id);

CREATE TABLE document (
  id varchar(36) NOT NULL,
  basket_id varchar(36) NOT NULL,
  name varchar(255) COLLATE "C" NOT NULL,
  source varchar(1024) NOT NULL,
  source_digest varchar(64) NOT NULL,
  path varchar(1024) NOT NULL,
  content_type varchar(255) NOT NULL,
  document_type varchar(50) NOT NULL,
  size bigint NOT NULL,
  checksum varchar(64) NOT NULL,
  status varchar(20) NOT NULL,
  content_version bigint NOT NULL,
  processing_attempts bigint NOT NULL,
  row_version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by varchar(255) NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by varchar(255) NOT NULL,
  CONSTRAINT document_pk PRIMARY KEY (id),
  CONSTRAINT document_basket_fk FOREIGN KEY (basket_id) REFERENCES docbasket (id) ON DELETE RESTRICT,
  CONSTRAINT document_status_ck CHECK (status IN ('RECEIVED', 'PROCESSING', 'PROCESSED', 'FAILED', 'SENT', 'DUPLICATE')),
  CONSTRAINT document_size_ck CHECK (size >= 0)
);
CREATE UNIQUE INDEX document_live_uq ON document (basket_id, checksum, source_digest) WHERE status <> 'DUPLICATE';
CREATE INDEX document_basket_created_ix ON document (basket_id, created_at, id);
CREATE INDEX document_basket_name_ix ON document (basket_id, name, id);
CREATE INDEX document_basket_status_ix ON document (basket_id, status);
CREATE INDEX document_basket_type_ix ON document (basket_id, document_type);
CREATE INDEX document_checksum_ix ON document (checksum);

CREATE TABLE document_metadata (
  id varchar(36) NOT NULL,
  document_id varchar(36) NOT NULL,
  key varchar(255) NOT NULL,
  value text NOT NULL,
  value_digest varchar(64) NOT NULL,
  metadata_type varchar(20) NOT NULL,
  coordination_id varchar(36),
  created_at timestamptz NOT NULL,
  created_by varchar(255) NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by varchar(255) NOT NULL,
  CONSTRAINT document_metadata_pk PRIMARY KEY (id),
  CONSTRAINT document_metadata_document_fk FOREIGN KEY (document_id) REFERENCES document (id) ON DELETE CASCADE,
  CONSTRAINT document_metadata_type_ck CHECK (metadata_type IN ('system', 'custom'))
);
CREATE UNIQUE INDEX document_metadata_key_uq ON document_metadata (document_id, key);
CREATE INDEX document_metadata_value_ix ON document_metadata (key, value_digest);

CREATE TABLE file_history (
  id varchar(36) NOT NULL,
  document_id varchar(36) NOT NULL,
  version bigint NOT NULL,
  original_path varchar(1024),
  internal_path varchar(1024) NOT NULL,
  checksum varchar(64) NOT NULL,
  size bigint NOT NULL,
  content_type varchar(255) NOT NULL,
  reason varchar(20) NOT NULL,
  created_at timestamptz NOT NULL,
  created_by varchar(255) NOT NULL,
  CONSTRAINT file_history_pk PRIMARY KEY (id),
  CONSTRAINT file_history_document_fk FOREIGN KEY (document_id) REFERENCES document (id) ON DELETE CASCADE,
  CONSTRAINT file_history_reason_ck CHECK (reason IN ('ADD', 'UPDATE', 'RESTORE', 'MIGRATION'))
);
CREATE UNIQUE INDEX file_history_version_uq ON file_history (document_id, version);

CREATE TABLE operations (
  id varchar(36) NOT NULL,
  document_id varchar(36) NOT NULL,
  operation_type varchar(100) NOT NULL,
  status varchar(50) NOT NULL,
  details text,
  error text,
  created_at timestamptz NOT NULL,
  created_by varchar(255) NOT NULL,
  completed_at timestamptz,
  CONSTRAINT operations_pk PRIMARY KEY (id),
  CONSTRAINT operations_document_fk FOREIGN KEY (document_id) REFERENCES document (id) ON DELETE CASCADE,
  CONSTRAINT operations_status_ck CHECK (status IN ('pending', 'in_progress', 'success', 'failed'))
);
CREATE INDEX operations_document_ix ON operations (document_id, created_at);
CREATE INDEX operations_type_ix ON operations (operation_type);
CREATE INDEX operations_status_ix ON operations (status);

CREATE TABLE operation_dependencies (
  id varchar(36) NOT NULL,
  operation_id varchar(36) NOT NULL,
  depends_on varchar(36) NOT NULL,
  created_at timestamptz NOT NULL,
  CONSTRAINT operation_dependencies_pk PRIMARY KEY (id),
  CONSTRAINT operation_dependencies_operation_fk FOREIGN KEY (operation_id) REFERENCES operations (id) ON DELETE CASCADE,
  CONSTRAINT operation_dependencies_depends_fk FOREIGN KEY (depends_on) REFERENCES operations (id) ON DELETE CASCADE,
  CONSTRAINT operation_dependencies_self_ck CHECK (operation_id <> depends_on)
);
CREATE UNIQUE INDEX operation_dependencies_uq ON operation_dependencies (operation_id, depends_on);
CREATE INDEX operation_dependencies_depends_ix ON operation_dependencies (depends_on);

CREATE TABLE doc_events (
  id varchar(36) NOT NULL,
  sequence bigint NOT NULL,
  basket_id varchar(36),
  document_id varchar(36),
  event_type varchar(50) NOT NULL,
  event_timestamp timestamptz NOT NULL,
  data text,
  source varchar(50) NOT NULL,
  status varchar(20) NOT NULL,
  error_message text,
  CONSTRAINT doc_events_pk PRIMARY KEY (id),
  CONSTRAINT doc_events_status_ck CHECK (status IN ('PENDING', 'PROCESSED', 'FAILED'))
);
CREATE UNIQUE INDEX doc_events_sequence_uq ON doc_events (sequence);
CREATE INDEX doc_events_basket_ix ON doc_events (basket_id);
CREATE INDEX doc_events_document_ix ON doc_events (document_id);
CREATE INDEX doc_events_status_ix ON doc_events (status);

CREATE TABLE event_clock (
  id bigint NOT NULL,
  last_sequence bigint NOT NULL,
  CONSTRAINT event_clock_pk PRIMARY KEY (id),
  CONSTRAINT event_clock_one_ck CHECK (id = 1)
);
INSERT INTO event_clock (id, last_sequence) VALUES (1, 0);

CREATE TABLE transport_routes (
  id varchar(36) NOT NULL,
  name varchar(255) NOT NULL,
  purpose varchar(50) NOT NULL,
  protocol varchar(50) NOT NULL,
  config text NOT NULL,
  can_upload boolean NOT NULL,
  can_download boolean NOT NULL,
  can_list boolean NOT NULL,
  can_delete boolean NOT NULL,
  other_party_id varchar(255),
  other_party_name varchar(255),
  other_party_type varchar(50),
  route_metadata text NOT NULL,
  tags text NOT NULL,
  priority bigint NOT NULL,
  enabled boolean NOT NULL,
  row_version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by varchar(255) NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by varchar(255) NOT NULL,
  CONSTRAINT transport_routes_pk PRIMARY KEY (id),
  CONSTRAINT transport_routes_protocol_ck CHECK (protocol IN ('local', 'sftp', 'http', 'smtp', 's3', 'azure', 'gcs')),
  CONSTRAINT transport_routes_priority_ck CHECK (priority >= 0)
);
CREATE UNIQUE INDEX transport_routes_name_uq ON transport_routes (name);

CREATE TABLE route_operations (
  id varchar(36) NOT NULL,
  route_id varchar(36) NOT NULL,
  operation_type varchar(50) NOT NULL,
  status varchar(20) NOT NULL,
  document_id varchar(36),
  details text,
  error text,
  created_at timestamptz NOT NULL,
  created_by varchar(255) NOT NULL,
  completed_at timestamptz,
  CONSTRAINT route_operations_pk PRIMARY KEY (id),
  CONSTRAINT route_operations_route_fk FOREIGN KEY (route_id) REFERENCES transport_routes (id) ON DELETE CASCADE,
  CONSTRAINT route_operations_document_fk FOREIGN KEY (document_id) REFERENCES document (id) ON DELETE SET NULL,
  CONSTRAINT route_operations_type_ck CHECK (operation_type IN ('upload', 'download', 'list', 'delete')),
  CONSTRAINT route_operations_status_ck CHECK (status IN ('in_progress', 'success', 'failed'))
);
CREATE INDEX route_operations_route_ix ON route_operations (route_id, created_at);
CREATE INDEX route_operations_document_ix ON route_operations (document_id);

CREATE TABLE processors (
  id varchar(36) NOT NULL,
  name varchar(255) NOT NULL,
  type varchar(50) NOT NULL,
  description text,
  config text NOT NULL,
  enabled boolean NOT NULL,
  row_version bigint NOT NULL,
  created_at timestamptz NOT NULL,
  created_by varchar(255) NOT NULL,
  updated_at timestamptz NOT NULL,
  updated_by varchar(255) NOT NULL,
  CONSTRAINT processors_pk PRIMARY KEY (id)
);
CREATE UNIQUE INDEX processors_name_uq ON processors (name);

CREATE TABLE processing_operations (
  id varchar(36) NOT NULL,
  document_id varchar(36) NOT NULL,
  processor_id varchar(36) NOT NULL,
  status varchar(20) NOT NULL,
  input_metadata text,
  output_metadata text,
  error text,
  created_at timestamptz NOT NULL,
  created_by varchar(255) NOT NULL,
  completed_at timestamptz,
  CONSTRAINT processing_operations_pk PRIMARY KEY (id),
  CONSTRAINT processing_operations_document_fk FOREIGN KEY (document_id) REFERENCES document (id) ON DELETE CASCADE,
  CONSTRAINT processing_operations_processor_fk FOREIGN KEY (processor_id) REFERENCES processors (id) ON DELETE CASCADE,
  CONSTRAINT processing_operations_status_ck CHECK (status IN ('in_progress', 'success', 'failed'))
);
CREATE INDEX processing_operations_document_ix ON processing_operations (document_id, created_at);
CREATE INDEX processing_operations_processor_ix ON processing_operations (processor_id);

CREATE TABLE audit (
  id varchar(36) NOT NULL,
  occurred_at timestamptz NOT NULL,
  tenant_id varchar(30) NOT NULL,
  user_id varchar(255) NOT NULL,
  action varchar(50) NOT NULL,
  object_id varchar(255),
  origin varchar(255),
  request_id varchar(64),
  result varchar(50) NOT NULL,
  details text,
  CONSTRAINT audit_pk PRIMARY KEY (id)
);
CREATE INDEX audit_occurred_ix ON audit (occurred_at, id);
CREATE INDEX audit_object_ix ON audit (object_id);

CREATE TABLE idempotency_keys (
  idempotency_key varchar(255) NOT NULL,
  user_id varchar(255) NOT NULL,
  fingerprint varchar(64) NOT NULL,
  status bigint NOT NULL,
  location varchar(1024),
  created_at timestamptz NOT NULL,
  CONSTRAINT idempotency_keys_pk PRIMARY KEY (idempotency_key, user_id)
);
CREATE INDEX idempotency_keys_created_ix ON idempotency_keys (created_at);

GRANT SELECT, INSERT, UPDATE, DELETE ON
  docbasket, document, document_metadata, file_history, operations, operation_dependencies, doc_events, transport_routes,
  route_operations, processors, processing_operations, idempotency_keys
  TO "${tenant_role}";
GRANT SELECT, UPDATE ON event_clock TO "${tenant_role}";
GRANT SELECT, INSERT ON audit TO "${tenant_role}";
