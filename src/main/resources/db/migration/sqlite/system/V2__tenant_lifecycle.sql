ALTER TABLE tenant_registry ADD COLUMN status_before varchar(20);
ALTER TABLE tenant_registry ADD COLUMN deleted_at text;
ALTER TABLE plan ADD COLUMN archive_sha256 varchar(64);
