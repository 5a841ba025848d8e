CREATE TABLE {schema}.doc_events (
    id character varying(36) NOT NULL,
    basket_id character varying(36) NOT NULL,
    document_id character varying(36),
    event_type character varying(50) NOT NULL,
    event_timestamp timestamp without time zone NOT NULL,
    data json,
    source character varying(50) DEFAULT 'docex'::character varying NOT NULL,
    status character varying(20) DEFAULT 'PENDING'::character varying NOT NULL,
    error_message text,
    created_at timestamp without time zone NOT NULL,
    updated_at timestamp without time zone NOT NULL
);
CREATE TABLE {schema}.docbasket (
    id character varying(36) NOT NULL,
    name character varying(255) NOT NULL,
    description text,
    storage_config json NOT NULL,
    status character varying(50) NOT NULL,
    created_at timestamp without time zone NOT NULL,
    updated_at timestamp without time zone NOT NULL
);
CREATE TABLE {schema}.document (
    id character varying(36) NOT NULL,
    basket_id character varying(36) NOT NULL,
    name character varying(255) NOT NULL,
    source character varying(255) NOT NULL,
    path character varying(255) NOT NULL,
    content_type character varying(100),
    document_type character varying(50) NOT NULL,
    content json,
    raw_content text,
    size integer,
    checksum character varying(64) NOT NULL,
    status character varying(50) NOT NULL,
    processing_attempts integer NOT NULL,
    created_at timestamp without time zone NOT NULL,
    updated_at timestamp without time zone NOT NULL
);
CREATE TABLE {schema}.document_metadata (
    id character varying(36) NOT NULL,
    document_id character varying(36) NOT NULL,
    key character varying(255) NOT NULL,
    value text NOT NULL,
    metadata_type character varying(50) NOT NULL,
    coordination_id uuid,
    created_at timestamp without time zone NOT NULL,
    updated_at timestamp without time zone NOT NULL
);
CREATE TABLE {schema}.file_history (
    id character varying(36) NOT NULL,
    document_id character varying(36) NOT NULL,
    original_path character varying(255),
    internal_path character varying(255),
    created_at timestamp without time zone NOT NULL
);
CREATE TABLE {schema}.operation_dependencies (
    id character varying(36) NOT NULL,
    operation_id character varying(36) NOT NULL,
    depends_on character varying(36) NOT NULL,
    created_at timestamp without time zone NOT NULL
);
CREATE TABLE {schema}.operations (
    id character varying(36) NOT NULL,
    document_id character varying(36) NOT NULL,
    operation_type character varying(100) NOT NULL,
    status character varying(50) NOT NULL,
    details json,
    error text,
    created_at timestamp without time zone NOT NULL,
    completed_at timestamp without time zone
);
CREATE TABLE {schema}.processing_operations (
    id character varying(36) NOT NULL,
    document_id character varying(36) NOT NULL,
    processor_id character varying(36) NOT NULL,
    status character varying(20) NOT NULL,
    input_metadata json,
    output_metadata json,
    error text,
    created_at timestamp without time zone NOT NULL,
    completed_at timestamp without time zone
);
CREATE TABLE {schema}.processors (
    id character varying(36) NOT NULL,
    name character varying(255) NOT NULL,
    type character varying(50) NOT NULL,
    description text,
    config json NOT NULL,
    enabled boolean NOT NULL,
    created_at timestamp without time zone NOT NULL,
    updated_at timestamp without time zone NOT NULL
);
CREATE TABLE {schema}.route_operations (
    id character varying(36) NOT NULL,
    route_id character varying(36) NOT NULL,
    operation_type character varying(50) NOT NULL,
    status character varying(20) NOT NULL,
    document_id character varying(255),
    details json,
    error text,
    created_at timestamp without time zone NOT NULL,
    completed_at timestamp without time zone
);
CREATE TABLE {schema}.transport_routes (
    id character varying(36) NOT NULL,
    name character varying(255) NOT NULL,
    purpose character varying(50) NOT NULL,
    protocol character varying(50) NOT NULL,
    config json NOT NULL,
    can_upload boolean NOT NULL,
    can_download boolean NOT NULL,
    can_list boolean NOT NULL,
    can_delete boolean NOT NULL,
    other_party_id character varying(255),
    other_party_name character varying(255),
    other_party_type character varying(50),
    route_metadata json NOT NULL,
    tags json NOT NULL,
    priority integer NOT NULL,
    enabled boolean NOT NULL,
    created_at timestamp without time zone NOT NULL,
    updated_at timestamp without time zone NOT NULL
);
ALTER TABLE ONLY {schema}.doc_events
    ADD CONSTRAINT doc_events_pkey PRIMARY KEY (id);
ALTER TABLE ONLY {schema}.docbasket
    ADD CONSTRAINT docbasket_pkey PRIMARY KEY (id);
ALTER TABLE ONLY {schema}.document_metadata
    ADD CONSTRAINT document_metadata_pkey PRIMARY KEY (id);
ALTER TABLE ONLY {schema}.document
    ADD CONSTRAINT document_pkey PRIMARY KEY (id);
ALTER TABLE ONLY {schema}.file_history
    ADD CONSTRAINT file_history_pkey PRIMARY KEY (id);
ALTER TABLE ONLY {schema}.operation_dependencies
    ADD CONSTRAINT operation_dependencies_pkey PRIMARY KEY (id);
ALTER TABLE ONLY {schema}.operations
    ADD CONSTRAINT operations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY {schema}.processing_operations
    ADD CONSTRAINT processing_operations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY {schema}.processors
    ADD CONSTRAINT processors_name_key UNIQUE (name);
ALTER TABLE ONLY {schema}.processors
    ADD CONSTRAINT processors_pkey PRIMARY KEY (id);
ALTER TABLE ONLY {schema}.route_operations
    ADD CONSTRAINT route_operations_pkey PRIMARY KEY (id);
ALTER TABLE ONLY {schema}.transport_routes
    ADD CONSTRAINT transport_routes_name_key UNIQUE (name);
ALTER TABLE ONLY {schema}.transport_routes
    ADD CONSTRAINT transport_routes_pkey PRIMARY KEY (id);
ALTER TABLE ONLY {schema}.docbasket
    ADD CONSTRAINT uq_docbasket_name UNIQUE (name);
CREATE INDEX idx_doc_events_basket_id ON {schema}.doc_events USING btree (basket_id);
CREATE INDEX idx_doc_events_document_id ON {schema}.doc_events USING btree (document_id);
CREATE INDEX idx_doc_events_event_timestamp ON {schema}.doc_events USING btree (event_timestamp);
CREATE INDEX idx_doc_events_event_type ON {schema}.doc_events USING btree (event_type);
CREATE INDEX idx_doc_events_status ON {schema}.doc_events USING btree (status);
CREATE INDEX idx_docbasket_created_at ON {schema}.docbasket USING btree (created_at DESC);
CREATE INDEX idx_docbasket_status ON {schema}.docbasket USING btree (status);
CREATE INDEX idx_document_basket_created ON {schema}.document USING btree (basket_id, created_at DESC);
CREATE INDEX idx_document_basket_name ON {schema}.document USING btree (basket_id, name);
CREATE INDEX idx_document_basket_status ON {schema}.document USING btree (basket_id, status);
CREATE INDEX idx_document_basket_type ON {schema}.document USING btree (basket_id, document_type);
CREATE INDEX idx_document_basket_updated ON {schema}.document USING btree (basket_id, updated_at DESC);
CREATE INDEX idx_document_metadata_doc_key_value ON {schema}.document_metadata USING btree (document_id, key);
CREATE INDEX idx_document_metadata_document_id ON {schema}.document_metadata USING btree (document_id);
CREATE INDEX idx_document_metadata_key ON {schema}.document_metadata USING btree (key);
CREATE INDEX idx_document_metadata_key_value ON {schema}.document_metadata USING btree (key);
CREATE INDEX idx_document_metadata_type ON {schema}.document_metadata USING btree (metadata_type);
CREATE INDEX idx_documents_basket_id ON {schema}.document USING btree (basket_id);
CREATE INDEX idx_documents_document_type ON {schema}.document USING btree (document_type);
CREATE INDEX idx_documents_status ON {schema}.document USING btree (status);
CREATE INDEX idx_file_history_document_id ON {schema}.file_history USING btree (document_id);
CREATE INDEX idx_operation_dependencies_depends_on ON {schema}.operation_dependencies USING btree (depends_on);
CREATE INDEX idx_operation_dependencies_operation_id ON {schema}.operation_dependencies USING btree (operation_id);
CREATE INDEX idx_operations_document_id ON {schema}.operations USING btree (document_id);
CREATE INDEX idx_operations_operation_type ON {schema}.operations USING btree (operation_type);
CREATE INDEX idx_operations_status ON {schema}.operations USING btree (status);
ALTER TABLE ONLY {schema}.doc_events
    ADD CONSTRAINT doc_events_basket_id_fkey FOREIGN KEY (basket_id) REFERENCES {schema}.docbasket(id) ON DELETE CASCADE;
ALTER TABLE ONLY {schema}.doc_events
    ADD CONSTRAINT doc_events_document_id_fkey FOREIGN KEY (document_id) REFERENCES {schema}.document(id);
ALTER TABLE ONLY {schema}.document
    ADD CONSTRAINT document_basket_id_fkey FOREIGN KEY (basket_id) REFERENCES {schema}.docbasket(id);
ALTER TABLE ONLY {schema}.document_metadata
    ADD CONSTRAINT document_metadata_document_id_fkey FOREIGN KEY (document_id) REFERENCES {schema}.document(id);
ALTER TABLE ONLY {schema}.file_history
    ADD CONSTRAINT file_history_document_id_fkey FOREIGN KEY (document_id) REFERENCES {schema}.document(id);
ALTER TABLE ONLY {schema}.operation_dependencies
    ADD CONSTRAINT operation_dependencies_depends_on_fkey FOREIGN KEY (depends_on) REFERENCES {schema}.operations(id) ON DELETE CASCADE;
ALTER TABLE ONLY {schema}.operation_dependencies
    ADD CONSTRAINT operation_dependencies_operation_id_fkey FOREIGN KEY (operation_id) REFERENCES {schema}.operations(id) ON DELETE CASCADE;
ALTER TABLE ONLY {schema}.operations
    ADD CONSTRAINT operations_document_id_fkey FOREIGN KEY (document_id) REFERENCES {schema}.document(id) ON DELETE CASCADE;
ALTER TABLE ONLY {schema}.processing_operations
    ADD CONSTRAINT processing_operations_document_id_fkey FOREIGN KEY (document_id) REFERENCES {schema}.document(id) ON DELETE CASCADE;
ALTER TABLE ONLY {schema}.processing_operations
    ADD CONSTRAINT processing_operations_processor_id_fkey FOREIGN KEY (processor_id) REFERENCES {schema}.processors(id) ON DELETE CASCADE;
ALTER TABLE ONLY {schema}.route_operations
    ADD CONSTRAINT route_operations_route_id_fkey FOREIGN KEY (route_id) REFERENCES {schema}.transport_routes(id) ON DELETE CASCADE;
