DROP TABLE sheet_imports;
DROP TABLE prices;
DROP FUNCTION keep_past_prices(), keep_all_prices();
DROP VIEW price_components;
