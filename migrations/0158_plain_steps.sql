-- safe
-- The money path with fewer and plainer statements: inserts that keep their plan instead of ones that are put together for each call, and
-- rows found by their key alone. A partial index whose condition a statement implies looks cheap while a table is small; a plan
-- that was made then, and kept, walks through all that waits in it.

create or replace function hold_needs(p_ids uuid[], p_buyers integer[], p_variants bigint[], p_quantities integer[]) returns void
language plpgsql as $$
begin
  with share as (
    select n.buyer, l.variant_id, l.location_id,
      (case when l.is_last then n.upto else least(n.upto, l.upto) end - greatest(n.upto - n.quantity, l.upto - l.free))::integer as quantity
    from (
      select n.buyer, n.variant, n.quantity, sum(n.quantity) over (partition by n.variant order by n.buyer) as upto
      from unnest(p_buyers, p_variants, p_quantities) as n(buyer, variant, quantity)
    ) n
    cross join lateral (
      select s.variant_id, s.location_id, greatest(0, s.on_hand - s.reserved) as free,
        sum(greatest(0, s.on_hand - s.reserved)) over (order by s.location_id) as upto,
        lead(s.location_id) over (order by s.location_id) is null as is_last
      from stock_level s where s.variant_id = n.variant
    ) l
    where n.upto - n.quantity < l.upto or l.is_last
  ), kept as (
    insert into reservation_line (reservation_id, variant_id, location_id, quantity)
    select p_ids[s.buyer], s.variant_id, s.location_id, s.quantity from share s where s.quantity > 0
  )
  update stock_level s set reserved = s.reserved + t.quantity
  from (
    select h.variant_id, h.location_id, sum(h.quantity)::integer as quantity from share h where h.quantity > 0 group by 1, 2
  ) t
  where s.variant_id = t.variant_id and s.location_id = t.location_id;
end $$;

create or replace function tell_stock_moved(p_variants bigint[], p_before bigint[], p_after bigint[]) returns void
language plpgsql as $$
declare
  told bigint[];
begin
  select array_agg(distinct t.id order by t.id) into told
  from (
    select m.id from unnest(p_variants, p_before, p_after) as m(id, before, after) where shown_stock(m.before) <> shown_stock(m.after)
    union all
    select p.bundle_id from unnest(p_variants, p_before, p_after) as m(id, before, after) join variant_part p on p.part_id = m.id
    where shown_stock(greatest(0, m.before) / p.quantity) <> shown_stock(greatest(0, m.after) / p.quantity)
  ) t;
  if told is not null then perform tell_stock_changed(told); end if;
end $$;

create or replace function sell_held(p_reservations uuid[], p_orders uuid[], p_at timestamptz) returns void
language plpgsql as $$
begin
  update reservation r set status = 'consumed' where r.id = any(p_reservations) and r.status is not distinct from 'held';

  perform 1 from stock_level s
  where (s.variant_id, s.location_id) in (select l.variant_id, l.location_id from reservation_line l where l.reservation_id = any(p_reservations))
  order by s.variant_id, s.location_id for update;

  with sold as (
    select l.variant_id, l.location_id, l.quantity, g.order_id
    from unnest(p_reservations, p_orders) as g(held, order_id) join reservation_line l on l.reservation_id = g.held
  ), total as (
    select s.variant_id, s.location_id, sum(s.quantity)::integer as quantity from sold s group by 1, 2
  ), gone as (
    update stock_level s set on_hand = s.on_hand - t.quantity, reserved = s.reserved - t.quantity
    from total t where s.variant_id = t.variant_id and s.location_id = t.location_id
    returning s.variant_id, s.location_id
  )
  -- A variant that was deleted while its goods were held has no stock any more, and its movements are closed.
  insert into stock_movement (variant_id, location_id, quantity, reason, reference, created_at)
  select s.variant_id, s.location_id, -s.quantity, 'sale', 'order:' || s.order_id, p_at
  from sold s join gone using (variant_id, location_id) order by s.order_id, s.variant_id, s.location_id;
end $$;

create or replace function open_checkouts(p_at timestamptz, p_expires_at timestamptz, p_entries jsonb)
returns table (place integer, outcome text, short_variants bigint[], short_available integer[])
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  ids uuid[];
  carts text[];
  others uuid[];
  opened integer[];
  held record;
  outcomes text[];
begin
  select array_agg((e.row -> 'checkout' ->> 'id')::uuid order by e.n), array_agg(e.row -> 'checkout' ->> 'cart_id' order by e.n)
  into ids, carts from jsonb_array_elements(p_entries) with ordinality as e(row, n);

  perform pg_advisory_xact_lock(k.key)
  from (select distinct hashtextextended(c, 7305) as key from unnest(carts) as c order by 1) k;

  -- An attempt that is open, or a placed one whose goods were (or may be) still in the cart as it was read.
  select array_agg(w.id order by e.n) into others
  from jsonb_array_elements(p_entries) with ordinality as e(row, n)
  left join lateral (
    select c.id from checkout c
    where c.cart_id = carts[e.n]
      and (c.status = 'open' or (c.status = 'placed' and (c.emptied_version is null or c.emptied_version > (e.row -> 'checkout' ->> 'cart_version')::bigint)))
    order by c.created_at limit 1
  ) w on true;

  -- Of several on one cart, or with one id, in this call the first is taken.
  select array_agg(i.n::integer order by i.n) into opened
  from unnest(ids, carts, others) with ordinality as i(id, cart, other, n)
  where i.other is null and array_position(ids, i.id) = i.n and array_position(carts, i.cart) = i.n
    and not exists (select 1 from checkout c where c.id = i.id);

  outcomes := array(select case when o is not null then 'in_way' else 'taken' end from unnest(others) as o);
  if opened is not null then
    insert into person (id, wrapped_key, master_key_id, created_at)
    select p.id, p.wrapped_key, p.master_key_id, p_at
    from jsonb_populate_recordset(null::person, (select jsonb_agg(p_entries -> (n - 1) -> 'person') from unnest(opened) as n)) p;

    insert into checkout (id, cart_id, cart_version, order_id, person_id, status, market, language, country, plan, contact_sealed, created_at, updated_at)
    select c.id, c.cart_id, c.cart_version, c.order_id, c.person_id, 'open', c.market, c.language, c.country, c.plan, c.contact_sealed, p_at, p_at
    from jsonb_populate_recordset(null::checkout, (select jsonb_agg(p_entries -> (n - 1) -> 'checkout') from unnest(opened) as n)) c
    order by c.id;

    for held in
      select r.buyer, r.outcome, r.short_variants, r.short_available
      from (
        select array_agg(ids[n] order by n) as ids from unnest(opened) as n
      ) a, lateral (
        select array_agg(l.buyer::integer) as buyers, array_agg(l.variant) as variants, array_agg(l.quantity) as quantities
        from unnest(opened) with ordinality as o(n, buyer0),
          lateral (
            select o.buyer0 as buyer, v::bigint as variant, q::integer as quantity
            from rows from (jsonb_array_elements_text(p_entries -> (o.n - 1) -> 'variants'), jsonb_array_elements_text(p_entries -> (o.n - 1) -> 'quantities')) as t(v, q)
          ) l
      ) b, lateral reserve_stocks(a.ids, p_expires_at, p_at, b.buyers, b.variants, b.quantities) r
    loop
      outcomes[opened[held.buyer]] := case when held.outcome = 'held' then 'open' else held.outcome end;
      if held.outcome <> 'held' then
        place := opened[held.buyer];
        outcome := held.outcome;
        short_variants := held.short_variants;
        short_available := held.short_available;
        return next;
      end if;
    end loop;

    if exists (select 1 from unnest(opened) as n where outcomes[n] <> 'open') then
      update checkout c set status = 'failed', updated_at = p_at,
        outcome = case when outcomes[n] = 'short' then 'insufficient_stock' else 'checkout_expired' end
      from unnest(opened) as n where outcomes[n] <> 'open' and c.id = ids[n];
    end if;
    insert into payment (id, checkout_id, provider, idempotency_key, amount, currency, method, capture_mode, status, created_at, updated_at)
    select p.id, p.checkout_id, p.provider, p.idempotency_key, p.amount, p.currency, p.method, p.capture_mode, p.status, p.created_at, p.updated_at
    from jsonb_populate_recordset(null::payment, (
      select jsonb_agg(p_entries -> (n - 1) -> 'payment') from unnest(opened) as n
      where outcomes[n] = 'open' and jsonb_typeof(p_entries -> (n - 1) -> 'payment') = 'object')) p
    order by p.id on conflict do nothing;
  end if;

  return query
  select n, outcomes[n], null::bigint[], null::integer[]
  from generate_subscripts(ids, 1) as n where outcomes[n] not in ('short', 'released');
end $$;

create or replace function place_orders(p_at timestamptz, p_prefix text, p_checkouts uuid[], p_ids uuid[], p_claims boolean[],
  p_orders jsonb, p_lines jsonb, p_events jsonb, p_payments jsonb)
returns table (place integer, outcome text, order_id uuid, number text)
language plpgsql set plan_cache_mode = force_generic_plan set enable_seqscan = off set enable_hashjoin = off set enable_mergejoin = off as $$
#variable_conflict use_column
declare
  opened uuid[];      -- checkouts that are open
  known uuid[];       -- checkouts that have an order
  goods uuid[];       -- the reservation whose goods an entry sells; null: nothing is placed for it
  sold uuid[];        -- orders that are placed by this call
begin
  with met as materialized (select c.id, c.status from checkout c where c.id = any(p_checkouts) order by c.id for update)
  select coalesce(array_agg(m.id) filter (where m.status = 'open'), '{}') into opened from met m;
  select coalesce(array_agg(o.checkout_id), '{}') into known from customer_order o where o.checkout_id = any(p_checkouts);

  -- The first entry of a checkout counts; a second one in the same call finds it placed.
  with held as materialized (
    select r.id from reservation r where r.id = any(p_checkouts || p_ids) and r.status is not distinct from 'held' order by r.id for update
  )
  select array_agg(coalesce(c.id, o.id) order by e.n), array_agg(e.id order by e.n) filter (where coalesce(c.id, o.id) is not null)
  into goods, sold
  from (
    select e.checkout, e.id, e.n,
      not e.checkout = any(known) and array_position(p_checkouts, e.checkout) = e.n and (not e.claim or e.checkout = any(opened)) as may
    from unnest(p_checkouts, p_ids, p_claims) with ordinality as e(checkout, id, claim, n)
  ) e
  left join held c on e.may and c.id = e.checkout
  left join held o on e.may and o.id = e.id;

  if sold is not null then
    if cardinality(sold) < cardinality(p_ids) then
      p_orders := (select jsonb_agg(r) from jsonb_array_elements(p_orders) as r where (r ->> 'id')::uuid = any(sold));
      p_lines := (select jsonb_agg(r) from jsonb_array_elements(p_lines) as r where (r ->> 'order_id')::uuid = any(sold));
      p_events := (select jsonb_agg(r) from jsonb_array_elements(p_events) as r where (r ->> 'order_id')::uuid = any(sold));
      p_payments := (select jsonb_agg(r) from jsonb_array_elements(p_payments) as r where (r ->> 'order_id')::uuid = any(sold));
    end if;

    update checkout c set status = 'placed', contact_sealed = null, updated_at = p_at
    from unnest(p_checkouts, goods) as g(id, held) where g.held is not null and c.id = g.id and g.id = any(opened);
    perform move_payments(p_at, p_payments);

    insert into customer_order (id, checkout_id, person_id, payment_id, market, language, currency, status, subtotal, delivery_amount,
      discount_amount, tax_amount, total, tax_included, reverse_charge, delivery_method, delivery_name, country,
      email_sealed, email_lookup, contact_sealed, delivery_tax_rate_ppm, delivery_tax_amount, delivery_discount_amount,
      gift_card_amount, store_credit_amount, promotions, taxes, placed_at, updated_at, number)
    select o.id, o.checkout_id, o.person_id, o.payment_id, o.market, o.language, o.currency, o.status, o.subtotal,
      o.delivery_amount, o.discount_amount, o.tax_amount, o.total, o.tax_included, o.reverse_charge, o.delivery_method,
      o.delivery_name, o.country, o.email_sealed, o.email_lookup, o.contact_sealed, o.delivery_tax_rate_ppm,
      o.delivery_tax_amount, o.delivery_discount_amount, o.gift_card_amount, o.store_credit_amount, o.promotions, o.taxes,
      o.placed_at, o.updated_at, p_prefix || nextval('order_number')
    from jsonb_populate_recordset(null::customer_order, p_orders) o;
    insert into order_line (order_id, position, variant_id, product_id, sku, title, variant_title, handle, media_id, quantity, unit_amount,
      total, tax_rate_ppm, tax_amount, discount_amount, adjustments, taxes, gift_cards)
    select l.order_id, l.position, l.variant_id, l.product_id, l.sku, l.title, l.variant_title, l.handle, l.media_id,
      l.quantity, l.unit_amount, l.total, l.tax_rate_ppm, l.tax_amount, l.discount_amount, l.adjustments, l.taxes,
      l.gift_cards
    from jsonb_populate_recordset(null::order_line, p_lines) l;
    insert into order_event (order_id, type, actor, detail, created_at)
    select v.order_id, v.type, v.actor, v.detail, v.created_at from jsonb_populate_recordset(null::order_event, p_events) v;
    perform post_sales(sold);
    insert into outbox (type, payload)
    select 'order.placed', jsonb_build_object('orderId', o.id, 'number', o.number) from customer_order o where o.id = any(sold) order by o.id;
    -- The stock comes last: another batch that wants the same goods has then only this to wait for.
    perform sell_held(goods, p_ids, p_at);
  end if;

  return query
  select i.n::integer,
    case when o.id is not null then 'placed' when i.claim and not i.checkout = any(opened) then 'not_claimed' else 'not_held' end,
    o.id, o.number
  from unnest(p_checkouts, p_claims) with ordinality as i(checkout, claim, n)
  left join customer_order o on o.checkout_id = i.checkout;
end $$;
