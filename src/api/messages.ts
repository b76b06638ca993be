import { amount, cents, subtract } from "#domain/amount.ts";
import { documentKindCodes, nameOfKind } from "#domain/document-kinds.ts";
import { remedies, remedyFor, type ErrorCode } from "#domain/error.ts";
import { mends } from "#domain/error-mends.ts";
import { skipRules } from "#domain/outcome.ts";
import { amountText, dayText, momentText } from "#domain/texts/format.ts";
import { mappingName, whoText } from "#domain/texts/cause-text.ts";
import { missingList } from "#domain/texts/codes-text.ts";
import { reasonSaid } from "#domain/texts/said.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import type { EventRow } from "#store/events.ts";
import type { OrderRow } from "#store/orders.ts";
import type { Reader } from "./reader.ts";

/** Of an order only what a sentence about it needs. */
export type NamedOrder = Pick<OrderRow, "number" | "externalId" | "connectionId">;

const recordOf = (row: NamedOrder, { language }: Reader): string =>
  textOf("record.order", language, { number: row.number === "" ? row.externalId : row.number });

const isDay = (text: string): boolean => /^\d{4}-\d{2}-\d{2}$/.test(text);

/** The connection that a reason is about: the one that is booked in, or the shop. */
export const failedIn = ({
  connectionId,
  details,
}: {
  readonly connectionId: string;
  readonly details: Readonly<Record<string, string>>;
}): string => details["connection"] ?? connectionId;

/** Of an order what a sentence about its reason needs. */
export type ReasonOrder = NamedOrder &
  Pick<OrderRow, "reasonCode" | "reasonText" | "reasonDetails" | "nextAttemptAt" | "tieOut" | "currency">;

const errorCodeOf = ({ reasonCode }: Pick<OrderRow, "reasonCode">): ErrorCode =>
  reasonCode !== null && reasonCode in remedies ? (reasonCode as ErrorCode) : "internal.unexpected";

/** What people call the system that a reason is about. */
export const systemOf = (
  { connectionId, reasonDetails: details }: Pick<OrderRow, "connectionId" | "reasonDetails">,
  reader: Reader,
): string => reader.systemOf(failedIn({ connectionId, details }));

/** Who must act about an order; null while it goes on by itself, and when it is through. */
export function whoMessage(row: OrderRow, reader: Reader): string | null {
  if (row.outcome !== "held" && row.outcome !== "failed") return null;
  return whoText(mends[errorCodeOf(row)].who, systemOf(row, reader), reader.language);
}

/** Why an order stands where it stands: what happened, what did not, and who acts. */
export function reasonMessage(row: ReasonOrder, reader: Reader): string {
  const { reasonCode, reasonText } = row;
  const { language } = reader;
  const rule = skipRules.find((known) => known === reasonCode);
  if (rule !== undefined) {
    return textOf(rule, language, { value: isDay(reasonText) ? dayText(reasonText, reader) : reasonText });
  }
  const code = errorCodeOf(row);
  const system = systemOf(row, reader);
  const record = recordOf(row, reader);
  if (code === "document.totals_mismatch") return mismatchMessage(row, reader, record, system);
  if (code === "mapping.missing") return missingMessage(row, reader, record, system);
  const title = textOf(`error.${code}.title`, language, { record, system });
  return `${title}. ${bodyOf(code, row, reader, record, system)}`;
}

const sentence = (text: string, language: TextLanguage): string =>
  text.charAt(0).toLocaleUpperCase(language) + text.slice(1);

/** Which value of the shop nobody chose a meaning for; `*` is every line without VAT. */
function missingMessage(
  { reasonDetails, reasonText }: ReasonOrder,
  { language }: Reader,
  record: string,
  system: string,
): string {
  const list = missingList(reasonDetails, system, language);
  if (list !== "") {
    const body = textOf("codes.missing.body", language, { list: sentence(list, language), system });
    return `${textOf("codes.missing", language, { record, system })}. ${body}`;
  }
  const kind = mappingName(reasonDetails["what"], language);
  const fromValue = reasonDetails["fromValue"] ?? reasonText;
  const value = fromValue === "*" ? kind : fromValue;
  const title = textOf("error.mapping.missing.title", language, { record, value, kind });
  return `${title}. ${textOf("error.mapping.missing.body", language, { value })}`;
}

function bodyOf(
  code: Exclude<ErrorCode, "document.totals_mismatch" | "mapping.missing">,
  row: ReasonOrder,
  reader: Reader,
  key: string,
  system: string,
): string {
  const { language } = reader;
  // It was tried for three days, or for as long as it may: no promise of a time then.
  if (remedyFor(code) === "retry" && row.nextAttemptAt === null) {
    const stopped = code === "remote.outcome_unknown" ? "error.remote.outcome_unknown.held" : "error.retry.stopped";
    return textOf(stopped, language, { system, key });
  }
  const message = reasonSaid(row.reasonText, row.reasonDetails, language);
  const time = row.nextAttemptAt === null ? "" : momentText(row.nextAttemptAt, reader.now, reader);
  return textOf(`error.${code}.body`, language, { system, key, time, message });
}

function mismatchMessage({ tieOut, currency }: ReasonOrder, reader: Reader, record: string, system: string): string {
  const { language } = reader;
  if (tieOut === null) {
    const title = textOf("error.document.totals_mismatch.unknown", language, { record });
    return `${title}. ${textOf("error.document.totals_mismatch.unknownBody", language, { system })}`;
  }
  const source = amount(String(tieOut.source));
  const off = amount(String(tieOut.rounding));
  const difference = amountText(String(off), currency, reader, true);
  const title = textOf("error.document.totals_mismatch.title", language, { record, difference });
  const body = textOf("error.document.totals_mismatch.body", language, {
    system,
    expected: amountText(String(source), currency, reader),
    actual: amountText(String(cents(subtract(source, off))), currency, reader),
  });
  return `${title}. ${body}`;
}

/** Events whose text stands in the catalogue; the tests demand one for every code the source writes. */
const eventCodes = [
  "document.issued",
  "order.skipped",
  "ledger.neverHeard",
  "ledger.entryLost",
  "ledger.changeMissed",
  "ledger.goneUnnoticed",
  "ledger.refundMissed",
  "ledger.refundGone",
  "order.held",
  "order.waiting",
  "order.failed",
  "order.gone",
  "order.changedAfterIssue",
  "order.leftAsIs",
  "order.foundThere",
  "order.notThere",
  "order.unknownRate",
  "refund.notCredited",
  "order.messagesRead",
  "connection.secretShown",
  "coupling.dryRun",
  "coupling.catalogue",
  "refund.waitsForIssue",
  "refund.repaid",
  "document.drafted",
  "document.draftUpdated",
  "document.notMailed",
  "document.notMailedOld",
  "document.mailed",
  "document.copyRefused",
  "document.mailUnknown",
  "document.mailFailed",
  "payment.received",
  "payment.late",
  "payment.unallocated",
  "payment.refunded",
  "payment.chargedBack",
] as const;

function factOf({ data }: Pick<EventRow, "data">, name: string): string {
  const fact = data[name];
  return typeof fact === "string" || typeof fact === "number" ? String(fact) : "";
}

/** One step in the story of an order. */
export function eventMessage(event: Pick<EventRow, "code" | "data">, row: NamedOrder, reader: Reader): string {
  const code = eventCodes.find((known) => known === event.code);
  if (code === undefined) return event.code;
  if (code === "order.skipped" && event.data["code"] === "rule.user") {
    const values = { record: recordOf(row, reader), who: factOf(event, "who"), reason: factOf(event, "text") };
    return textOf("story.skippedBy", reader.language, values);
  }
  const elsewhere = factOf(event, "connection");
  if (code === "refund.notCredited" && elsewhere !== "") {
    const system = reader.systemOf(elsewhere);
    return textOf("story.creditThere", reader.language, { refund: factOf(event, "refund"), system });
  }
  const kind = documentKindCodes.find((known) => known === event.data["kind"]) ?? "invoice";
  return textOf(`event.${code}`, reader.language, {
    record: recordOf(row, reader),
    system: reader.systemOf(row.connectionId),
    rate: factOf(event, "rate"),
    country: factOf(event, "country"),
    document: `${nameOfKind(kind, reader.language, reader.country)} ${factOf(event, "number")}`.trim(),
    refund: factOf(event, "refund"),
    who: factOf(event, "who"),
    amount: amountText(factOf(event, "amount") || "0", factOf(event, "currency"), reader),
    provider: factOf(event, "provider"),
    recipient: factOf(event, "recipient"),
    value: factOf(event, "value"),
  });
}
