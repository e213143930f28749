-- safe
-- Holds stock for many buyers in one call. Locks are taken in one order everywhere: checkout, reservation, then stock rows by
-- (variant, location), each in the order of their ids, so that batches of several processes never wait for each other in a ring.

-- Buyer n is p_ids[n]; line i is p_quantities[i] pieces of p_variants[i] for buyer p_buyers[i]. Each buyer gets all his lines or none;
-- of what is scarce the first in the array get it. Asked again with the same id it gives the same answer.
--   outcome 'held'     granted, now or by an earlier call (also when it has been consumed since)
--           'short'    nothing is held; the arrays name each short variant as it was asked for, and what is available of it
--           'released' an earlier reservation of this id has ended
create function reserve_stocks(p_ids uuid[], p_expires_at timestamptz, p_at timestamptz, p_buyers integer[], p_variants bigint[], p_quantities integer[])
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

    select array_agg(w.buyer), array_agg(w.variant), array_agg(w.quantity) into need_buyer, need_variant, need_quantity
    from (
      select l.buyer, coalesce(t.part_id, l.variant) as variant, sum(l.quantity * coalesce(t.quantity, 1))::integer as quantity
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

    perform 1 from stock_level s where s.variant_id = any(need_variant) order by s.variant_id, s.location_id for update;

    select array_agg(w.variant order by w.variant), array_agg(w.free order by w.variant), array_agg(w.wanted order by w.variant)
    into stock_variant, stock_free, stock_wanted
    from (
      select n.variant, n.wanted,
        case when b.more is not null then
          greatest(0, coalesce((select sum(s.on_hand - s.reserved) from stock_level s where s.variant_id = n.variant), 0) + b.more)
        end as free
      from (
        select u.variant, coalesce(sum(u.quantity) filter (where not u.buyer = any(refused)), 0) as wanted
        from unnest(need_buyer, need_variant, need_quantity) as u(buyer, variant, quantity) group by 1
      ) n
      join variant v on v.id = n.variant
      cross join lateral sold_below_zero(v.track_stock, v.backorder, v.preorder_until, v.preorder_limit, p_at) as b(more)
    ) w;

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

    perform hold_needs(p_ids, refused, need_buyer, need_variant, need_quantity);
    perform note_bundles(p_ids, fresh, refused, p_buyers, p_variants);
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

-- Books what the granted buyers need: each location gives in the order of its id, and what exceeds all stock is booked at the last.
-- Buyers and locations are laid beside each other as lengths; where they overlap, that many pieces come from there.
create function hold_needs(p_ids uuid[], p_refused integer[], p_buyers integer[], p_variants bigint[], p_quantities integer[]) returns void
language plpgsql as $$
declare
  moved bigint[];
  before bigint[];
  after bigint[];
begin
  with need as (
    select n.buyer, n.variant, n.quantity, sum(n.quantity) over (partition by n.variant order by n.buyer) as upto
    from unnest(p_buyers, p_variants, p_quantities) as n(buyer, variant, quantity)
    where not n.buyer = any(p_refused)
  ), level as (
    select s.variant_id, s.location_id, s.on_hand - s.reserved as open, greatest(0, s.on_hand - s.reserved) as free,
      sum(greatest(0, s.on_hand - s.reserved)) over (partition by s.variant_id order by s.location_id) as upto,
      row_number() over (partition by s.variant_id order by s.location_id desc) = 1 as is_last
    from stock_level s where s.variant_id = any(p_variants)
  ), share as (
    select n.buyer, l.variant_id, l.location_id,
      (case when l.is_last then n.upto else least(n.upto, l.upto) end - greatest(n.upto - n.quantity, l.upto - l.free))::integer as quantity
    from need n join level l on l.variant_id = n.variant
    where n.upto - n.quantity < l.upto or l.is_last
  ), kept as (
    insert into reservation_line (reservation_id, variant_id, location_id, quantity)
    select p_ids[s.buyer], s.variant_id, s.location_id, s.quantity from share s where s.quantity > 0
  ), taken as (
    select s.variant_id, s.location_id, sum(s.quantity)::integer as quantity from share s where s.quantity > 0 group by 1, 2
  ), held as (
    update stock_level s set reserved = s.reserved + t.quantity from taken t
    where s.variant_id = t.variant_id and s.location_id = t.location_id
  )
  select array_agg(w.id), array_agg(w.open), array_agg(w.open - w.quantity) into moved, before, after
  from (
    select t.variant_id as id, t.quantity, (select sum(l.open) from level l where l.variant_id = t.variant_id)::bigint as open
    from (select variant_id, sum(quantity) as quantity from taken group by 1) t
  ) w;
  perform tell_stock_moved(moved, before, after);
end $$;

create function note_bundles(p_ids uuid[], p_fresh integer[], p_refused integer[], p_buyers integer[], p_variants bigint[]) returns void
language sql as $$
  update reservation r set bundles = b.parts
  from (
    select l.buyer, jsonb_agg(distinct jsonb_build_object('bundle', t.bundle_id, 'part', t.part_id, 'quantity', t.quantity)) as parts
    from unnest(p_buyers, p_variants) as l(buyer, variant)
    join variant_part t on t.bundle_id = l.variant
    where l.buyer = any(p_fresh) and not l.buyer = any(p_refused)
    group by l.buyer
  ) b
  where r.id = p_ids[b.buyer]
$$;

-- The lines of a refused buyer that cannot be had, and how many pieces of each could, beside his other lines.
create function missing_of(p_buyer integer, p_at timestamptz, p_buyers integer[], p_variants bigint[], p_quantities integer[],
  p_stock_variants bigint[], p_stock_free bigint[])
returns table (variant bigint, available integer) language sql stable as $$
  with line as (
    select l.variant, sum(l.quantity) as quantity
    from unnest(p_buyers, p_variants, p_quantities) as l(buyer, variant, quantity) where l.buyer = p_buyer group by 1
  ), piece as (
    select l.variant as line, l.quantity as wanted, case when t.bundle_id is null then l.variant else t.part_id end as id,
      coalesce(t.quantity, 1) as quantity
    from line l left join variant_part t on t.bundle_id = l.variant
  ), allowed as (
    select p.line, p.wanted,
      case
        when p.id is null or c.status is distinct from 'active' then 0
        when s.variant is null then p.wanted
        else greatest(0, floor((s.free - (sum(p.wanted * p.quantity) over (partition by p.id) - p.wanted * p.quantity)) / p.quantity))
      end as most
    from piece p
    left join variant v on v.id = p.line
    left join product c on c.id = v.product_id
    left join unnest(p_stock_variants, p_stock_free) as s(variant, free) on s.variant = p.id and s.free is not null
  )
  select a.line, min(a.most)::integer from allowed a group by a.line, a.wanted having min(a.most) < a.wanted
$$;

-- The call for one buyer, as processes of an older version make it.
create or replace function reserve_stock(p_id uuid, p_variants bigint[], p_quantities integer[], p_expires_at timestamptz,
  out outcome text, out short_variants bigint[], out short_available integer[])
language sql as $$
  select r.outcome, r.short_variants, r.short_available
  from reserve_stocks(array[p_id], p_expires_at, now(), array_fill(1, array[cardinality(p_variants)]), p_variants, p_quantities) r
$$;
