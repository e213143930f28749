-- safe
-- Stock changes are one call each. Locks are taken in one order everywhere: reservation, then stock rows by
-- (variant, location). "Available" is on_hand - reserved; it never falls below zero unless the variant may be backordered.

-- What pages show of a stock: 0 = out, 1..5 = "n left", 6 = in stock.
create function shown_stock(available bigint) returns integer language sql immutable parallel safe
  return greatest(0, least(6, available))::integer;

-- Tells the pages, in the transaction of the change. Only for variants whose shown stock differs from before.
create function tell_stock_changed(p_variants bigint[]) returns void language sql as $$
  insert into outbox (type, payload)
  select 'inventory.stock-changed', jsonb_build_object('variantIds', to_jsonb(p_variants))
  where cardinality(p_variants) > 0
$$;

-- Holds stock for one checkout, all lines or none. Asked again with the same id it gives the same answer.
--   outcome 'held'     granted, now or by an earlier call (also when it has been consumed since)
--           'short'    nothing is held; the arrays name each short variant and what is available of it
--           'released' an earlier reservation of this id has ended
create function reserve_stock(p_id uuid, p_variants bigint[], p_quantities integer[], p_expires_at timestamptz,
  out outcome text, out short_variants bigint[], out short_available integer[])
language plpgsql as $$
declare
  wanted record;
  level record;
  open_quantity integer;
  changed bigint[];
begin
  insert into reservation (id, status, expires_at) values (p_id, 'held', p_expires_at) on conflict (id) do nothing;
  if not found then
    select case when r.status = 'released' then 'released' else 'held' end into outcome from reservation r where r.id = p_id;
    return;
  end if;

  -- A variant that may be sold below zero needs a row to be counted on.
  insert into stock_level (variant_id, location_id)
  select v.id, (select min(l.id) from location l)
  from variant v
  where v.id = any(p_variants) and v.track_stock and v.backorder
    and not exists (select 1 from stock_level s where s.variant_id = v.id)
  order by v.id
  on conflict do nothing;

  perform 1 from stock_level s where s.variant_id = any(p_variants) order by s.variant_id, s.location_id for update;

  select array_agg(w.variant_id order by w.variant_id), array_agg(w.available order by w.variant_id)
  into short_variants, short_available
  from (
    select l.variant_id, l.quantity,
      case when p.status is distinct from 'active' then 0
        else greatest(0, coalesce((select sum(s.on_hand - s.reserved) from stock_level s where s.variant_id = l.variant_id), 0))::integer
      end as available,
      p.status = 'active' and (v.backorder or not v.track_stock) as unlimited
    from (select u.variant_id, sum(u.quantity) as quantity from unnest(p_variants, p_quantities) as u(variant_id, quantity) group by 1) l
    left join variant v on v.id = l.variant_id
    left join product p on p.id = v.product_id
  ) w
  where not coalesce(w.unlimited, false) and w.available < w.quantity;

  if short_variants is not null then
    delete from reservation r where r.id = p_id;
    outcome := 'short';
    return;
  end if;

  changed := '{}';
  for wanted in
    select u.variant_id, sum(u.quantity)::integer as quantity, bool_or(v.backorder) as backorder
    from unnest(p_variants, p_quantities) as u(variant_id, quantity)
    join variant v on v.id = u.variant_id
    where v.track_stock
    group by 1 order by 1
  loop
    open_quantity := wanted.quantity;
    for level in
      select s.location_id, greatest(0, s.on_hand - s.reserved) as free, row_number() over (order by s.location_id desc) = 1 as is_last
      from stock_level s where s.variant_id = wanted.variant_id order by s.location_id
    loop
      declare
        part integer := least(open_quantity, level.free);
      begin
        -- What exceeds all stock is a backorder, booked at the last location.
        if level.is_last then part := open_quantity; end if;
        if part > 0 then
          update stock_level s set reserved = s.reserved + part
          where s.variant_id = wanted.variant_id and s.location_id = level.location_id;
          insert into reservation_line (reservation_id, variant_id, location_id, quantity)
          values (p_id, wanted.variant_id, level.location_id, part);
          open_quantity := open_quantity - part;
        end if;
      end;
    end loop;
    if (select shown_stock(sum(s.on_hand - s.reserved)) <> shown_stock(sum(s.on_hand - s.reserved) + wanted.quantity)
        from stock_level s where s.variant_id = wanted.variant_id) then
      changed := changed || wanted.variant_id;
    end if;
  end loop;
  perform tell_stock_changed(changed);
  outcome := 'held';
end $$;

-- Gives up to as many reservations back as named; those that are not held any more are left alone. Answers with how many.
create function release_reservations(p_ids uuid[]) returns integer
language plpgsql as $$
declare
  released uuid[];
  changed bigint[];
begin
  perform 1 from reservation r where r.id = any(p_ids) and r.status = 'held' order by r.id for update;
  with gone as (
    update reservation r set status = 'released' where r.id = any(p_ids) and r.status = 'held' returning r.id
  )
  select array_agg(g.id) into released from gone g;
  if released is null then return 0; end if;

  perform 1 from stock_level s
  where (s.variant_id, s.location_id) in (select l.variant_id, l.location_id from reservation_line l where l.reservation_id = any(released))
  order by s.variant_id, s.location_id for update;

  with back as (
    select l.variant_id, l.location_id, sum(l.quantity)::integer as quantity
    from reservation_line l where l.reservation_id = any(released) group by 1, 2
  ), freed as (
    update stock_level s set reserved = s.reserved - b.quantity
    from back b where s.variant_id = b.variant_id and s.location_id = b.location_id
    returning s.variant_id, b.quantity
  )
  -- A statement sees the rows as they were before it: the sum below is still the old one.
  select array_agg(f.variant_id) into changed
  from (select variant_id, sum(quantity) as quantity from freed group by 1) f
  where (select shown_stock(sum(s.on_hand - s.reserved)) <> shown_stock(sum(s.on_hand - s.reserved) + f.quantity)
         from stock_level s where s.variant_id = f.variant_id);
  perform tell_stock_changed(coalesce(changed, '{}'));
  return cardinality(released);
end $$;

-- Turns a held reservation into a sale. False when it is not held (any more): then nothing is changed.
create function consume_reservation(p_id uuid, p_reference text) returns boolean
language plpgsql as $$
begin
  update reservation r set status = 'consumed' where r.id = p_id and r.status = 'held';
  if not found then return false; end if;

  perform 1 from stock_level s
  where (s.variant_id, s.location_id) in (select l.variant_id, l.location_id from reservation_line l where l.reservation_id = p_id)
  order by s.variant_id, s.location_id for update;

  update stock_level s set on_hand = s.on_hand - l.quantity, reserved = s.reserved - l.quantity
  from reservation_line l
  where l.reservation_id = p_id and s.variant_id = l.variant_id and s.location_id = l.location_id;

  insert into stock_movement (variant_id, location_id, quantity, reason, reference)
  select l.variant_id, l.location_id, -l.quantity, 'sale', p_reference
  from reservation_line l where l.reservation_id = p_id order by l.variant_id, l.location_id;
  return true;
end $$;

-- Takes an order's goods back into stock, where its sale took them from. Does nothing the second time.
create function return_sale(p_reference text, p_reason text) returns boolean
language plpgsql as $$
declare
  changed bigint[];
begin
  perform 1 from stock_level s
  where (s.variant_id, s.location_id) in (select m.variant_id, m.location_id from stock_movement m where m.reference = p_reference and m.reason = 'sale')
  order by s.variant_id, s.location_id for update;
  if exists (select 1 from stock_movement m where m.reference = p_reference and m.reason = p_reason) then return false; end if;

  with sold as (
    select m.variant_id, m.location_id, -sum(m.quantity)::integer as quantity
    from stock_movement m where m.reference = p_reference and m.reason = 'sale' group by 1, 2
  ), back as (
    update stock_level s set on_hand = s.on_hand + b.quantity
    from sold b where s.variant_id = b.variant_id and s.location_id = b.location_id
    returning s.variant_id, s.location_id, b.quantity
  ), noted as (
    insert into stock_movement (variant_id, location_id, quantity, reason, reference)
    select b.variant_id, b.location_id, b.quantity, p_reason, p_reference from back b
  )
  select array_agg(f.variant_id) into changed
  from (select variant_id, sum(quantity) as quantity from back group by 1) f
  where (select shown_stock(sum(s.on_hand - s.reserved)) <> shown_stock(sum(s.on_hand - s.reserved) + f.quantity)
         from stock_level s where s.variant_id = f.variant_id);
  perform tell_stock_changed(coalesce(changed, '{}'));
  return true;
end $$;

-- Sets the stock of a variant at a location by difference or to a count (exactly one of the two is given).
--   outcome 'done', 'reserved' (less than what is held for buyers: nothing changed) or 'missing' (no such variant)
create function adjust_stock(p_variant bigint, p_location integer, p_delta integer, p_on_hand integer, p_reason text, p_reference text,
  out outcome text, out on_hand integer, out reserved integer)
language plpgsql as $$
declare
  may_backorder boolean;
  difference integer;
begin
  select v.backorder into may_backorder from variant v where v.id = p_variant;
  if not found then
    outcome := 'missing';
    return;
  end if;
  insert into stock_level (variant_id, location_id) values (p_variant, p_location) on conflict do nothing;
  select s.on_hand, s.reserved into on_hand, reserved
  from stock_level s where s.variant_id = p_variant and s.location_id = p_location for update;

  difference := coalesce(p_delta, p_on_hand - on_hand);
  if difference < 0 and on_hand + difference < reserved and not may_backorder then
    outcome := 'reserved';
    return;
  end if;
  if difference <> 0 then
    if (select shown_stock(sum(s.on_hand - s.reserved)) <> shown_stock(sum(s.on_hand - s.reserved) + difference)
        from stock_level s where s.variant_id = p_variant) then
      perform tell_stock_changed(array[p_variant]);
    end if;
    update stock_level s set on_hand = s.on_hand + difference where s.variant_id = p_variant and s.location_id = p_location;
    insert into stock_movement (variant_id, location_id, quantity, reason, reference)
    values (p_variant, p_location, difference, p_reason, p_reference);
    on_hand := on_hand + difference;
  end if;
  outcome := 'done';
end $$;
