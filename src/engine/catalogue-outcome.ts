import { remedyFor, type HubError } from "#domain/error.ts";
import { outcomeOfError } from "#domain/outcome.ts";
import type { Comparison, FieldChange } from "#flows/catalogue/fields.ts";
import type { StoppedItem } from "#flows/catalogue/steps.ts";
import type { CatalogueRecord, SettledRecord } from "#store/catalogue-records.ts";
import { isOutOfTime, nextAttempt } from "./retry.ts";

/** Every other record would fail in the same way. */
export const isOfConnection = ({ code }: HubError): boolean =>
  code === "remote.unavailable" ||
  code === "remote.rate_limited" ||
  code === "credentials.expired" ||
  code === "credentials.insufficient" ||
  code === "capability.missing";

const settled = (record: CatalogueRecord): SettledRecord => ({
  externalId: record.externalId,
  state: "same",
  targetId: record.targetId,
  targetParentId: record.targetParentId,
  fingerprint: record.fingerprint,
  written: {},
  kept: [],
  reasonCode: null,
  reasonDetails: {},
  name: "",
  changes: [],
  observedAt: null,
});

/** Left as it is. What it is called is kept only where a person has to find it. */
export const leftAs = (
  record: CatalogueRecord,
  left: {
    readonly kind: "skipped" | "held";
    readonly code: string;
    readonly details: Readonly<Record<string, string>>;
  },
  name: string,
): SettledRecord => ({
  ...settled(record),
  state: left.kind,
  reasonCode: left.code,
  reasonDetails: left.details,
  name: left.kind === "held" ? name : "",
});

/** Left by a step of an own module, for a person to look at. */
export const stoppedBySteps = (
  stopped: readonly StoppedItem[],
  records: ReadonlyMap<string, CatalogueRecord>,
  fingerprintOf: (item: StoppedItem["item"]) => string = () => "",
): readonly SettledRecord[] =>
  stopped.flatMap(({ item, stop }) => {
    const record = records.get(item.externalId);
    const name = item.name || item.sellersItemIdentifier;
    return record === undefined ? [] : [{ ...leftAs(record, stop, name), fingerprint: fingerprintOf(item) }];
  });

/** Nothing to write; fields that the shop made something else of stay named. */
export const leftSame = (
  record: CatalogueRecord,
  { keep, adopted }: Comparison,
  target: { readonly id: string; readonly parentId: string },
  fingerprint: string,
): SettledRecord => ({
  ...settled(record),
  targetId: target.id,
  targetParentId: target.parentId,
  written: adopted,
  kept: keep,
  fingerprint,
});

/** What would be written, for a person to look at. */
export const foreseen = (
  record: CatalogueRecord,
  state: "toCreate" | "toUpdate" | "same",
  changes: readonly FieldChange[],
  name: string,
): SettledRecord => ({ ...settled(record), state, changes, name });

export const done = (
  record: CatalogueRecord,
  state: "created" | "updated",
  target: { readonly id: string; readonly parentId: string },
  written: SettledRecord["written"],
  fingerprint: string,
  kept: readonly string[] = [],
): SettledRecord => ({
  ...settled(record),
  state,
  targetId: target.id,
  targetParentId: target.parentId,
  written,
  kept,
  fingerprint,
});

/** A record that failed alone: tried again while its error says so and its hours last, else for a person or whoever runs the hub. */
export function failedAs(record: CatalogueRecord, error: HubError, name: string, now: Temporal.Instant): SettledRecord {
  const firstFailedAt = record.firstFailedAt ?? now.toString();
  const attempts = record.attempts + 1;
  const retries = remedyFor(error.code) === "retry" && !error.asksPerson && !isOutOfTime(now, firstFailedAt);
  const outcome = outcomeOfError(error.code);
  return {
    ...settled(record),
    state: retries ? "waiting" : outcome === "failed" ? "failed" : "held",
    reasonCode: error.code,
    reasonDetails: { ...error.details, message: error.message },
    name,
    attempts,
    firstFailedAt,
    nextAttemptAt: retries ? nextAttempt(now, attempts, error.retryAfterMs).toString() : null,
  };
}
