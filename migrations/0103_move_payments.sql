-- safe
-- Moves many payments on in one call, each only out of the states it may come from; writes their history, and the books when money
-- was taken. Each move: {id, from: [states], status, reference, decline, action, captured, step}. Answers with the rows that have moved.
create function move_payments(p_at timestamptz, p_moves jsonb) returns setof payment
language plpgsql as $$
begin
  if p_moves is null then return; end if;
  perform 1 from payment p where p.id in (select (m ->> 'id')::uuid from jsonb_array_elements(p_moves) as m) order by p.id for update;
  return query
  with given as (
    select distinct on (m.id) m.* from jsonb_to_recordset(p_moves)
      as m(id uuid, "from" jsonb, status text, reference text, decline text, action text, captured bigint, step text)
    order by m.id
  ), changed as (
    update payment p set status = g.status, provider_reference = coalesce(g.reference, p.provider_reference),
      decline_code = coalesce(g.decline, p.decline_code), action_url = coalesce(g.action, p.action_url),
      captured_amount = case when g.status = 'captured' then g.captured else p.captured_amount end, updated_at = p_at
    from given g where p.id = g.id and g."from" ? p.status
    returning p.*
  ), told as (
    insert into payment_event (payment_id, step, outcome, at)
    select c.id, g.step, c.status, p_at from changed c join given g on g.id = c.id order by c.id
  ), booked as (
    insert into ledger_transaction (kind, reference, currency, accounts, amounts, at)
    select 'capture', 'payment:' || c.id, c.currency, array['clearing:' || c.provider, 'customer'], array[c.captured_amount, -c.captured_amount], p_at
    from changed c where c.status = 'captured' order by c.id
  )
  select c.* from changed c;
end $$;
