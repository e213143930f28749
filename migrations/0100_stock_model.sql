-- safe
-- Locations that can be closed, goods sold before they are there, and bundles.

alter table location add column active boolean not null default true;

-- A preorder is sold below zero until its date, by at most so many pieces. After the date only stock counts.
alter table variant add column preorder_until timestamptz;
alter table variant add column preorder_limit integer check (preorder_limit between 0 and 1000000);

-- A bundle has no stock of its own: it is what its parts allow. A part that was deleted leaves its row without a variant, so that
-- the bundle is not sold without it.
create table variant_part (
  bundle_id bigint not null references variant(id) on delete cascade,
  position integer not null,
  part_id bigint references variant(id) on delete set null,
  quantity integer not null check (quantity between 1 and 999),
  primary key (bundle_id, position),
  unique (bundle_id, part_id),
  check (part_id <> bundle_id)
);
create index variant_part_part on variant_part (part_id);

-- What a bundle was made of when its goods were held: [{"bundle", "part", "quantity"}], so that a return takes back the same.
alter table reservation add column bundles jsonb;

-- A wider one takes its place in the same transaction
-- squawk-ignore ban-drop-constraint
alter table stock_movement drop constraint stock_movement_reason_check;
alter table stock_movement add constraint stock_movement_reason_check
  check (reason in ('initial', 'import', 'adjustment', 'sale', 'return', 'cancellation', 'transfer')) not valid;

-- How many pieces below zero a variant may be sold at a time; null: any number.
create function sold_below_zero(p_tracked boolean, p_backorder boolean, p_preorder_until timestamptz, p_preorder_limit integer, p_at timestamptz)
returns integer language sql immutable parallel safe as $$
  select case when not p_tracked or p_backorder then null when p_at < p_preorder_until then p_preorder_limit else 0 end
$$;

-- How many pieces of a variant can be sold at a time; null: any number. That of a bundle is what its scarcest part allows.
create function sellable(p_variant bigint, p_at timestamptz) returns integer language sql stable as $$
  with piece as (
    select coalesce(p.part_id, case when p.bundle_id is null then v.id end) as id, coalesce(p.quantity, 1) as quantity
    from variant v left join variant_part p on p.bundle_id = v.id where v.id = p_variant
  )
  select min(case
    when w.id is null then 0
    when sold_below_zero(w.track_stock, w.backorder, w.preorder_until, w.preorder_limit, p_at) is not null
      then greatest(0, (coalesce((select sum(s.on_hand - s.reserved) from stock_level s where s.variant_id = w.id), 0)
        + sold_below_zero(w.track_stock, w.backorder, w.preorder_until, w.preorder_limit, p_at)) / piece.quantity)
    end)::integer
  from piece left join variant w on w.id = piece.id
$$;

-- Tells the pages of variants whose shown stock differs from before, and of bundles whose parts allow another number.
create function tell_stock_moved(p_variants bigint[], p_before bigint[], p_after bigint[]) returns void language sql as $$
  select tell_stock_changed(array_agg(distinct t.id order by t.id))
  from (
    select m.id from unnest(p_variants, p_before, p_after) as m(id, before, after) where shown_stock(m.before) <> shown_stock(m.after)
    union all
    select p.bundle_id from unnest(p_variants, p_before, p_after) as m(id, before, after) join variant_part p on p.part_id = m.id
    where shown_stock(greatest(0, m.before) / p.quantity) <> shown_stock(greatest(0, m.after) / p.quantity)
  ) t
  having count(*) > 0
$$;
