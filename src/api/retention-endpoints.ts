import { z } from "zod";
import { leastYears, mostDays, mostYears } from "#domain/retention.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { listDeleted } from "#store/deleted-people.ts";
import { lastPasses, readRetention, saveRetention } from "#store/retention.ts";
import { defineEndpoint } from "./endpoint.ts";
import { DeletedRows, deletedRows } from "./people/deleted-rows.ts";
import { RequestRefused } from "./problem.ts";

const days = z.int().min(0).max(mostDays);
const Days = z.object({ raw: days, trace: days, passThrough: days });
const years = z.int().min(leastYears).max(mostYears);

const RetentionShape = z
  .object({
    days: Days.meta({ description: "Zero: gone in the transaction that ends the work" }),
    ownBooksYears: years.meta({ description: "After the year of the document; the law's floor is ten" }),
    version: z.int().min(0).meta({ description: "0: never saved" }),
    changedBy: z.string(),
    passes: z
      .array(z.object({ at: z.string(), deleted: DeletedRows }))
      .meta({ description: "What was over and went, the last time first" }),
    deletedHashes: z.int().meta({ description: "Keyed hashes by which deletions of people are repeated" }),
  })
  .meta({ id: "Retention" });

const shownPasses = 10;

async function answerOf(trx: Transaction, administrationId: string): Promise<z.input<typeof RetentionShape>> {
  const { days: kept, ownBooksYears, version, changedBy } = await readRetention(trx, administrationId);
  const passes = await lastPasses(trx, administrationId, shownPasses);
  return {
    days: kept,
    ownBooksYears,
    version,
    changedBy,
    passes: passes.map(({ at, deleted }) => ({ at, deleted: deletedRows(deleted) })),
    deletedHashes: (await listDeleted(trx, administrationId)).length,
  };
}

export const getRetentionEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/retention",
  summary: "How long each class of data is kept, and what went last",
  permission: "retention.manage",
  answer: RetentionShape,
  errors: [],
  handle: ({ store }, { administrationId }) =>
    inAdministration(store.app, administrationId, (trx) => answerOf(trx, administrationId)),
});

export const putRetentionEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/retention",
  summary: "Choose how long each class of data is kept, given the version that was read",
  permission: "retention.manage",
  act: { action: "retention.save", subject: "retention", says: ["days", "ownBooksYears"] },
  body: z.object({ days: Days, ownBooksYears: years, version: z.int().min(0) }),
  answer: RetentionShape,
  errors: ["request.conflict"],
  handle: ({ store }, { administrationId, body: { version, ...wanted }, caller }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      if (!(await saveRetention(trx, administrationId, wanted, { version, by: caller.name })))
        throw new RequestRefused("request.conflict", "Somebody changed these settings; read them again");
      return answerOf(trx, administrationId);
    }),
});
