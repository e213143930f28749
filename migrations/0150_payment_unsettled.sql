-- safe
-- no-transaction
create index concurrently if not exists payment_unsettled on payment (updated_at) where status in ('created', 'action_required', 'authorized');
