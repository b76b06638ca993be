import { sql } from "kysely";
import type { CatalogueKindName } from "./catalogue-couplings.ts";
import type { Transaction } from "./database.ts";

/** A coupling of a catalogue that is on, and of which something waits for a person. */
export interface StoppedCatalogue {
  readonly id: string;
  readonly kind: CatalogueKindName;
  readonly sourceConnectionId: string;
  readonly targetConnectionId: string;
  /** Records that stopped; 0 when it is the whole run that stands still. */
  readonly count: number;
  readonly since: string;
}

/** So many times in a row the same page could not be dealt with. */
const standsAfter = 3;

/** Those with stopped records, and those whose run stands still; longest first. What was only looked at waits for nobody. */
export async function stoppedCatalogues(trx: Transaction, administrationId: string): Promise<StoppedCatalogue[]> {
  const { rows } = await sql<StoppedCatalogue>`
    select k.id, k.kind, k.source_connection_id as "sourceConnectionId", k.target_connection_id as "targetConnectionId",
      coalesce(r.count, 0)::int as count, coalesce(r.since, s.begun_at) as since
    from couplings k
    left join lateral (select count(*) as count, min(decided_at) as since from catalogue_records r
      where r.administration_id = k.administration_id and r.coupling_id = k.id and r.state in ('held', 'failed')) r on true
    left join catalogue_runs s on s.administration_id = k.administration_id and s.coupling_id = k.id and s.ended_at is null
      and not s.is_paused and s.failures >= ${standsAfter}
    where k.administration_id = ${administrationId} and k.kind <> 'shopOrders' and k.state = 'live' and (r.count > 0 or s.id is not null)
    order by since, k.id`.execute(trx);
  return rows;
}
