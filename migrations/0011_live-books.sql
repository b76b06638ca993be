-- The books of customers and items and their imports tell of changes too, as 0010 does for the rest.

create trigger parties_tell after insert or update or delete on parties for each statement execute function tell_change('parties');
create trigger items_tell after insert or update or delete on items for each statement execute function tell_change('items');
create trigger imports_tell after insert or update or delete on imports for each statement execute function tell_change('imports');
