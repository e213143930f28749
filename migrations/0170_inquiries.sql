-- breaking: the old code knows no inquiry and no end of one
-- The bank may ask about a charge before it takes money back ('inquiry'), and may be content ('closed'): nothing is gone then.
-- A wider one takes its place in the same transaction
-- squawk-ignore ban-drop-constraint
alter table payment drop constraint payment_dispute_check;
alter table payment add constraint payment_dispute_check check (dispute in ('inquiry', 'closed', 'open', 'won', 'lost')) not valid;

-- A dispute as the provider tells it, in whatever order: 'open' after an end is a word that came late, and so is an inquiry after
-- anything else. The provider holds the disputed sum back while it is open and gives it back when it is won; an inquiry moves no money.
-- True when something changed.
create or replace function dispute_payment(p_provider text, p_reference text, p_status text, p_amount bigint, p_at timestamptz)
returns boolean language plpgsql as $$
declare
  paid payment;
  held bigint;
begin
  select * into paid from payment p where p.provider = p_provider and p.provider_reference = p_reference for update;
  if not found or paid.captured_amount = 0 or paid.dispute in ('won', 'lost') or paid.dispute = p_status then return false; end if;
  if p_status in ('inquiry', 'closed') then
    if paid.dispute = 'open' or (p_status = 'inquiry' and paid.dispute is not null) then return false; end if;
    update payment p set dispute = p_status, updated_at = p_at where p.id = paid.id;
    insert into payment_event (payment_id, step, outcome, at) values (paid.id, 'webhook', 'dispute-' || p_status, p_at);
    return true;
  end if;
  held := case when paid.dispute = 'open' then paid.disputed_amount else least(p_amount, paid.captured_amount) end;
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
