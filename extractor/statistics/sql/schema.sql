-- The store of official statistics, schema version 2.
CREATE TABLE meta (schema_version INTEGER NOT NULL);

CREATE TYPE flow AS ENUM (
    'import', 'export', 're-export', 're-import', 'domestic export', 'foreign import', 'balance', 'turnover'
);
CREATE TYPE standing AS ENUM ('final', 'provisional', 'estimated', 'confidential');
CREATE TYPE absence AS ENUM ('missing', 'suppressed', 'negligible', 'not_applicable');

CREATE SEQUENCE import_number;
CREATE SEQUENCE told_number;

-- One row for each file that was imported; `digest` is SHA-256 of the file's bytes and of the mapping used, if any.
CREATE TABLE import (
    id INTEGER PRIMARY KEY,
    digest VARCHAR NOT NULL UNIQUE,
    file VARCHAR NOT NULL,
    format VARCHAR NOT NULL,
    rows BIGINT NOT NULL,
    imported TIMESTAMP NOT NULL
);

-- What is the same for all figures of one column of a file; null where it differs from row to row.
CREATE TABLE told (
    id INTEGER PRIMARY KEY,
    import INTEGER NOT NULL,
    measure VARCHAR,
    dataset VARCHAR,
    source VARCHAR,
    commodity_system VARCHAR,
    commodity_label VARCHAR,
    currency VARCHAR,
    unit VARCHAR,
    valuation VARCHAR,
    flag VARCHAR,
    secondary VARCHAR,
    minimum VARCHAR,
    retrieved VARCHAR,
    vintage VARCHAR,
    url VARCHAR
);

-- One row for each figure. `value` is in base units; where it is null, `absent` says why. A place's key is its ISO 3166-1
-- alpha-3 code (or W00), or where it has none its name in lower case, with the name itself beside it.
CREATE TABLE figure (
    told INTEGER NOT NULL,
    row_number BIGINT NOT NULL,
    reporter_key VARCHAR,
    partner_key VARCHAR,
    direction flow,
    commodity_code VARCHAR,
    period_start DATE,
    period_end DATE,
    value DECIMAL(38, 9),
    absent absence,
    status standing,
    -- what else differs from row to row, by field; null where nothing does. While a file is being taken over also
    -- `left_out` and `refused`.
    beside MAP(VARCHAR, VARCHAR)
);

-- Every code of goods that figures have, to know those of which another one is the parent.
CREATE TABLE goods (code VARCHAR PRIMARY KEY);
