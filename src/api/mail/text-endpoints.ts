import { z } from "zod";
import { administrationOf, composeDocumentMail } from "#backoffice/mail/compose-mail.ts";
import { sampleDocument } from "#backoffice/pdf/sample-document.ts";
import { payAddresses } from "#backoffice/pay-address.ts";
import {
  defaultTexts,
  situations,
  textParts,
  type DocumentTexts,
  type Situation,
} from "#backoffice/texts/default-texts.ts";
import { overriddenBy } from "#backoffice/texts/render-texts.ts";
import { mostCharacters, templateFault, type TemplateFault } from "#backoffice/texts/template.ts";
import { variableNames, variables } from "#backoffice/texts/variables.ts";
import { text } from "#domain/amount.ts";
import type { DocumentKind } from "#domain/document-kinds.ts";
import { Language, languages } from "#domain/party.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { readConnection } from "#store/connections.ts";
import { readCoupling, setCouplingPreviewed } from "#store/couplings.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { documentToPreview, readTexts, saveTexts, type TextFacts, type TextOverrides } from "#store/document-texts.ts";
import { readDocuments, type StoredDocument } from "#store/documents.ts";
import { isModuleOn } from "#store/modules.ts";
import { requireKindApp } from "#api/apps/require-app.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { isAllowed } from "#api/permissions.ts";
import { refuseFields, RequestRefused, type Problem } from "#api/problem.ts";
import { DocumentKindShape } from "#api/shapes.ts";
import { shownHtml } from "./send-endpoints.ts";

const Text = z.string().max(mostCharacters);
const PartsShape = z.object({ caption: Text.optional(), subject: Text.optional(), body: Text.optional() });
const SituationsShape = z.object({ paid: PartsShape.optional(), toPay: PartsShape.optional() });
const OverridesShape = z
  .object({
    nl: SituationsShape.optional(),
    fr: SituationsShape.optional(),
    en: SituationsShape.optional(),
    de: SituationsShape.optional(),
  })
  .meta({
    id: "TextOverrides",
    description: "Templates that differ from the texts one level up; what is left out is that one",
  });

const Whole = z.object({ caption: z.string(), subject: z.string(), body: z.string() });
const TextsShape = z
  .object({
    couplingId: z.string().nullable(),
    kind: DocumentKindShape,
    language: Language.meta({ description: "Of the company" }),
    languages: z
      .array(Language)
      .meta({ description: "Those that can be set: more than one with Foreign-language customers" }),
    own: OverridesShape,
    inherited: z
      .record(Language, z.object({ paid: Whole, toPay: Whole }))
      .meta({ description: "What applies where nothing of its own is set" }),
    variables: z.array(z.object({ name: z.string(), description: z.string() })),
    version: z.int(),
    changedBy: z.string(),
  })
  .meta({ id: "DocumentTexts" });

const PlaceShape = z.object({
  couplingId: z.uuid().optional().meta({ description: "Left out: of the whole company" }),
  kind: DocumentKindShape.optional().meta({ description: "Left out: the kind of the coupling, else invoice" }),
});

interface Place {
  readonly couplingId: string | null;
  readonly kind: DocumentKind;
}

async function placeOf(trx: Transaction, administrationId: string, given: z.output<typeof PlaceShape>): Promise<Place> {
  if (given.couplingId === undefined) return { couplingId: null, kind: given.kind ?? "invoice" };
  const coupling = await readCoupling(trx, administrationId, given.couplingId);
  if (coupling === null) throw new RequestRefused("request.not_found", "There is no such coupling");
  const chosen = DocumentKindShape.safeParse(coupling.settings["documentKind"]);
  return { couplingId: coupling.id, kind: given.kind ?? (chosen.success ? chosen.data : "invoice") };
}

/** Which languages texts may be in: the company's own, or all. */
async function languagesOf(
  trx: Transaction,
  administrationId: string,
): Promise<{ readonly own: Language; readonly country: string; readonly all: Language[] }> {
  const { language, country } = await administrationOf(trx, administrationId);
  const isForeign = await isModuleOn(trx, administrationId, "foreignLanguageCustomers");
  const all = isForeign ? [language, ...languages.filter((other) => other !== language)] : [language];
  return { own: language, country, all };
}

async function answerFor(
  trx: Transaction,
  administrationId: string,
  { couplingId, kind }: Place,
  language: TextLanguage,
): Promise<z.input<typeof TextsShape>> {
  const { own, country, all } = await languagesOf(trx, administrationId);
  const stored = await readTexts(trx, administrationId, { couplingId, kind });
  const above = couplingId === null ? {} : (await readTexts(trx, administrationId, { couplingId: null, kind })).texts;
  const inherited = (of: Language, situation: Situation): DocumentTexts =>
    overriddenBy(defaultTexts(kind, situation, of, country), above[of]?.[situation]);
  const entries = languages.map((of) => [of, { paid: inherited(of, "paid"), toPay: inherited(of, "toPay") }] as const);
  return {
    couplingId,
    kind,
    language: own,
    languages: all,
    own: stored.texts as z.input<typeof OverridesShape>,
    inherited: Object.fromEntries(entries) as z.input<typeof TextsShape>["inherited"],
    variables: variableNames.map((name) => ({ name, description: variables[name][language] })),
    version: stored.version,
    changedBy: stored.changedBy,
  };
}

function faultMessage({ code, what }: TemplateFault, language: TextLanguage): string {
  switch (code) {
    case "unknownVariable":
      return textOf("template.unknownVariable", language, { value: what, known: variableNames.join(", ") });
    case "unreadable":
      return textOf("template.unreadable", language, { value: what });
    case "tooMuch":
      return textOf("template.tooMuch", language);
  }
}

/** Throws the refusal that names every text that is wrong, and how to mend it. */
/** Trying out all texts of a request takes a few milliseconds; whoever needs more writes loops to keep the hub busy. */
const mostMilliseconds = 500;

function requireGood(texts: TextOverrides, allowed: readonly Language[], language: TextLanguage): void {
  const began = performance.now();
  const faults: NonNullable<Problem["errors"]> = [];
  for (const of of languages) {
    if (texts[of] !== undefined && !allowed.includes(of)) {
      faults.push({ field: `texts.${of}`, message: textOf("template.foreignLanguage", language) });
      continue;
    }
    for (const situation of situations)
      for (const part of textParts) {
        const template = texts[of]?.[situation]?.[part];
        if (template === undefined) continue;
        const field = `texts.${of}.${situation}.${part}`;
        const isTooMuch = performance.now() - began > mostMilliseconds;
        const fault = isTooMuch ? ({ code: "tooMuch", what: "" } as const) : templateFault(template, variableNames);
        if (fault !== null) faults.push({ field, message: faultMessage(fault, language) });
        else if (part !== "caption" && template.trim() === "")
          faults.push({ field, message: textOf("template.empty", language) });
      }
  }
  if (faults.length > 0) throw refuseFields(faults);
}

export const getTextsEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/texts",
  summary: "Captions and mail texts of a kind of document, of the company or of one coupling",
  permission: "documents.read",
  query: PlaceShape,
  answer: TextsShape,
  errors: ["request.not_found"],
  handle: ({ store }, { administrationId, query, language }) =>
    inAdministration(store.app, administrationId, async (trx) =>
      answerFor(trx, administrationId, await placeOf(trx, administrationId, query), language),
    ),
});

export const putTextsEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/texts",
  summary: "Change captions and mail texts, given the version that was read",
  permission: "mail.manage",
  act: { action: "texts.save", subject: "texts", says: ["version", "couplingId"] },
  query: PlaceShape,
  body: z.object({ texts: OverridesShape, version: z.int() }),
  answer: TextsShape,
  errors: ["request.not_found", "request.conflict", "apps.off"],
  handle: ({ store }, { administrationId, query, body, caller, language }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const place = await placeOf(trx, administrationId, query);
      await requireKindApp(trx, administrationId, place.kind, language);
      const kept = await readTexts(trx, administrationId, place);
      const { all } = await languagesOf(trx, administrationId);
      // Texts in languages that are switched off stay as they are, for when they are on again.
      const hidden = Object.fromEntries(Object.entries(kept.texts).filter(([of]) => !all.includes(of as Language)));
      requireGood(body.texts, all, language);
      const saved = await saveTexts(
        trx,
        administrationId,
        place,
        { ...hidden, ...body.texts },
        { version: body.version, by: caller.name },
      );
      if (!saved)
        throw new RequestRefused("request.conflict", `${kept.changedBy} changed these texts; read them again`);
      return answerFor(trx, administrationId, place, language);
    }),
});

/** An invented document with what texts may say about it, for a company or a coupling that made none yet. */
async function exampleOf(
  trx: Transaction,
  administrationId: string,
  { couplingId, kind }: Place,
  now: Temporal.Instant,
): Promise<{ readonly document: StoredDocument; readonly facts: TextFacts }> {
  const administration = await administrationOf(trx, administrationId);
  const { country, language, timeZone } = administration;
  const today = now.toZonedDateTimeISO(timeZone).toPlainDate();
  const document = sampleDocument(administration, kind, language, today);
  const coupling = couplingId === null ? null : await readCoupling(trx, administrationId, couplingId);
  const connection =
    coupling === null ? null : await readConnection(trx, administrationId, coupling.sourceConnectionId);
  const facts = {
    administrationId,
    country,
    language,
    timeZone,
    couplingId,
    shop: connection?.name ?? null,
    open: text(document.totals.payableAmount),
    paidAt: null,
    method: null,
    mayUseForeignLanguages: await isModuleOn(trx, administrationId, "foreignLanguageCustomers"),
  };
  return { document, facts };
}

export const previewTextsEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/texts/preview",
  summary:
    "What texts that are not saved yet would say, on a real document or else an example. Of a coupling it counts as having seen what that mails",
  permission: "documents.read",
  act: { action: "texts.preview", subject: "texts", isOnlyWhenChanged: true, says: ["couplingId"] },
  body: PlaceShape.extend({
    texts: OverridesShape,
    documentId: z.uuid().optional().meta({ description: "Left out: of the newest real order" }),
    documentLanguage: Language.optional(),
    situation: z.enum(situations).optional().meta({ description: "Left out: as the document is" }),
  }),
  answer: z
    .object({
      documentId: z.string().nullable().meta({ description: "Null: an invented example, until there is a document" }),
      number: z.string().nullable(),
      language: Language,
      situation: z.enum(situations),
      subject: z.string(),
      caption: z.string(),
      text: z.string(),
      html: z.string(),
    })
    .meta({ id: "TextPreview" }),
  errors: ["request.not_found", "settings.invalid"],
  handle: ({ store, mail: { hub }, publicUrl, now }, { administrationId, body, language, caller }) =>
    inAdministration(store.app, administrationId, async (trx) => {
      const place = await placeOf(trx, administrationId, body);
      requireGood(body.texts, (await languagesOf(trx, administrationId)).all, language);
      const id = body.documentId ?? (await documentToPreview(trx, administrationId, place));
      const [real] = id === null ? [] : await readDocuments(trx, administrationId, { ids: [id], limit: 1 });
      if (real === undefined && body.documentId !== undefined)
        throw new RequestRefused("request.not_found", "There is no such document");
      const example = real === undefined ? await exampleOf(trx, administrationId, place, now()) : null;
      const document = real ?? example?.document;
      if (document === undefined) throw new Error("There is neither a document nor an example");
      const payload = {
        type: "document",
        to: [document.buyer.email],
        cc: null,
        bcc: null,
        subject: null,
        body: null,
        language: body.documentLanguage ?? null,
      } as const;
      const payAddressOf = example === null ? payAddresses(publicUrl) : async () => null;
      const context = { hub, payAddressOf };
      const unsaved = { couplingId: place.couplingId, texts: body.texts };
      const draft = { unsaved, situation: body.situation, facts: example?.facts, withoutAttachments: true };
      const { mail, texts } = await composeDocumentMail(trx, administrationId, document, payload, context, draft);
      if (place.couplingId !== null && caller.role !== null && isAllowed(caller.role, "couplings.manage"))
        await setCouplingPreviewed(trx, administrationId, place.couplingId);
      return {
        documentId: real?.id ?? null,
        number: document.number,
        language: texts.language,
        situation: texts.situation,
        subject: mail.subject,
        caption: texts.caption,
        text: mail.text,
        html: shownHtml(mail),
      };
    }),
});
