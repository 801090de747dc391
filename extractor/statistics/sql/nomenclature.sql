-- Nomenclatures that were added: codes of editions, and which code of one edition is which of another.
CREATE TABLE IF NOT EXISTS nomenclature (
    digest VARCHAR NOT NULL,
    file VARCHAR NOT NULL,
    system VARCHAR NOT NULL,
    -- of a correlation the other edition, else empty
    to_system VARCHAR NOT NULL,
    rows BIGINT NOT NULL,
    added TIMESTAMP NOT NULL,
    PRIMARY KEY (system, to_system)
);
CREATE TABLE IF NOT EXISTS heading (
    system VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    label VARCHAR NOT NULL,
    level INTEGER NOT NULL,
    row_number BIGINT NOT NULL
);
CREATE TABLE IF NOT EXISTS correlation (
    system VARCHAR NOT NULL,
    code VARCHAR NOT NULL,
    to_system VARCHAR NOT NULL,
    to_code VARCHAR NOT NULL,
    relation VARCHAR,
    partial BOOLEAN NOT NULL,
    row_number BIGINT NOT NULL
);
