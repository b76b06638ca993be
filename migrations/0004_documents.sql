-- documents
select 1;
