import type { AnyConnector, Entered } from "#connect/connector.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { entryText } from "./entry-text.ts";
import { refuseFields } from "./problem.ts";

interface Given {
  readonly settings?: Readonly<Record<string, unknown>> | undefined;
  readonly credentials?: Readonly<Record<string, string>> | undefined;
}

/** What was entered, without the spaces that come along with copying, in the connector's form; `notices` says what was changed. */
export function tidyEntry(
  connector: AnyConnector,
  given: Given,
  language: TextLanguage,
): { readonly entered: Entered; readonly notices: readonly string[] } {
  const credentials: Record<string, string> = {};
  const notices: string[] = [];
  for (const [name, secret] of Object.entries(given.credentials ?? {})) {
    const plain = secret.trim();
    credentials[name] = plain;
    const label = labelOf(connector, name, language);
    if (plain !== secret && plain !== "") notices.push(textOf("entry.spaces", language, { label }));
  }
  const settings = given.settings ?? {};
  const tidy = connector.enter?.({ settings, credentials });
  if (tidy === undefined) return { entered: { settings, credentials }, notices };
  if (tidy.faults.length > 0)
    throw refuseFields(
      tidy.faults.map(({ field, entry, value }) => ({ field, message: entryText(entry, value, language) ?? entry })),
    );
  for (const [name, value] of Object.entries(tidy.entered.settings)) {
    if (typeof value !== "string" || typeof settings[name] !== "string" || value === settings[name].trim()) continue;
    notices.push(textOf("entry.changed", language, { label: labelOf(connector, name, language), value }));
  }
  return { entered: tidy.entered, notices };
}

const labelOf = (connector: AnyConnector, name: string, language: TextLanguage): string =>
  connector.labels[language]?.[name] ?? connector.labels.nl?.[name] ?? name;
