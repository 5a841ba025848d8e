CREATE INDEX document_status_ix ON document (status, created_at, id);
CREATE INDEX document_type_ix ON document (document_type, created_at, id);
CREATE INDEX document_metadata_any_ix ON document_metadata (value_digest);
CREATE INDEX doc_events_time_ix ON doc_events (event_timestamp, sequence);
CREATE INDEX audit_user_ix ON audit (user_id, occurred_at);
