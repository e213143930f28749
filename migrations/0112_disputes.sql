-- safe
-- A dispute as the provider tells it, in whatever order: 'open' after an end is a word that came late. The provider holds the
-- disputed sum back while it is open and gives it back when it is won. True when something changed.
create function dispute_payment(p_provider text, p_reference text, p_status text, p_amount bigint, p_at timestamptz)
returns boolean language plpgsql as $$
declare
  paid payment;
  held bigint;
begin
  select * into paid from payment p where p.provider = p_provider and p.provider_reference = p_reference for update;
  if not found or paid.captured_amount = 0 or paid.dispute in ('won', 'lost') or paid.dispute = p_status then return false; end if;
  held := case when paid.dispute is null then least(p_amount, paid.captured_amount) else paid.disputed_amount end;
  update payment p set dispute = p_status, disputed_amount = held, updated_at = p_at where p.id = paid.id;
  insert into payment_event (payment_id, step, outcome, at) values (paid.id, 'webhook', 'dispute-' || p_status, p_at);
  perform post_to_ledger('dispute', 'payment:' || paid.id, paid.currency,
    array['disputes', 'clearing:' || paid.provider], array[held, -held], p_at);
  if p_status = 'won' then
    perform post_to_ledger('dispute-won', 'payment:' || paid.id, paid.currency,
      array['clearing:' || paid.provider, 'disputes'], array[held, -held], p_at);
  end if;
  return true;
end $$;
