-- safe
-- What discovery keeps of its own beside the search index: how each product was last listed (to know which pages a change
-- touches), which names it was indexed with, and labels of facet values that no attribute defines.

-- Rises with every read of products for indexing: what was read later is newer, whatever has changed.
create sequence discovery_version;
-- Rises when categories, brands, attributes or labels change.
create sequence discovery_structure_version;

create table discovery_product (
  product_id bigint primary key,
  version bigint not null,                    -- of the read it was made from; older ones never replace it
  state jsonb,                                -- { categories, brand, tags, listedAt, popularity, reduced, facts, document }; null = not listed
  indexed_at timestamptz not null default now()
);
create index discovery_product_gone on discovery_product (indexed_at) where state is null;

create table discovery_structure (
  kind text not null check (kind in ('category', 'brand', 'attribute', 'type')),
  code text not null,                         -- ids as text; attributes by code
  digest text not null,
  primary key (kind, code)
);

-- Options are worded by each product; the first wording of a value names it in filters.
create table discovery_label (
  field text not null,
  value text not null,                        -- empty: the field itself
  label jsonb not null,
  swatch text,
  position integer not null default 0,
  primary key (field, value)
);
