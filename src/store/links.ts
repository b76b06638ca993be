import { sql } from "kysely";
import type { Transaction } from "./database.ts";
import { rowsOf } from "./unnest.ts";

export interface NewLink {
  readonly connectionId: string;
  readonly kind: "order" | "customer" | "item" | "document";
  readonly externalId: string;
  readonly ourId: string;
}

const columns = {
  administrationId: "uuid",
  connectionId: "uuid",
  kind: "text",
  externalId: "text",
  ourId: "uuid",
} as const;

/** Their id and our id for the same thing. Known pairs are left as they are. */
export async function insertLinks(
  trx: Transaction,
  administrationId: string,
  links: readonly NewLink[],
): Promise<void> {
  if (links.length === 0) return;
  await sql`
    with l ${rowsOf(
      columns,
      links.map((link) => ({ ...link, administrationId })),
      "as",
    )}
    insert into links (administration_id, connection_id, kind, external_id, our_id)
    select distinct "administrationId", "connectionId", kind, "externalId", "ourId" from l on conflict do nothing`.execute(
    trx,
  );
}
