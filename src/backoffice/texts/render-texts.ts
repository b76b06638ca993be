import { amount, isPositive } from "#domain/amount.ts";
import type { Language } from "#domain/party.ts";
import type { Transaction } from "#store/database.ts";
import { readTextFacts, readTexts, type TextFacts, type TextOverrides, type TextParts } from "#store/document-texts.ts";
import { defaultTexts, type DocumentTexts, type Situation } from "./default-texts.ts";
import { fillTemplate } from "./template.ts";
import { valuesOf, type TextDocument } from "./values.ts";

/** What accompanies a document, filled in. */
export interface RenderedTexts extends DocumentTexts {
  /** The text's; the administration's own unless foreign languages are switched on. */
  readonly language: Language;
  readonly situation: Situation;
}

export interface TextOptions {
  readonly language?: Language | undefined;
  /** Page where the buyer pays online. */
  readonly payAddress?: string | null | undefined;
  /** As if it were so: for looking at texts. */
  readonly situation?: Situation | undefined;
  /** Of a document that is only an example and stands in no books. */
  readonly facts?: TextFacts | undefined;
  /** Texts that are not saved yet, in place of those of a coupling, or with null of the administration. */
  readonly unsaved?: UnsavedTexts | undefined;
}

export interface UnsavedTexts {
  readonly couplingId: string | null;
  readonly texts: TextOverrides;
}

async function factsOf(trx: Transaction, document: TextDocument): Promise<TextFacts> {
  const facts = await readTextFacts(trx, document.id);
  if (facts === null) throw new Error(`No document ${document.id}`);
  return facts;
}

/** Texts with what one level replaces in them. */
export const overriddenBy = (texts: DocumentTexts, level: TextParts = {}): DocumentTexts => ({
  caption: level.caption ?? texts.caption,
  subject: level.subject ?? texts.subject,
  body: level.body ?? texts.body,
});

/** The templates that apply to a document: of its coupling, else of the administration, else the built-in ones. */
async function templatesOf(
  trx: Transaction,
  document: TextDocument,
  facts: TextFacts,
  options: TextOptions,
): Promise<DocumentTexts & Pick<RenderedTexts, "language" | "situation">> {
  const { administrationId, couplingId, country } = facts;
  const situation = options.situation ?? (isPositive(amount(facts.open)) ? "toPay" : "paid");
  const wanted = options.language ?? document.language;
  const language = facts.mayUseForeignLanguages ? wanted : facts.language;
  const { kind } = document;
  const { unsaved } = options;
  const nearest = unsaved === undefined ? couplingId : unsaved.couplingId;
  let texts = defaultTexts(kind, situation, language, country);
  // From far to near: what is nearer replaces what it has.
  for (const place of nearest === null ? [null] : [null, nearest]) {
    const isUnsaved = unsaved !== undefined && unsaved.couplingId === place;
    const level = isUnsaved
      ? unsaved.texts
      : (await readTexts(trx, administrationId, { couplingId: place, kind })).texts;
    texts = overriddenBy(texts, level[language]?.[situation]);
  }
  return { ...texts, language, situation };
}

/**
 * Caption, subject and mail text of a document, filled in. Throws `settings.invalid` when a text cannot be filled in: saved texts are
 * tried before, so this is rare.
 */
export async function renderTexts(
  trx: Transaction,
  document: TextDocument,
  options: TextOptions = {},
): Promise<RenderedTexts> {
  const facts = options.facts ?? (await factsOf(trx, document));
  const { language, situation, ...templates } = await templatesOf(trx, document, facts, options);
  const values = valuesOf(document, facts, language, options.payAddress ?? null);
  return {
    language,
    situation,
    caption: fillTemplate(templates.caption, values).trim(),
    subject: oneLine(fillTemplate(templates.subject, values)),
    body: fillTemplate(templates.body, values).trim(),
  };
}

/** A subject has no line breaks: what comes after one would be another header. */
export const oneLine = (text: string): string =>
  text
    .replaceAll(/[\p{Cc}\u2028\u2029]+/gu, " ")
    .replaceAll(/ {2,}/g, " ")
    .trim()
    .slice(0, 250);

/** What stands below the amounts on the document itself; empty for a kind that says nothing there. */
export async function captionOf(trx: Transaction, document: TextDocument): Promise<string> {
  const facts = await factsOf(trx, document);
  const { caption, language } = await templatesOf(trx, document, facts, {});
  return fillTemplate(caption, valuesOf(document, facts, language, null)).trim();
}
