-- The first tables. Times are microseconds UTC (0: none), booleans 0/1, documents JSON text.
-- People on duty.
create table account (
  id text primary key, login text not null unique, name text not null, roles text not null,
  password text not null, created {big} not null, disabled {big} not null);
create table token ( -- API tokens; only the SHA-256 of the secret is kept
  hash text primary key, account text not null references account(id), name text not null,
  created {big} not null, expires {big} not null);
create table session ( -- token: SHA-256 of the cookie's; account: who is logged in, or empty
  token text primary key, account text not null, data {bytes} not null, expires {big} not null);
create index session_expires on session (expires);
create index session_account on session (account);

-- What comes in.
create table item (
  id text primary key, source text not null, title text not null, origin text not null, url text not null,
  form text not null, raw {bytes} not null, sha256 text not null, published {big} not null, received {big} not null,
  unreadable text not null, unique (source, sha256));
create table report (
  id text primary key, item text not null references item(id), reader text not null, body text not null,
  created {big} not null, unique (item, reader));

-- Threats followed over time. body is the whole situation as JSON; the columns are what is searched.
create table situation (
  id text primary key, state text not null, type text not null, version {big} not null,
  window_to {big} not null, opened {big} not null, changed {big} not null, body text not null);
create index situation_state on situation (state, changed);
create table situation_country ( -- where it is, so that joining reads only the situations of the countries concerned; '' : nowhere known
  country text not null, situation text not null references situation(id), primary key (country, situation));
create table member ( -- which event of which report is in which situation: a report is never counted twice
  report text not null, event {big} not null, situation text not null references situation(id),
  primary key (report, event));
create index member_situation on member (situation);
create table advice ( -- standing advice and threat levels: context, by country
  report text not null, event {big} not null, item text not null, country text not null, body text not null,
  created {big} not null, primary key (report, event));
create index advice_country on advice (country);

-- The roster. cell is geo.Cell.
create table person (
  id text primary key, ref text not null unique, name text not null, nationalities text not null, lang text not null,
  email text not null, webhook text not null, changed {big} not null);
create table stay (
  id {big} primary key, ref text not null unique, person text not null references person(id), place text not null,
  cell {big} not null, lat {real} not null, lon {real} not null, country text not null, zone text not null,
  from_us {big} not null, to_us {big} not null);
-- id stands in both indexes so that candidates are found without touching a row on either engine.
create index stay_cell on stay (cell, from_us, to_us, id);
create index stay_country on stay (country, from_us, to_us, id, cell);
create index stay_person on stay (person);
create table site (
  id text primary key, ref text not null unique, name text not null, place text not null, cell {big} not null,
  lat {real} not null, lon {real} not null, country text not null, capacity {big} not null, email text not null);
create index site_cell on site (cell);
create index site_country on site (country);
create table gathering (
  id text primary key, ref text not null unique, name text not null, kind text not null, place text not null,
  cell {big} not null, lat {real} not null, lon {real} not null, country text not null, zone text not null,
  from_us {big} not null, to_us {big} not null, expected {big} not null, email text not null);
create index gathering_cell on gathering (cell, from_us, to_us);
create index gathering_country on gathering (country, from_us, to_us);

-- Warnings. body is the whole warning as JSON; revision guards it.
create table warning (
  id text primary key, situation text not null references situation(id), state text not null, revision {big} not null,
  hash text not null, expires {big} not null, created {big} not null, changed {big} not null, released {big} not null,
  body text not null);
create index warning_state on warning (state, changed);
create index warning_situation on warning (situation);

-- The audience, frozen at release. seen: the moment of the acknowledgement, or 0.
create table audience (
  id {big} primary key, warning text not null references warning(id), person text not null, name text not null,
  lang text not null, grade text not null, reason text not null, seen {big} not null, unique (warning, person));
create index audience_seen on audience (warning, seen);
create table batch ( -- at most 200 deliveries of one warning, kind and rung: one job
  id {big} primary key, warning text not null references warning(id), kind text not null, rung {big} not null,
  channel text not null, size {big} not null);
create index batch_warning on batch (warning);
create table delivery (
  id {big} primary key, batch {big} not null references batch(id), warning text not null, kind text not null,
  audience {big} not null references audience(id), person text not null, rung {big} not null, channel text not null,
  address text not null, name text not null, lang text not null, state text not null, attempt {big} not null,
  retries {big} not null, doubt {big} not null, due {big} not null, lease {big} not null, node text not null,
  changed {big} not null, ref text not null, error text not null);
create index delivery_batch on delivery (batch);
create index delivery_audience on delivery (audience, kind, rung);
create index delivery_warning on delivery (warning, kind, channel, state, audience, changed);
create index delivery_open on delivery (state, due, batch);
create table attempt ( -- the trace: how each try ended. outcome: accepted, refused, retry, in_doubt
  delivery {big} not null references delivery(id), attempt {big} not null, ended {big} not null, outcome text not null,
  ref text not null, error text not null, node text not null, primary key (delivery, attempt));

-- The record. hash holds the Merkle tree's stored hashes (golang.org/x/mod/sumdb/tlog numbering).
create table ledger_line (seq {big} primary key, at {big} not null, act text not null, of_id text not null, body text not null);
create index ledger_of on ledger_line (of_id);
create table ledger_hash (idx {big} primary key, hash {bytes} not null);
create table ledger_checkpoint (size {big} primary key, at {big} not null, note text not null);

create table counter (name text primary key, next {big} not null);
insert into counter (name, next) values ('ledger', 0), ('stay', 1), ('audience', 1), ('batch', 1), ('delivery', 1);
create table setting (name text primary key, value {bytes} not null);
