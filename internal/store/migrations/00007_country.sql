-- The country that an item's source writes from or of, ISO 3166-1 alpha-2; empty: not known.
alter table item add column country text not null default '';
