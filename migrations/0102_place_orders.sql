-- safe
-- Places many orders in one call. Lock order: checkouts, reservations, stock rows, each by id.

-- Adds rows given as JSON by column name; columns that the first row does not name take their defaults.
create function insert_rows(p_table regclass, p_rows jsonb, p_if_new boolean default false) returns void
language plpgsql as $$
declare
  columns text;
begin
  if p_rows is null or jsonb_array_length(p_rows) = 0 then return; end if;
  select string_agg(quote_ident(k), ', ') into columns from jsonb_object_keys(p_rows -> 0) as k;
  execute format('insert into %1$s (%2$s) select %2$s from jsonb_populate_recordset(null::%1$s, $1) %3$s',
    p_table, columns, case when p_if_new then 'on conflict do nothing' else '' end) using p_rows;
end $$;

-- Each entry of p_entries:
--   order    a row of customer_order without its number; its goods are held under its checkout's id or its own
--   lines    rows of order_line
--   events   rows of order_event
--   payment  null, or a move (see move_payments) that is known by now and not written yet
--   claim    true: takes its open checkout for this order, in which case nobody else can end it any more
-- Entries are decided one by one:
--   outcome 'placed'       now or by an earlier call
--           'not_claimed'  its checkout is not open any more
--           'not_held'     its goods are not held any more
-- For the last two nothing is changed.
create function place_orders(p_at timestamptz, p_prefix text, p_entries jsonb)
returns table (place integer, outcome text, order_id uuid, number text)
language plpgsql as $$
#variable_conflict use_column
declare
  checkouts uuid[];
  orders uuid[];
  open_checkouts uuid[];
  known uuid[];
  goods uuid[];       -- the reservation whose goods an entry sells; null: nothing is placed for it
  numbers text[];
  taken jsonb;
begin
  select array_agg((e.row -> 'order' ->> 'checkout_id')::uuid order by e.n), array_agg((e.row -> 'order' ->> 'id')::uuid order by e.n)
  into checkouts, orders from jsonb_array_elements(p_entries) with ordinality as e(row, n);

  perform 1 from checkout c where c.id = any(checkouts) order by c.id for update;
  select coalesce(array_agg(c.id), '{}') into open_checkouts from checkout c where c.id = any(checkouts) and c.status = 'open';
  select coalesce(array_agg(o.checkout_id), '{}') into known from customer_order o where o.checkout_id = any(checkouts);
  perform 1 from reservation r where r.id = any(checkouts || orders) order by r.id for update;

  -- The first entry of a checkout counts; a second one in the same call finds it placed.
  select array_agg(g.id order by e.n) into goods
  from jsonb_array_elements(p_entries) with ordinality as e(row, n)
  left join lateral (
    select r.id from reservation r
    where r.id in (checkouts[e.n], orders[e.n]) and r.status = 'held'
      and not checkouts[e.n] = any(known) and array_position(checkouts, checkouts[e.n]) = e.n
      and (checkouts[e.n] = any(open_checkouts) or not (e.row ->> 'claim')::boolean)
    order by r.id = checkouts[e.n] desc limit 1
  ) g on true;

  update checkout c set status = 'placed', contact_sealed = null, updated_at = p_at
  from unnest(checkouts, goods) as g(id, held) where g.held is not null and c.id = g.id and c.status = 'open';

  perform sell_held(goods, orders, p_at);

  perform move_payments(p_at, (
    select jsonb_agg(e.row -> 'payment') from jsonb_array_elements(p_entries) with ordinality as e(row, n)
    where goods[e.n] is not null and e.row -> 'payment' ->> 'id' is not null));

  select array_agg(case when g.held is not null then p_prefix || nextval('order_number') end order by g.n) into numbers
  from unnest(goods) with ordinality as g(held, n);
  select jsonb_agg(e.row || jsonb_build_object('number', numbers[e.n]) order by e.n) into taken
  from jsonb_array_elements(p_entries) with ordinality as e(row, n) where goods[e.n] is not null;

  if taken is not null then
    perform insert_rows('customer_order', (select jsonb_agg((t -> 'order') || jsonb_build_object('number', t ->> 'number')) from jsonb_array_elements(taken) as t));
    perform insert_rows('order_line', (select jsonb_agg(l) from jsonb_array_elements(taken) as t, jsonb_array_elements(t -> 'lines') as l));
    perform insert_rows('order_event', (select jsonb_agg(v) from jsonb_array_elements(taken) as t, jsonb_array_elements(t -> 'events') as v));
    perform post_sales(array(select (t -> 'order' ->> 'id')::uuid from jsonb_array_elements(taken) as t));
    insert into outbox (type, payload)
    select 'order.placed', jsonb_build_object('orderId', t -> 'order' ->> 'id', 'number', t ->> 'number') from jsonb_array_elements(taken) as t;
  end if;

  return query
  select i.n::integer,
    case when o.id is not null then 'placed' when c.id is not null and c.status <> 'open' then 'not_claimed'
      when c.id is null and (e.row ->> 'claim')::boolean then 'not_claimed' else 'not_held' end,
    o.id, o.number
  from unnest(checkouts) with ordinality as i(id, n)
  join jsonb_array_elements(p_entries) with ordinality as e(row, n) on e.n = i.n
  left join customer_order o on o.checkout_id = i.id
  left join checkout c on c.id = i.id;
end $$;

-- Turns held reservations into sales of the orders beside them. Nulls are passed over.
create function sell_held(p_reservations uuid[], p_orders uuid[], p_at timestamptz) returns void
language plpgsql as $$
begin
  update reservation r set status = 'consumed' where r.id = any(p_reservations) and r.status = 'held';

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

