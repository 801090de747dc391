-- The store of official statistics, schema version 1.
CREATE TABLE meta (schema_version INTEGER NOT NULL);

CREATE SEQUENCE import_number;

-- One row for each file that was imported; `digest` is SHA-256 of the file's bytes and of the mapping used, if any.
CREATE TABLE import (
    id INTEGER PRIMARY KEY DEFAULT nextval('import_number'),
    digest VARCHAR NOT NULL UNIQUE,
    file VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    rows BIGINT NOT NULL,
    imported TIMESTAMP NOT NULL
);

-- One row for each figure. `value` is in base units; where it is null, `absent` says why.
CREATE TABLE observation (
    import INTEGER NOT NULL,
    row_number BIGINT NOT NULL,
    cell VARCHAR,
    dataset VARCHAR NOT NULL,
    source VARCHAR NOT NULL,
    reporter VARCHAR,
    reporter_code VARCHAR,
    reporter_key VARCHAR,
    partner VARCHAR,
    partner_code VARCHAR,
    partner_key VARCHAR NOT NULL,
    direction VARCHAR,
    measure VARCHAR,
    measure_key VARCHAR,
    commodity_system VARCHAR,
    commodity_code VARCHAR,
    commodity_label VARCHAR,
    period_start DATE NOT NULL,
    period_end DATE NOT NULL,
    value DECIMAL(38, 9),
    absent VARCHAR,
    currency VARCHAR,
    unit VARCHAR,
    status VARCHAR NOT NULL,
    valuation VARCHAR,
    flag VARCHAR,
    secondary BOOLEAN NOT NULL,
    minimum BOOLEAN NOT NULL,
    retrieved DATE,
    vintage VARCHAR,
    url VARCHAR
);
