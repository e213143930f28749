-- safe
-- What imports need beside the catalogue itself: what addresses gave, and how far each file has come.

-- What an address gave when it was fetched, so that the next product that names it has its picture at once.
create table media_source (
  source text primary key,
  media_id text not null references media(id) on delete cascade,
  fetched_at timestamptz not null default now()
);
create index media_source_media on media_source (media_id);

-- One row a file that was imported, known by its content. Written in the transaction of each batch, so that a run that was
-- killed goes on where it stood.
create table catalog_import (
  fingerprint bytea primary key,              -- SHA-256 of size, first MiB, form and options
  name text not null,                         -- of the file, without its folder
  run uuid not null,                          -- the run that owns the row; a later run takes it over
  position bigint not null default 0,         -- items of the file that are done
  counts jsonb not null default '{}',         -- { created, updated, unchanged, refused, notes }
  started_at timestamptz not null default now(),
  updated_at timestamptz not null default now(),
  finished_at timestamptz
);
