-- safe
-- What the money path reads and changes it finds by key. Plans that a connection makes while a table is small, and keeps, would
-- walk through all of it when it has grown; these functions never do.
alter function open_checkouts set enable_seqscan = off;
alter function open_checkouts set enable_hashjoin = off;
alter function open_checkouts set enable_mergejoin = off;
alter function place_orders set enable_seqscan = off;
alter function place_orders set enable_hashjoin = off;
alter function place_orders set enable_mergejoin = off;
alter function reserve_stocks set enable_seqscan = off;
alter function reserve_stocks set enable_hashjoin = off;
alter function reserve_stocks set enable_mergejoin = off;
alter function move_payments set plan_cache_mode = force_generic_plan;
alter function move_payments set enable_seqscan = off;
alter function move_payments set enable_hashjoin = off;
alter function move_payments set enable_mergejoin = off;
