-- safe
-- Opens many checkouts in one call: the person, the checkout, its goods and the intent of its payment, committed together before
-- anybody is charged. Lock order: carts (advisory), checkouts, reservations, stock rows, each by id.
--
-- Each entry of p_entries:
--   checkout  a row of checkout, with status 'open'
--   person    {id, wrapped_key, master_key_id}: whoever buys
--   payment   a row of payment, or null when nothing is to be paid
--   variants, quantities   what is to be held, under the checkout's id
-- Entries are decided one by one:
--   outcome 'open'      everything is written
--           'in_way'    another attempt on this cart is open, or has bought what stands in it: nothing is written
--           'taken'     the id, or the cart, is being used by another call: nothing is written
--           'short'     written, and ended at once as failed for want of the goods that the arrays name
--           'released'  written, and ended at once: its goods were held and given back before
create function open_checkouts(p_at timestamptz, p_expires_at timestamptz, p_entries jsonb)
returns table (place integer, outcome text, short_variants bigint[], short_available integer[])
language plpgsql as $$
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

    update checkout c set status = 'failed', updated_at = p_at,
      outcome = case when outcomes[n] = 'short' then 'insufficient_stock' else 'checkout_expired' end
    from unnest(opened) as n where outcomes[n] <> 'open' and c.id = ids[n];

    perform insert_rows('payment', (
      select jsonb_agg(p_entries -> (n - 1) -> 'payment') from unnest(opened) as n
      where outcomes[n] = 'open' and jsonb_typeof(p_entries -> (n - 1) -> 'payment') = 'object'), true);
  end if;

  return query
  select n, outcomes[n], null::bigint[], null::integer[]
  from generate_subscripts(ids, 1) as n where outcomes[n] not in ('short', 'released');
end $$;
