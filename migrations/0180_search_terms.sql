-- safe
-- What shoppers search for, counted by day. A term is known by a keyed hash; its text is written down once enough searches have used it.
create table search_term (
  hash bytea primary key,
  market text not null,
  language text not null,
  term text,
  searches bigint not null,
  last_day date not null,
  check (searches >= 0)
);
create index search_term_last_day on search_term (last_day);

create table search_term_day (
  day date not null,
  hash bytea not null references search_term (hash) on delete cascade,
  searches bigint not null,
  without_result bigint not null,
  clicks bigint not null,
  primary key (day, hash),
  check (searches >= 0 and without_result >= 0 and clicks >= 0)
);
create index search_term_day_hash on search_term_day (hash);
