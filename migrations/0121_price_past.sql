-- safe
-- What a variant was presented for before, newest first at most so many, as [[since, amount, compareAt], ...] in order of time:
-- enough for the lowest price of the 30 days before a reduction.
create function price_past(p_variant bigint, p_list text) returns json language sql stable as $$
  select coalesce(json_agg(json_build_array(x.since, x.amount, x.compare_at) order by x.since), '[]')
  from (select l.since, l.amount, l.compare_at from price_log l
        where l.variant_id = p_variant and l.price_list = p_list order by l.since desc limit 1000) x
$$;
