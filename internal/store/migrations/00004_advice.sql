-- What governments' documents said of a country, version by version. A version stands from from_us until to_us (0: it still stands);
-- last_us and last_item are the newest item that says the same. body: the levels and what they change, as JSON; the words are in
-- the report. noticed: when we learnt of it. desk: a person should see the change.
create table advice_version (
  id text primary key, source text not null, authority text not null, document text not null, type text not null,
  country text not null, from_us {big} not null, to_us {big} not null, ends_us {big} not null, item text not null references item(id),
  report text not null references report(id), last_item text not null, last_us {big} not null, digest text not null,
  change text not null, desk {big} not null, noticed {big} not null, body text not null);
create index advice_version_document on advice_version (source, authority, document, type, country, from_us);
create index advice_version_country on advice_version (country, to_us);
create index advice_version_desk on advice_version (desk, noticed);
-- A standing word that a newer version has replaced is no context any more.
alter table advice add column version text not null default '';
alter table advice add column ended {big} not null default 0;
create index advice_of_version on advice (version);
