-- Sources, what is learnt of them, and their alarms. body is the whole value as JSON; the columns are what is searched.
create table source ( -- token: SHA-256 of a push source's own token, or empty
  id text primary key, is_on {big} not null, token text not null, changed {big} not null, body text not null);
create table source_health ( -- due: when to look next; lease, node: who is looking, until when
  source text primary key references source(id), due {big} not null, lease {big} not null, node text not null, body text not null);
create table source_alarm ( -- cleared: 0 while it goes on, so that one goes on at most once
  id text primary key, source text not null references source(id), kind text not null, stage {big} not null, words text not null,
  raised {big} not null, cleared {big} not null, unique (source, kind, stage, cleared));
create index source_alarm_cleared on source_alarm (cleared, raised);

-- identity: what versions of a document share within its source; content: the hash of the part of it that counts; of_item: the item of another source with the same bytes that
-- came first; emptied: when the retention rule took the bytes away.
alter table item add column identity text not null default '';
alter table item add column content text not null default '';
alter table item add column of_item text not null default '';
alter table item add column trust text not null default '';
alter table item add column emptied {big} not null default 0;
create index item_sha256 on item (sha256);
create index item_identity on item (source, identity, id);
create index item_received on item (emptied, received);
-- Held while new items are written, so that of two sources with the same bytes one comes first.
insert into counter (name, next) values ('kept', 0);
