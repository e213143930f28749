-- breaking: the arguments of place_orders are others
-- The same calls with less work: each row is gone through once, and the rows that everybody wants are locked last.

-- Buyer n is p_ids[n]; line i is p_quantities[i] pieces of p_variants[i] for buyer p_buyers[i]. Each buyer gets all his lines or none;
-- of what is scarce the first in the array get it. Asked again with the same id it gives the same answer.
--   outcome 'held'     granted, now or by an earlier call (also when it has been consumed since)
--           'short'    nothing is held; the arrays name each short variant as it was asked for, and what is available of it
--           'released' an earlier reservation of this id has ended
create or replace function reserve_stocks(p_ids uuid[], p_expires_at timestamptz, p_at timestamptz, p_buyers integer[], p_variants bigint[], p_quantities integer[])
returns table (buyer integer, outcome text, short_variants bigint[], short_available integer[])
language plpgsql as $$
#variable_conflict use_column
declare
  fresh integer[];          -- buyers whose reservation is made by this call
  refused integer[] := '{}';
  need_buyer integer[];     -- what is wanted of stocks, by buyer and variant, bundles taken apart
  need_variant bigint[];
  need_quantity integer[];
  stock_variant bigint[];   -- tracked variants among them, by id: what is free (null: sold without limit) and what is wanted in all
  stock_free bigint[];
  stock_wanted bigint[];
  stock_open bigint[];      -- what is there and not held, before this call
  has_bundles boolean;
  asked record;
  is_met boolean;
begin
  with first as (
    select distinct on (i.id) i.id, i.n::integer as n from unnest(p_ids) with ordinality as i(id, n) order by i.id, i.n
  ), made as (
    insert into reservation (id, status, expires_at, created_at) select f.id, 'held', p_expires_at, p_at from first f order by f.id
    on conflict (id) do nothing returning id
  )
  select array_agg(f.n order by f.n) into fresh from made join first f using (id);

  if fresh is not null then
    -- What is not sold, or is a bundle that has lost a part, cannot be had at all.
    select coalesce(array_agg(distinct l.buyer), '{}') into refused
    from unnest(p_buyers, p_variants) as l(buyer, variant)
    left join variant v on v.id = l.variant
    left join product p on p.id = v.product_id
    where l.buyer = any(fresh)
      and (p.status is distinct from 'active' or exists (select 1 from variant_part t where t.bundle_id = l.variant and t.part_id is null));

    select array_agg(w.buyer), array_agg(w.variant), array_agg(w.quantity), bool_or(w.is_part)
    into need_buyer, need_variant, need_quantity, has_bundles
    from (
      select l.buyer, coalesce(t.part_id, l.variant) as variant, sum(l.quantity * coalesce(t.quantity, 1))::integer as quantity,
        bool_or(t.part_id is not null) as is_part
      from unnest(p_buyers, p_variants, p_quantities) as l(buyer, variant, quantity)
      left join variant_part t on t.bundle_id = l.variant
      where l.buyer = any(fresh)
      group by 1, 2
    ) w
    join variant v on v.id = w.variant and v.track_stock;

    -- A variant that may be sold below zero needs a row to be counted on.
    insert into stock_level (variant_id, location_id)
    select v.id, (select min(l.id) from location l where l.active)
    from variant v
    where v.id = any(need_variant) and not exists (select 1 from stock_level s where s.variant_id = v.id)
      and sold_below_zero(v.track_stock, v.backorder, v.preorder_until, v.preorder_limit, p_at) is distinct from 0
    order by v.id
    on conflict do nothing;

    with locked as (
      select s.variant_id, s.on_hand - s.reserved as open
      from stock_level s where s.variant_id = any(need_variant) order by s.variant_id, s.location_id for update
    ), level as (
      select l.variant_id, sum(l.open) as open from locked l group by 1
    ), need as (
      select u.variant, coalesce(sum(u.quantity) filter (where not u.buyer = any(refused)), 0) as wanted
      from unnest(need_buyer, need_variant, need_quantity) as u(buyer, variant, quantity) group by 1
    )
    select array_agg(n.variant order by n.variant), array_agg(n.wanted order by n.variant), array_agg(coalesce(l.open, 0) order by n.variant),
      array_agg(case when b.more is not null then greatest(0, coalesce(l.open, 0) + b.more) end order by n.variant)
    into stock_variant, stock_wanted, stock_open, stock_free
    from need n
    join variant v on v.id = n.variant
    left join level l on l.variant_id = n.variant
    cross join lateral (select sold_below_zero(v.track_stock, v.backorder, v.preorder_until, v.preorder_limit, p_at) as more) b;

    -- Only where more is wanted than there is do the buyers have to be gone through one by one.
    if exists (select 1 from unnest(stock_free, stock_wanted) as s(free, wanted) where s.free < s.wanted) then
      for asked in
        select n.buyer, array_agg(s.n::integer) as stocks, array_agg(n.quantity) as quantities
        from unnest(need_buyer, need_variant, need_quantity) as n(buyer, variant, quantity)
        join unnest(stock_variant, stock_free, stock_wanted) with ordinality as s(variant, free, wanted, n) on s.variant = n.variant and s.free < s.wanted
        where not n.buyer = any(refused)
        group by n.buyer order by n.buyer
      loop
        is_met := true;
        for i in 1 .. cardinality(asked.stocks) loop
          if stock_free[asked.stocks[i]] < asked.quantities[i] then is_met := false; end if;
        end loop;
        if is_met then
          for i in 1 .. cardinality(asked.stocks) loop
            stock_free[asked.stocks[i]] := stock_free[asked.stocks[i]] - asked.quantities[i];
          end loop;
        else
          refused := refused || asked.buyer;
        end if;
      end loop;
    end if;

    if cardinality(refused) > 0 then
      select array_agg(n.buyer), array_agg(n.variant), array_agg(n.quantity) into need_buyer, need_variant, need_quantity
      from unnest(need_buyer, need_variant, need_quantity) as n(buyer, variant, quantity) where not n.buyer = any(refused);
      stock_wanted := array(
        select coalesce((select sum(n.quantity) from unnest(need_variant, need_quantity) as n(variant, quantity) where n.variant = s.variant), 0)
        from unnest(stock_variant) with ordinality as s(variant, n) order by s.n);
    end if;
    if need_variant is not null then
      perform hold_needs(p_ids, need_buyer, need_variant, need_quantity);
      perform tell_stock_moved(stock_variant, stock_open, array(
        select s.open - s.wanted from unnest(stock_open, stock_wanted) with ordinality as s(open, wanted, n) order by s.n));
    end if;
    if has_bundles then perform note_bundles(p_ids, fresh, refused, p_buyers, p_variants); end if;
    if cardinality(refused) > 0 then
      delete from reservation r where r.id = any(array(select p_ids[n] from unnest(refused) as n));
    end if;
  end if;

  return query
  select i.n::integer,
    case when f.n = any(refused) then 'short' when r.status in ('held', 'consumed') then 'held' else 'released' end,
    s.variants, s.available
  from unnest(p_ids) with ordinality as i(id, n)
  cross join lateral (select array_position(p_ids, i.id) as n) f
  left join reservation r on r.id = i.id
  left join lateral (
    select array_agg(m.variant order by m.variant) as variants, array_agg(m.available order by m.variant) as available
    from missing_of(f.n, p_at, p_buyers, p_variants, p_quantities, stock_variant, stock_free) as m(variant, available)
    where f.n = any(refused)
  ) s on true;
end $$;

-- squawk-ignore ban-drop-function
drop function hold_needs(uuid[], integer[], integer[], bigint[], integer[]);

-- Books what the granted buyers need: each location gives in the order of its id, and what exceeds all stock is booked at the last.
-- Buyers and locations are laid beside each other as lengths; where they overlap, that many pieces come from there.
create function hold_needs(p_ids uuid[], p_buyers integer[], p_variants bigint[], p_quantities integer[]) returns void
language sql as $$
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
  where s.variant_id = t.variant_id and s.location_id = t.location_id
$$;

-- Rows that are often changed stay on their page.
alter table stock_level set (fillfactor = 60);

-- squawk-ignore ban-drop-function
drop function place_orders(timestamptz, text, jsonb);

-- Entry n is the order p_orders[n - 1], a row of customer_order without its number. Its goods are held under the id of its checkout or its own.
--   p_claims   true: takes the open checkout for this order, in which case nobody else can end it any more
--   p_lines    rows of order_line, of all orders
--   p_events   rows of order_event
--   p_payments moves (see move_payments) that are known by now and not written yet, each with `order_id`
-- Entries are decided one by one:
--   outcome 'placed'       now or by an earlier call
--           'not_claimed'  its checkout is not open any more
--           'not_held'     its goods are not held any more
-- For the last two nothing is changed.
create function place_orders(p_at timestamptz, p_prefix text, p_checkouts uuid[], p_ids uuid[], p_claims boolean[],
  p_orders jsonb, p_lines jsonb, p_events jsonb, p_payments jsonb)
returns table (place integer, outcome text, order_id uuid, number text)
language plpgsql as $$
#variable_conflict use_column
declare
  opened uuid[];      -- checkouts that are open
  known uuid[];       -- checkouts that have an order
  goods uuid[];       -- the reservation whose goods an entry sells; null: nothing is placed for it
  sold uuid[];        -- orders that are placed by this call
begin
  perform 1 from checkout c where c.id = any(p_checkouts) order by c.id for update;
  select coalesce(array_agg(c.id), '{}') into opened from checkout c where c.id = any(p_checkouts) and c.status = 'open';
  select coalesce(array_agg(o.checkout_id), '{}') into known from customer_order o where o.checkout_id = any(p_checkouts);

  -- The first entry of a checkout counts; a second one in the same call finds it placed.
  with held as materialized (
    select r.id from reservation r where r.id = any(p_checkouts || p_ids) and r.status = 'held' order by r.id for update
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
    from unnest(p_checkouts, goods) as g(id, held) where g.held is not null and c.id = g.id and c.status = 'open';
    perform move_payments(p_at, p_payments);

    execute format('insert into customer_order (%1$s, number) select %1$s, $2 || nextval(''order_number'')
      from jsonb_populate_recordset(null::customer_order, $1)',
      (select string_agg(quote_ident(k), ', ') from jsonb_object_keys(p_orders -> 0) as k)) using p_orders, p_prefix;
    perform insert_rows('order_line', p_lines);
    perform insert_rows('order_event', p_events);
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

-- Planned once a connection: the plans by index do not depend on how many buyers come.
alter function reserve_stocks set plan_cache_mode = force_generic_plan;
alter function place_orders set plan_cache_mode = force_generic_plan;
alter function open_checkouts set plan_cache_mode = force_generic_plan;
