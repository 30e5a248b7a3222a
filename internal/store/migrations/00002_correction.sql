-- What the desk says of a reading, beside it, in the order seq within the item. body is the whole correction as JSON.
create table correction (
  id text primary key, item text not null references item(id), seq {big} not null, report text not null references report(id),
  account text not null references account(id), at {big} not null, body text not null, unique (item, seq));
