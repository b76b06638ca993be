-- mail
select 1;
