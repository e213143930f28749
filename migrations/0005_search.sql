-- safe
-- The PostgreSQL adapter of platform/search. A document is one row in search_document, one in search_text and search_stored a
-- language, one in search_entry a segment (a market). search_entry is narrow on purpose: browsing reads nothing else but the
-- texts of the page it shows. Facet values are interned as integers, so that filters are array operators on one GIN index and
-- counts need no joins.

create table search_field (
  id integer primary key check (id between 1 and 2047),
  segment text not null,
  field text not null,                        -- 'category', 'brand', 'stock', 'attr.color' ...
  counted boolean not null,
  next_value integer not null default 1,
  unique (segment, field)
);

-- id = field * 2^20 + running number, so that the field of a value is known without a look-up; negative when never counted.
create table search_value (
  id integer primary key,
  field_id integer not null references search_field(id),
  value text not null,
  unique (field_id, value)
);

create function search_intern(p_segments text[], p_fields text[], p_counted boolean[], p_values text[])
  returns table (value_id integer) language plpgsql as $$
declare
  f search_field;
  n integer := cardinality(p_values);
begin
  perform pg_advisory_xact_lock(7301, 1);
  for i in 1..n loop
    select * into f from search_field where segment = p_segments[i] and field = p_fields[i];
    if not found then
      insert into search_field (id, segment, field, counted)
      select coalesce(max(id), 0) + 1, p_segments[i], p_fields[i], p_counted[i] from search_field
      returning * into f;
    end if;
    select v.id into value_id from search_value v where v.field_id = f.id and v.value = p_values[i];
    if not found then
      value_id := (f.id * 1048576 + f.next_value) * case when f.counted then 1 else -1 end;
      insert into search_value (id, field_id, value) values (value_id, f.id, p_values[i]);
      update search_field set next_value = next_value + 1 where id = f.id;
    end if;
    return next;
  end loop;
end $$;

create table search_document (
  id bigint primary key,
  version bigint not null,
  deleted_at timestamptz                      -- a tombstone: keeps late arrivals of older versions out
);
create index search_document_deleted on search_document (deleted_at) where deleted_at is not null;

create table search_text (
  language text not null,
  id bigint not null,
  terms tsvector not null,                    -- analysed by the application, see analysis.ts
  primary key (id, language)
);
create index search_text_terms on search_text using gin (terms);

create table search_stored (
  language text not null,
  id bigint not null,
  stored text not null,                       -- JSON, never looked into here
  primary key (id, language)
);

create table search_entry (
  segment text not null,
  id bigint not null,
  price bigint not null,                      -- minor units
  created_at timestamptz not null,
  popularity integer not null,
  facets integer[] not null,
  offer text not null,                        -- JSON, never looked into here
  primary key (id, segment)
);
create index search_entry_facets on search_entry using gin (facets) with (fastupdate = off);
create index search_entry_popular on search_entry (segment, popularity, id);
create index search_entry_newest on search_entry (segment, created_at, id);
create index search_entry_price on search_entry (segment, price, id);

-- Counts kept ready for everything that can be browsed without a filter; brought along in the transaction of each change.
create sequence search_scope_version;
create table search_scope (
  id integer primary key,                     -- search_value.id
  version bigint not null default nextval('search_scope_version'),
  stale boolean not null default true,
  total integer not null default 0,
  value_ids integer[] not null default '{}',
  counts integer[] not null default '{}',
  price_min bigint,
  price_max bigint,
  price_open boolean not null default false   -- the lowest or highest one has gone: to be looked up
);
create index search_scope_stale on search_scope (id) where stale;
create index search_scope_open on search_scope (id) where price_open;

-- Words of titles, topics and attributes as they are written (folded), for completion and typing mistakes.
create table search_word (
  language text not null,
  word text not null,
  documents integer not null,
  primary key (language, word)
);
create index search_word_prefix on search_word (language, word text_pattern_ops);
