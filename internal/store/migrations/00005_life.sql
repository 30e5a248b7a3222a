-- The life of situations: where they are found, what is to be done about them, whom they concern.
drop table situation_country;
create table situation_key ( -- situation.Joiner.KeysOf: joining reads only the situations under a report's own keys
  key text not null, situation text not null references situation(id), primary key (key, situation));
create index situation_key_of on situation_key (situation);

-- Tasks. body is the whole task as JSON; due is when the clock escalates it, 0 when it is done or loud.
create table task (
  id text primary key, key text not null, kind text not null, situation text not null, state text not null, owner text not null,
  due {big} not null, loud {big} not null, opened {big} not null, version {big} not null, body text not null);
create unique index task_key on task (key) where state <> 'done';
create index task_about on task (key);
create index task_due on task (due) where due > 0;
create index task_state on task (state, opened);
create index task_situation on task (situation, opened);

-- Who is concerned. concern_due: situations that changed, to be held against the roster anew. situation_concern: the question
-- that the rows answer (a hash). situation_tile: geo.Tile, where a new stay, site or gathering finds them.
create table concern_due (situation text primary key references situation(id));
insert into concern_due (situation) select id from situation where state <> 'closed';
create table situation_concern (situation text primary key references situation(id), question text not null);
create table situation_tile (tile {big} not null, situation text not null references situation(id), primary key (tile, situation));
create index situation_tile_of on situation_tile (situation);
create table concern_stay ( -- in and near; ids and grade only, gone with the stay. The grade country stands in stay_country.
  stay {big} not null references stay(id) on delete cascade, situation text not null references situation(id), grade text not null,
  primary key (stay, situation));
create index concern_stay_of on concern_stay (situation, grade);
create table concern_place ( -- sites and gatherings in and near. at: when it was first known to be
  what text not null, place text not null, situation text not null references situation(id), grade text not null, at {big} not null,
  primary key (what, place, situation));
create index concern_place_of on concern_place (situation, at);
