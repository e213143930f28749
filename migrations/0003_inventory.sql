-- safe
-- Stock: on_hand per variant and location; reserved is held by unexpired reservations. Movements are append-only.

create table location (
  id integer generated always as identity primary key,
  code text not null unique,
  name text not null
);
insert into location (code, name) values ('main', 'Main warehouse');

create table stock_level (
  variant_id bigint not null references variant(id) on delete cascade,
  location_id integer not null references location(id),
  on_hand integer not null default 0,
  reserved integer not null default 0 check (reserved >= 0),
  primary key (variant_id, location_id)
);

create table stock_movement (
  id bigint generated always as identity primary key,
  variant_id bigint not null,
  location_id integer not null,
  quantity integer not null check (quantity <> 0),
  reason text not null check (reason in ('initial', 'import', 'adjustment', 'sale', 'return', 'cancellation')),
  reference text,
  created_at timestamptz not null default now()
);
create index stock_movement_variant on stock_movement (variant_id, id);
create index stock_movement_reference on stock_movement (reference) where reference is not null;

create function refuse_change() returns trigger language plpgsql as $$
begin
  raise exception '% is append-only', tg_table_name using errcode = 'restrict_violation';
end $$;
create trigger stock_movement_append_only before update or delete on stock_movement
  for each row execute function refuse_change();

create table reservation (
  id uuid primary key,                        -- one checkout attempt
  status text not null check (status in ('held', 'consumed', 'released')),
  expires_at timestamptz not null,
  created_at timestamptz not null default now()
);
create index reservation_due on reservation (expires_at) where status = 'held';

create table reservation_line (
  reservation_id uuid not null references reservation(id) on delete cascade,
  variant_id bigint not null,
  location_id integer not null,
  quantity integer not null check (quantity > 0),
  primary key (reservation_id, variant_id, location_id)
);
