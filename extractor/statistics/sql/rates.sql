-- All exchange rates of the store, which are few beside its figures.
CREATE OR REPLACE TEMP TABLE exchange_rate AS
SELECT value, source, period_start, period_end, import, vintage, currency, unit
FROM observation
WHERE direction IS NULL AND measure = 'exchange rate' AND value > 0;
