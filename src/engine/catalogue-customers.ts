import { asHubError } from "#domain/error.ts";
import { normaliseEmail, type Party } from "#domain/party.ts";
import { decideCustomer, type CustomerDecision } from "#flows/catalogue/customers.ts";
import { intendedOf, writtenOf } from "#flows/catalogue/fields.ts";
import {
  intendRecords,
  seeRecords,
  settledStates,
  settleRecords,
  type CatalogueRecord,
  type SettledRecord,
} from "#store/catalogue-records.ts";
import { inLanes, settingsOf, type Bench } from "./catalogue-bench.ts";
import { settleMade, twinsOf } from "./catalogue-match.ts";
import { done, failedAs, foreseen, isOfConnection, leftAs, leftSame } from "./catalogue-outcome.ts";
import { buyerKeyOf } from "./outside-sight.ts";
import type { CatalogueWork } from "./catalogue-work-shape.ts";

/** Customers of an ERP in a shop (C6): general data, recognised by their e-mail address, of which only a keyed hash is kept. */
export async function customerWork(bench: Bench): Promise<CatalogueWork<Party>> {
  const settings = settingsOf(bench.coupling, "customers");
  const settingsText = JSON.stringify(bench.coupling.settings);
  const fingerprintOf = (party: Party): string => bench.hash(JSON.stringify([settingsText, party]));
  const codeOf = (party: Party): string => {
    const email = normaliseEmail(party.email);
    return email === "" ? "" : bench.hash(email);
  };
  const nameOf = ({ name, contactName, externalId }: Party): string => name || contactName || externalId;
  const keyOf = (party: Party): string => buyerKeyOf(bench.options.store, bench.connections.target.id, party);
  const settle = (rows: readonly SettledRecord[]) =>
    bench.within((trx) => settleRecords(trx, bench.place, bench.mayWrite ? bench.run.id : null, rows));

  const isSettled = (record: CatalogueRecord, party: Party): boolean => {
    if (!bench.mayWrite || !settledStates.has(record.state)) return false;
    if (record.runId === bench.run.id) return true;
    const compares = bench.run.scope === "first" || bench.run.scope === "from";
    return !compares && record.fingerprint !== "" && record.fingerprint === fingerprintOf(party);
  };

  const carryOutOne = async (party: Party, record: CatalogueRecord, twins: number): Promise<void> => {
    const code = codeOf(party);
    const there = code === "" || twins > 0 ? null : await bench.ask("target", "customers.find", { buyer: party });
    const found = there === null ? null : { id: there.id, buyer: there.buyer ?? null };
    if (bench.mayWrite && found !== null) await settleMade(bench, [{ record, key: keyOf(party), id: found.id }]);
    const decision = decideCustomer({ party, known: record, twins, found }, settings, bench.hash);
    if (!bench.mayWrite) return settle([lookedAt(record, decision, nameOf(party))]);
    await write(party, record, decision);
  };

  const write = async (party: Party, record: CatalogueRecord, decision: CustomerDecision): Promise<void> => {
    const fingerprint = fingerprintOf(party);
    if (decision.kind !== "create" && decision.kind !== "update")
      return settle([
        {
          ...lookedAt(record, decision, nameOf(party)),
          fingerprint,
          changes: [],
          name: decision.kind === "held" ? nameOf(party) : "",
        },
      ]);
    const { fields, buyer } = decision;
    const intended = { made: "", ...intendedOf(fields, bench.hash) };
    await bench.within((trx) => intendRecords(trx, bench.place, [{ externalId: record.externalId, intended }]));
    const written = writtenOf(fields, null, bench.hash);
    if (decision.kind === "update") {
      await bench.ask("target", "customers.update", { externalId: decision.id, buyer });
      const stands = (field: string) => fields.find((one) => one.field === field)?.wanted ?? null;
      const all = { ...decision.comparison.adopted, ...writtenOf(fields, stands, bench.hash) };
      return settle([
        done(record, "updated", { id: decision.id, parentId: "" }, all, fingerprint, decision.comparison.keep),
      ]);
    }
    const row = (id: string) => done(record, "created", { id, parentId: "" }, written, fingerprint);
    const key = keyOf(party);
    const made = await bench.make({ key, operation: "customers.create", input: { buyer }, mark: "" }, (trx, { id }) =>
      settleRecords(trx, bench.place, bench.run.id, [row(id)]),
    );
    await settle([row(made.id)]);
  };

  return {
    async page(since, cursor) {
      const { items, next, seenUntil, total } = await bench.ask("source", "customers.list", {
        modifiedSince: since,
        cursor,
      });
      return { items, next, seenUntil, total };
    },
    due: null,
    async carryOut(parties) {
      const seen = parties.map((party) => ({ externalId: party.externalId, code: codeOf(party) }));
      const records = await bench.within((trx) => seeRecords(trx, bench.place, bench.run.id, seen));
      const twins = await twinsOf(
        bench,
        seen.map(({ code }) => code),
      );
      await inLanes(parties, bench.lanes, async (party) => {
        const record = records.get(party.externalId);
        if (record === undefined || isSettled(record, party)) return;
        try {
          await carryOutOne(party, record, twins.get(codeOf(party)) ?? 0);
        } catch (thrown) {
          const error = asHubError(thrown);
          // A shop that takes no changes takes new ones all the same.
          const isWhole = isOfConnection(error) && error.code !== "capability.missing";
          if (bench.signal.aborted || (bench.sideOf(error) !== null && isWhole)) throw error;
          bench.options.log.warn(
            { coupling: bench.coupling.id, code: error.code },
            "A customer could not be brought over",
          );
          await settle([failedAs(record, error, nameOf(party), bench.options.now())]);
        }
      });
    },
  };
}

function lookedAt(record: CatalogueRecord, decision: CustomerDecision, name: string): SettledRecord {
  if (decision.kind === "create") return foreseen(record, "toCreate", decision.changes, name);
  if (decision.kind === "update") return foreseen(record, "toUpdate", decision.comparison.changes, name);
  if (decision.kind === "same") return leftSame(record, decision.comparison, { id: decision.id, parentId: "" }, "");
  return leftAs(record, decision, name);
}
