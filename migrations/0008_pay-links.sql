-- pay-links
select 1;
