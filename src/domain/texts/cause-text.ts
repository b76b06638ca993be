import type { ErrorCode } from "#domain/error.ts";
import type { Mender } from "#domain/error-mends.ts";
import { valueText } from "./codes-text.ts";
import { textOf, type TextLanguage } from "./text.ts";

const mappingNames = {
  untaxedLine: "mapping.untaxedLine",
  exchangeRate: "mapping.exchangeRate",
  orderStatus: "mapping.orderStatus",
  paymentMethod: "mapping.paymentMethod",
  itemCode: "mapping.itemCode",
  chargeItem: "mapping.chargeItem",
  vatCode: "mapping.vatCode",
} as const;

/** What kind of value a mapping is about, in words. */
export const mappingName = (what: string | undefined, language: TextLanguage): string =>
  textOf(
    what !== undefined && what in mappingNames
      ? mappingNames[what as keyof typeof mappingNames]
      : "mapping.untaxedLine",
    language,
  );

export interface CauseFacts {
  readonly system: string;
  /** Orders that wait for it. */
  readonly count: number;
  readonly details: Readonly<Record<string, string>>;
  /** Of the one order it is about, as an amount; null when there are more, or none is known. */
  readonly difference: string | null;
}

export interface CauseText {
  readonly title: string;
  readonly body: string;
  /** Of orders, in the middle of a sentence that counts them: without a colon, and without counting. */
  readonly brief: string;
}

/** Those that are always said with the same words: title, body, brief. */
const keys = {
  drift: ["cause.drift", "cause.drift.body", "brief.drift"],
  "remote.unavailable": ["cause.stopped", "cause.stopped.body", "brief.stopped"],
  "remote.rate_limited": ["cause.limited", "cause.limited.body", "brief.limited"],
  "remote.outcome_unknown": ["cause.unknown", "cause.unknown.body", "brief.unknown"],
  "remote.conflict": ["cause.conflict", "cause.conflict.body", "brief.conflict"],
  "credentials.expired": ["cause.reconnect", "cause.reconnect.body", "brief.reconnect"],
  "credentials.insufficient": ["cause.rights", "cause.rights.body", "brief.rights"],
  "settings.invalid": ["cause.settings", "cause.settings.body", "brief.settings"],
  "capability.missing": ["cause.capability", "cause.capability.body", "brief.capability"],
  "document.invalid": ["cause.incomplete", "cause.incomplete.body", "brief.incomplete"],
  "document.rejected": ["cause.rejected", "cause.rejected.body", "brief.rejected"],
  "remote.protocol_changed": ["cause.protocol", "cause.protocol.body", "brief.protocol"],
  "internal.unexpected": ["cause.unexpected", "cause.unexpected.body", "brief.unexpected"],
} as const;

/** Why orders stopped, and what one choice or repair does about it. */
export function causeText(
  code: ErrorCode | "drift",
  language: TextLanguage,
  { system, count, details, difference }: CauseFacts,
): CauseText {
  if (code === "mapping.missing") return missingText(language, system, details, count);
  if (code === "document.totals_mismatch")
    return {
      title:
        difference === null ? textOf("cause.amounts", language) : textOf("cause.amounts.one", language, { difference }),
      body: textOf("cause.amounts.body", language),
      brief: textOf("brief.amounts", language),
    };
  const [title, body, brief] = keys[code];
  const values = { system, count };
  return {
    title: textOf(title, language, values),
    body: textOf(body, language, values),
    brief: textOf(brief, language, values),
  };
}

/** `*` stands for every value of its kind. */
function missingText(language: TextLanguage, system: string, details: CauseFacts["details"], count: number): CauseText {
  const kind = mappingName(details["what"], language);
  const value = valueText(details["what"], details["fromValue"] ?? "", language);
  if (details["what"] === "itemCode")
    return {
      title: textOf("cause.item", language, { value, system }),
      body: textOf("cause.item.body", language, { count, system }),
      brief: textOf("brief.item", language, { value, system }),
    };
  const body = textOf("cause.mapping.body", language, { count });
  return value === "" || value === "*"
    ? {
        title: textOf("cause.mapping.all", language, { kind }),
        body,
        brief: textOf("brief.mapping.all", language, { kind }),
      }
    : {
        title: textOf("cause.mapping", language, { value, kind }),
        body,
        brief: textOf("brief.mapping", language, { value, kind }),
      };
}

const whos = { you: "error.who.you", source: "error.who.source", operator: "error.who.operator" } as const;

/** Who must act. */
export const whoText = (who: Mender, system: string, language: TextLanguage): string =>
  textOf(whos[who], language, { system });
