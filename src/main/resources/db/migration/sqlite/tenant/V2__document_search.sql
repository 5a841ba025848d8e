CREATE INDEX document_created_ix ON document (created_at, id);
CREATE INDEX document_name_ix ON document (name, id);
