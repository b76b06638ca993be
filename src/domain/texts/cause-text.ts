import { remedyFor, type ErrorCode } from "#domain/error.ts";
import { textOf, type TextLanguage } from "./text.ts";

const mappingNames: Readonly<
  Record<string, "mapping.untaxedLine" | "mapping.exchangeRate" | "mapping.orderStatus" | "mapping.paymentMethod">
> = {
  untaxedLine: "mapping.untaxedLine",
  exchangeRate: "mapping.exchangeRate",
  orderStatus: "mapping.orderStatus",
  paymentMethod: "mapping.paymentMethod",
};

/** What kind of value a mapping is about, in words. */
export const mappingName = (what: string | undefined, language: TextLanguage): string =>
  textOf(mappingNames[what ?? ""] ?? "mapping.untaxedLine", language);

export interface CauseFacts {
  readonly system: string;
  /** Orders that wait for it. */
  readonly count: number;
  readonly details: Readonly<Record<string, string>>;
  /** Of the one order it is about, as an amount; null when there are more, or none is known. */
  readonly difference: string | null;
}

/** Why orders stopped, and what one choice or repair does about it. */
export function causeText(
  code: ErrorCode | "drift",
  language: TextLanguage,
  { system, count, details, difference }: CauseFacts,
): { readonly title: string; readonly body: string } {
  if (code === "drift")
    return { title: textOf("cause.drift", language, { count, system }), body: textOf("cause.drift.body", language) };
  if (code === "mapping.missing") {
    const name = mappingName(details["what"], language);
    const from = details["fromValue"] ?? "";
    const title =
      from === "" || from === "*"
        ? textOf("cause.mapping.all", language, { kind: name })
        : textOf("cause.mapping", language, { value: from, kind: name });
    return { title, body: textOf("cause.mapping.body", language, { count }) };
  }
  if (code === "document.totals_mismatch")
    return {
      title:
        difference === null ? textOf("cause.amounts", language) : textOf("cause.amounts.one", language, { difference }),
      body: textOf("cause.amounts.body", language),
    };
  if (code === "credentials.expired")
    return {
      title: textOf("cause.reconnect", language, { system }),
      body: textOf("cause.reconnect.body", language, { count }),
    };
  if (code === "credentials.insufficient")
    return {
      title: textOf("cause.rights", language, { system }),
      body: textOf("cause.rights.body", language, { system }),
    };
  if (code === "settings.invalid" || code === "capability.missing")
    return { title: textOf("cause.settings", language, { system }), body: textOf("cause.settings.body", language) };
  if (code === "document.invalid" || code === "document.rejected")
    return {
      title: textOf("cause.incomplete", language, { count, system }),
      body: textOf("cause.incomplete.body", language, { system }),
    };
  if (remedyFor(code) === "retry")
    return {
      title: textOf("cause.stopped", language, { count, system }),
      body: textOf("cause.stopped.body", language, { system }),
    };
  return code === "remote.protocol_changed"
    ? { title: textOf("cause.protocol", language, { system }), body: textOf("cause.protocol.body", language) }
    : { title: textOf("cause.unexpected", language), body: textOf("cause.unexpected.body", language) };
}
