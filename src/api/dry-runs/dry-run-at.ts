import { z } from "zod";
import { readCoupling, type Coupling } from "#store/couplings.ts";
import type { Transaction } from "#store/database.ts";
import { readDryRun, type DryRun } from "#store/dry-runs.ts";
import { RequestRefused } from "#api/problem.ts";

export const CouplingPlace = z.object({ couplingId: z.uuid() });
export const DryRunPlace = CouplingPlace.extend({ dryRunId: z.uuid() });

export async function couplingAt(trx: Transaction, administrationId: string, id: string): Promise<Coupling> {
  const coupling = await readCoupling(trx, administrationId, id);
  if (coupling === null) throw new RequestRefused("request.not_found", "There is no such coupling");
  return coupling;
}

export async function dryRunAt(
  trx: Transaction,
  administrationId: string,
  { couplingId, dryRunId }: z.output<typeof DryRunPlace>,
): Promise<{ readonly run: DryRun; readonly coupling: Coupling }> {
  const coupling = await couplingAt(trx, administrationId, couplingId);
  const run = await readDryRun(trx, administrationId, dryRunId);
  if (run === null || run.couplingId !== coupling.id)
    throw new RequestRefused("request.not_found", "There is no such dry run");
  return { run, coupling };
}
