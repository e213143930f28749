-- safe
-- Moving stock between locations, closing a location, and giving goods back piece by piece.

-- Two movements in one transaction.
--   outcome 'done', 'missing' (no such variant or location), 'closed' (the target takes no goods) or 'reserved' (less is free; `free` tells)
create function transfer_stock(p_variant bigint, p_from integer, p_to integer, p_quantity integer, p_reference text, p_at timestamptz,
  out outcome text, out free integer)
language plpgsql as $$
declare
  target location;
begin
  select l.* into target from location l where l.id = p_to for share;
  if target.id is null or not exists (select 1 from variant v where v.id = p_variant) or not exists (select 1 from location l where l.id = p_from) then
    outcome := 'missing';
    return;
  end if;
  if not target.active then
    outcome := 'closed';
    return;
  end if;
  insert into stock_level (variant_id, location_id)
  select p_variant, l from unnest(array[least(p_from, p_to), greatest(p_from, p_to)]) as l on conflict do nothing;
  perform 1 from stock_level s where s.variant_id = p_variant and s.location_id in (p_from, p_to) order by s.location_id for update;
  select greatest(0, s.on_hand - s.reserved) into free from stock_level s where s.variant_id = p_variant and s.location_id = p_from;
  if free < p_quantity then
    outcome := 'reserved';
    return;
  end if;
  update stock_level s set on_hand = s.on_hand + case when s.location_id = p_from then -p_quantity else p_quantity end
  where s.variant_id = p_variant and s.location_id in (p_from, p_to);
  insert into stock_movement (variant_id, location_id, quantity, reason, reference, created_at)
  values (p_variant, p_from, -p_quantity, 'transfer', p_reference, p_at), (p_variant, p_to, p_quantity, 'transfer', p_reference, p_at);
  free := free - p_quantity;
  outcome := 'done';
end $$;

-- Opens or closes a location. Only an empty one can be closed, and never the last.
--   outcome 'done', 'missing', 'stock' (goods lie there) or 'last'
create function set_location_active(p_location integer, p_active boolean, out outcome text) language plpgsql as $$
begin
  perform 1 from location l order by l.id for update;
  if not exists (select 1 from location l where l.id = p_location) then
    outcome := 'missing';
  elsif not p_active and exists (select 1 from stock_level s where s.location_id = p_location and (s.on_hand <> 0 or s.reserved <> 0)) then
    outcome := 'stock';
  elsif not p_active and not exists (select 1 from location l where l.id <> p_location and l.active) then
    outcome := 'last';
  else
    if not p_active then delete from stock_level s where s.location_id = p_location and s.on_hand = 0 and s.reserved = 0; end if;
    update location l set active = p_active where l.id = p_location;
    outcome := 'done';
  end if;
end $$;

-- Which return of a sale a movement belongs to.
alter table stock_movement add column key text;

-- Takes an order's goods back into stock, where its sale took them from: all that is not back yet. False when nothing is out.
create or replace function return_sale(p_reference text, p_reason text) returns boolean
language plpgsql as $$
declare
  moved bigint[];
  before bigint[];
  after bigint[];
begin
  perform 1 from stock_level s
  where (s.variant_id, s.location_id) in (select m.variant_id, m.location_id from stock_movement m where m.reference = p_reference)
  order by s.variant_id, s.location_id for update;
  with back as (
    select m.variant_id, m.location_id, -sum(m.quantity)::integer as quantity
    from stock_movement m where m.reference = p_reference group by 1, 2 having sum(m.quantity) < 0
  ), opened as (
    select s.variant_id, sum(s.on_hand - s.reserved)::bigint as open from stock_level s where s.variant_id in (select variant_id from back) group by 1
  ), raised as (
    update stock_level s set on_hand = s.on_hand + b.quantity from back b
    where s.variant_id = b.variant_id and s.location_id = b.location_id
    returning s.variant_id, s.location_id, b.quantity
  ), noted as (
    insert into stock_movement (variant_id, location_id, quantity, reason, reference)
    select r.variant_id, r.location_id, r.quantity, p_reason, p_reference from raised r order by 1, 2
  )
  select array_agg(c.variant_id), array_agg(o.open), array_agg(o.open + c.quantity) into moved, before, after
  from (select variant_id, sum(quantity) as quantity from raised group by 1) c join opened o using (variant_id);
  if moved is null then return false; end if;
  perform tell_stock_moved(moved, before, after);
  return true;
end $$;

-- Takes pieces of an order back into stock, once for each key: bundles as they were taken apart when their goods were held, into the
-- locations that they came from, and never more of a variant than was sold and not taken back yet.
create function return_pieces(p_order uuid, p_key text, p_variants bigint[], p_quantities integer[], p_reason text, p_at timestamptz)
returns boolean language plpgsql as $$
declare
  moved bigint[];
  before bigint[];
  after bigint[];
begin
  -- Returns of one order take turns.
  perform 1 from customer_order o where o.id = p_order for update;
  if exists (select 1 from stock_movement m where m.reference = 'order:' || p_order and m.key = p_key) then return false; end if;
  perform 1 from stock_level s
  where (s.variant_id, s.location_id) in (select m.variant_id, m.location_id from stock_movement m where m.reference = 'order:' || p_order)
  order by s.variant_id, s.location_id for update;

  with made_of as (
    select (b ->> 'bundle')::bigint as bundle, (b ->> 'part')::bigint as part, (b ->> 'quantity')::integer as quantity
    from customer_order o join reservation r on r.id in (o.checkout_id, o.id) and r.status = 'consumed', jsonb_array_elements(r.bundles) as b
    where o.id = p_order
  ), wanted as (
    select coalesce(m.part, l.variant) as variant, sum(l.quantity * coalesce(m.quantity, 1))::integer as quantity
    from unnest(p_variants, p_quantities) as l(variant, quantity) left join made_of m on m.bundle = l.variant group by 1
  ), out_there as (
    select m.variant_id, m.location_id, -sum(m.quantity)::integer as quantity
    from stock_movement m
    where m.reference = 'order:' || p_order
    group by 1, 2 having sum(m.quantity) < 0
  ), laid as (
    select o.variant_id, o.location_id, o.quantity, w.quantity as wanted,
      sum(o.quantity) over (partition by o.variant_id order by o.location_id) as upto
    from out_there o join wanted w on w.variant = o.variant_id
  ), back as (
    select l.variant_id, l.location_id, least(l.quantity, l.wanted - (l.upto - l.quantity))::integer as quantity
    from laid l where l.wanted > l.upto - l.quantity
  ), opened as (
    select s.variant_id, sum(s.on_hand - s.reserved)::bigint as open from stock_level s where s.variant_id in (select variant_id from back) group by 1
  ), raised as (
    update stock_level s set on_hand = s.on_hand + b.quantity from back b
    where s.variant_id = b.variant_id and s.location_id = b.location_id
    returning s.variant_id, s.location_id, b.quantity
  ), noted as (
    insert into stock_movement (variant_id, location_id, quantity, reason, reference, key, created_at)
    select r.variant_id, r.location_id, r.quantity, p_reason, 'order:' || p_order, p_key, p_at from raised r order by 1, 2
  )
  select array_agg(c.variant_id), array_agg(o.open), array_agg(o.open + c.quantity) into moved, before, after
  from (select variant_id, sum(quantity) as quantity from raised group by 1) c join opened o using (variant_id);
  if moved is not null then perform tell_stock_moved(moved, before, after); end if;
  return true;
end $$;

-- The bundle whole: its parts are replaced. 'missing': a variant that is not there; 'nested': a part is a bundle itself, or the bundle is a part.
create function set_bundle(p_bundle bigint, p_parts bigint[], p_quantities integer[], out outcome text) language plpgsql as $$
begin
  perform pg_advisory_xact_lock(7306);
  if (select count(*) from variant v where v.id = any(p_parts || p_bundle)) <> cardinality(p_parts) + 1 then
    outcome := 'missing';
  elsif exists (select 1 from variant_part t where t.bundle_id = any(p_parts) or (t.part_id = p_bundle and cardinality(p_parts) > 0)) then
    outcome := 'nested';
  else
    delete from variant_part t where t.bundle_id = p_bundle;
    insert into variant_part (bundle_id, position, part_id, quantity)
    select p_bundle, u.n - 1, u.part, u.quantity from unnest(p_parts, p_quantities) with ordinality as u(part, quantity, n);
    perform tell_stock_changed(array[p_bundle]);
    outcome := 'done';
  end if;
end $$;
