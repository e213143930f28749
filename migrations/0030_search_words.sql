-- safe
-- Typing mistakes are found among words that share trigrams where the server has pg_trgm; elsewhere by their first letter.
do $$
begin
  create extension if not exists pg_trgm;
  create index search_word_trigrams on search_word using gin (word gin_trgm_ops);
exception when others then
  raise notice 'pg_trgm is not available: %', sqlerrm;
end $$;
