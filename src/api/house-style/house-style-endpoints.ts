import { isValidIBAN } from "ibantools";
import { z } from "zod";
import { printInThread } from "#backoffice/pdf/print-in-thread.ts";
import { untouched } from "#backoffice/pdf/sheet.ts";
import { sampleDocument } from "#backoffice/pdf/sample-document.ts";
import { documentKindCodes, documentKinds, type DocumentKind } from "#domain/document-kinds.ts";
import { usualHouseStyle, type HouseStyle } from "#domain/house-style.ts";
import { compactIdentifier } from "#domain/identifiers.ts";
import { Language } from "#domain/party.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";
import { textLater } from "#domain/texts/text-later.ts";
import { readAdministration, type Administration } from "#store/administrations.ts";
import { inAdministration, type Transaction } from "#store/database.ts";
import { readHouseStyle, readLogo, saveHouseStyle, type Logo } from "#store/house-styles.ts";
import { defineEndpoint, type ApiContext } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";

const most = { footer: 300, terms: 6000 };
const Terms = z.string().trim().max(most.terms);

/** What people choose. */
const Style = z.object({
  accentColour: z
    .string()
    .toLowerCase()
    .regex(/^#[0-9a-f]{6}$/, textLater("given.colour")),
  addressSide: z.enum(["left", "right"]),
  secondIban: z.string().transform(compactIdentifier).pipe(z.string().max(34)),
  footer: z
    .string()
    .trim()
    .max(most.footer)
    .refine((text) => text.split("\n").length <= 3, textLater("given.mostLines", { limit: 3 })),
  terms: z.object({ nl: Terms, fr: Terms, en: Terms, de: Terms }),
  showsPaymentQr: z.boolean(),
  showsPayLink: z.boolean(),
  belgianReferenceAs: z.enum(["text", "structured"]).default("text"),
  pricesOnDeliveryNotes: z.boolean(),
});

const HouseStyleShape = z
  .object({
    accentColour: z.string(),
    addressSide: z.enum(["left", "right"]),
    secondIban: z.string(),
    footer: z.string(),
    terms: z.object({ nl: z.string(), fr: z.string(), en: z.string(), de: z.string() }),
    showsPaymentQr: z.boolean(),
    showsPayLink: z.boolean(),
    belgianReferenceAs: z.enum(["text", "structured"]),
    pricesOnDeliveryNotes: z.boolean(),
    version: z.int().meta({ description: "Send it back when saving; 0 while nobody chose" }),
    logo: z
      .object({ mediaType: z.string(), width: z.int(), height: z.int(), sha256: z.string() })
      .nullable()
      .meta({ description: "Its bytes are at /api/house-style/logo" }),
  })
  .meta({ id: "HouseStyle" });

interface Look {
  readonly administration: Administration;
  readonly style: HouseStyle & { readonly version: number };
  readonly logo: Logo | null;
}

async function readLook(trx: Transaction, administrationId: string): Promise<Look> {
  const administration = await readAdministration(trx, administrationId);
  if (administration === null) throw new RequestRefused("request.not_found", "There is no such administration");
  const stored = await readHouseStyle(trx, administrationId);
  return {
    administration,
    style: stored ?? { ...usualHouseStyle(administration.country), version: 0 },
    logo: await readLogo(trx, administrationId),
  };
}

const lookOf = ({ store }: Pick<ApiContext, "store">, administrationId: string): Promise<Look> =>
  inAdministration(store.app, administrationId, (trx) => readLook(trx, administrationId));

function shapeOf({ style, logo }: Look): z.input<typeof HouseStyleShape> {
  const { accentColour, addressSide, secondIban, footer, terms, showsPaymentQr, showsPayLink } = style;
  const { belgianReferenceAs, pricesOnDeliveryNotes, version } = style;
  return {
    accentColour,
    addressSide,
    secondIban,
    footer,
    terms: { ...terms },
    showsPaymentQr,
    showsPayLink,
    belgianReferenceAs,
    pricesOnDeliveryNotes,
    version,
    logo: logo && { mediaType: logo.mediaType, width: logo.width, height: logo.height, sha256: logo.sha256 },
  };
}

function requireIban({ secondIban }: HouseStyle, language: TextLanguage): void {
  if (secondIban !== "" && !isValidIBAN(secondIban))
    throw refuseFields([{ field: "secondIban", message: textOf("style.iban", language) }]);
}

export const getHouseStyleEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/house-style",
  summary: "How the documents of the company look",
  permission: "company.read",
  answer: HouseStyleShape,
  errors: [],
  handle: async (context, { administrationId }) => shapeOf(await lookOf(context, administrationId)),
});

export const putHouseStyleEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/house-style",
  summary: "Choose how documents look from now on; what was issued keeps its look",
  permission: "company.manage",
  act: { action: "houseStyle.save", subject: "company" },
  body: Style.extend({ version: z.int().min(0) }),
  answer: HouseStyleShape,
  errors: ["request.conflict"],
  async handle({ store }, { administrationId, body: { version, ...style }, caller, language }) {
    requireIban(style, language);
    return inAdministration(store.app, administrationId, async (trx) => {
      if (!(await saveHouseStyle(trx, administrationId, style, { version, changedBy: caller.name }))) {
        const who = (await readHouseStyle(trx, administrationId))?.changedBy ?? "";
        const message = textOf("style.changed", language, { who });
        throw new RequestRefused("request.conflict", `${who} changed the house style; read it again`, [
          { field: "version", message },
        ]);
      }
      return shapeOf(await readLook(trx, administrationId));
    });
  },
});

const saleKinds = documentKindCodes.filter((kind) => documentKinds[kind].side === "sale") as [DocumentKind];
const KindAndLanguage = z.object({
  kind: z.enum(saleKinds).default("invoice"),
  sample: Language.default("nl").meta({ description: "Language of the invented document" }),
});

/** An invented document in this style, with a page to pay it on. */
async function previewOf(
  { administration, logo }: Look,
  style: HouseStyle,
  { kind, sample }: z.output<typeof KindAndLanguage>,
  now: Temporal.Instant,
): Promise<Buffer> {
  const today = now.toZonedDateTimeISO(administration.timeZone).toPlainDate();
  const document = sampleDocument(administration, kind, sample, today);
  const payAddress = "https://pay.example/voorbeeld";
  const sheet = { document, style, logo, caption: "", payAddress, isSettled: false, since: untouched };
  return printInThread(sheet, now, null);
}

export const getHouseStylePreviewEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/house-style/preview",
  summary: "An invented document in the saved house style, as PDF",
  permission: "company.read",
  query: KindAndLanguage,
  answer: z.custom<Buffer>(),
  mediaType: "application/pdf",
  errors: [],
  async handle(context, { administrationId, query, reply }) {
    const look = await lookOf(context, administrationId);
    void reply.header("content-disposition", 'inline; filename="voorbeeld.pdf"');
    return previewOf(look, look.style, query, context.now());
  },
});

export const previewHouseStyleEndpoint = defineEndpoint({
  method: "POST",
  path: "/api/house-style/preview",
  summary: "An invented document in a house style that is not saved yet, as PDF",
  permission: "company.manage",
  act: null,
  body: KindAndLanguage.extend({ style: Style }),
  answer: z.custom<Buffer>(),
  mediaType: "application/pdf",
  errors: [],
  async handle(context, { administrationId, body: { style, ...choice }, language }) {
    requireIban(style, language);
    return previewOf(await lookOf(context, administrationId), style, choice, context.now());
  },
});
