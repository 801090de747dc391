-- Figures as whole observations, with the columns of the record.
CREATE OR REPLACE TEMP VIEW observation AS
SELECT
    f.rowid AS place, t.import, i.file, row_number, f.beside['cell'] AS cell,
    coalesce(f.beside['dataset'], t.dataset) AS dataset,
    coalesce(f.beside['source'], t.source) AS source,
    reporter_key, partner_key,
    coalesce(f.beside['reporter_name'], r.name) AS reporter,
    CASE WHEN f.beside['reporter_name'] IS NULL THEN reporter_key END AS reporter_code,
    coalesce(f.beside['partner_name'], p.name) AS partner,
    CASE WHEN f.beside['partner_name'] IS NULL THEN partner_key END AS partner_code,
    CAST(direction AS VARCHAR) AS direction,
    coalesce(f.beside['measure'], t.measure, CASE WHEN direction IN ('balance', 'turnover') THEN '' || direction ELSE direction || 's' END) AS measure,
    coalesce(f.beside['commodity_system'], t.commodity_system) AS commodity_system,
    commodity_code,
    coalesce(f.beside['commodity_label'], t.commodity_label) AS commodity_label,
    period_start, period_end, value,
    CAST(absent AS VARCHAR) AS absent,
    coalesce(f.beside['currency'], t.currency) AS currency,
    coalesce(f.beside['unit'], t.unit) AS unit,
    CAST(status AS VARCHAR) AS status,
    coalesce(f.beside['valuation'], t.valuation) AS valuation,
    coalesce(f.beside['flag'], t.flag) AS flag,
    coalesce(f.beside['secondary'], t.secondary, '') = 'true' AS secondary,
    coalesce(f.beside['minimum'], t.minimum, '') = 'true' AS minimum,
    TRY_CAST(coalesce(f.beside['retrieved'], t.retrieved) AS DATE) AS retrieved,
    coalesce(f.beside['vintage'], t.vintage) AS vintage,
    coalesce(f.beside['url'], t.url) AS url
FROM figure f
JOIN told t ON t.id = f.told
JOIN (SELECT id AS number, file FROM import) i ON i.number = t.import
LEFT JOIN (FROM area WHERE system = 'iso3') r ON r.code = f.reporter_key AND f.beside['reporter_name'] IS NULL
LEFT JOIN (FROM area WHERE system = 'iso3') p ON p.code = f.partner_key AND f.beside['partner_name'] IS NULL;
