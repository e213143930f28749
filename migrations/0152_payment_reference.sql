-- safe
-- no-transaction
create index concurrently if not exists payment_provider_reference on payment (provider, provider_reference) where provider_reference is not null;
