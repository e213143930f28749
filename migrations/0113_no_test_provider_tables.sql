-- breaking: the old code keeps the books of its test provider in these tables
-- The test provider is a process of its own, with books of its own.
drop table test_provider_refund;
drop table test_provider_charge;
