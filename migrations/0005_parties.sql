-- parties
select 1;
