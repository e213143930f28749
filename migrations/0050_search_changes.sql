-- safe
-- What processes keep of the index in memory (columns for browsing) is told by two numbers whether it is still right, and finds
-- by the second one what has changed since.

create table search_state (
  alone boolean primary key default true check (alone),
  generation bigint not null,                 -- rises with every rebuild
  version bigint not null                     -- rises with every write
);
insert into search_state (generation, version) values (1, 0);

alter table search_document add column changed bigint not null default 0;   -- search_state.version of the last write; 0 = by a rebuild
