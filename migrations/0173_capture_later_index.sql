-- safe
-- no-transaction
create index concurrently if not exists payment_manual on payment (updated_at) where capture_mode = 'manual';
