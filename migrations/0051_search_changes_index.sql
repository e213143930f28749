-- safe
-- no-transaction
create index concurrently if not exists search_document_changed on search_document (changed) where changed > 0;
