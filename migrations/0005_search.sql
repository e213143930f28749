-- safe
-- The PostgreSQL adapter of platform/search. One row a document and segment (the shop uses one segment a market);
-- facet values are interned as integers, so that filters are array containment and counts need no joins.

create table search_facet_value (
  id integer generated always as identity primary key,
  field text not null,                        -- 'category', 'brand', 'stock', 'attr.color' ...
  value text not null,
  unique (field, value)
);

create table search_document (
  segment text not null,
  id bigint not null,
  version bigint not null,
  facets integer[] not null,
  terms tsvector not null,
  price bigint,                               -- lowest of the document, minor units; null = not for sale
  created_at timestamptz not null,
  popularity integer not null default 0,
  stored jsonb not null,                      -- what a result list shows
  primary key (segment, id)
);
create index search_document_facets on search_document using gin (facets);
create index search_document_terms on search_document using gin (terms);

-- Every word of the index with how often it occurs, for prefix completion and typing mistakes.
create table search_word (
  word text primary key,
  documents integer not null
);
