-- The names of CAP messages, so that a repetition, a contradiction and a message that is dated back are seen. sent: microseconds UTC.
create table cap_message (
  item text primary key references item(id), source text not null, sender text not null, identifier text not null,
  sent {big} not null, digest text not null);
create index cap_message_name on cap_message (sender, identifier, sent);
create index cap_message_newest on cap_message (source, sender, sent);
-- held: 1 while a person must look at the item before anything of it joins a situation.
alter table item add column held {big} not null default 0;
