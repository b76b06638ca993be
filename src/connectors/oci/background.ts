import type { Answer } from "#connect/http.ts";
import type { Input, RawOutput } from "#connect/operations.ts";
import type { FormField } from "#connect/placed.ts";
import { isOciName, ociField } from "#connect/punchout/oci.ts";
import { readPunchout } from "#connect/punchout/read-punchout.ts";
import { amount, isPositive, multiply, text, type Amount } from "#domain/amount.ts";
import { asHubError, HubError } from "#domain/error.ts";
import type { BasketLine } from "#domain/supplier/basket.ts";
import type { PriceAnswer, PriceStatus, Surcharge, SurchargeKind } from "#domain/supplier/price-answer.ts";
import { openingFields } from "./opening.ts";
import { formsIn, type PageForm } from "./page-forms.ts";
import type { Oci } from "./settings.ts";
import { termsOf } from "./terms.ts";

/** Nothing is posted there: a background function answers with the form that a browser would have posted. */
export const nowhere = "https://schakel.invalid/punchout/return/background";

const isOci = (form: PageForm): boolean => form.fields.some(({ name }) => isOciName(name));

/** The form with the items. Without items it is still the form to us: that of an article that is gone, or of no hits. */
function formOf({ host, body, headers }: Answer): PageForm {
  const contentType = headers["content-type"] ?? "";
  if (/json/.test(contentType) && isWholeJson(body))
    throw new HubError("remote.protocol_changed", `${host} answered data instead of the form of a basket`, {
      details: { where: contentType },
    });
  let page: ReturnType<typeof formsIn>;
  try {
    page = formsIn(body);
  } catch (cause) {
    throw new HubError("remote.protocol_changed", `${host} answered a page that is too long to be read`, { cause });
  }
  const form = page.forms.find(isOci) ?? page.forms.find(({ action }) => action === nowhere);
  if (form !== undefined) return form;
  if (page.asksPassword)
    throw new HubError("credentials.expired", `${host} asks to log in: it does not accept this login`);
  throw new HubError("remote.unavailable", `${host} answered with a web page without the form of a basket`);
}

function isWholeJson(body: string): boolean {
  try {
    JSON.parse(body);
    return true;
  } catch {
    return false;
  }
}

interface Found {
  readonly lines: readonly BasketLine[];
  /** The shop's own key of a line, beside the article number we know it by; empty when it gives none. */
  readonly productIdOf: (line: BasketLine) => string;
}

/** Asks a background function (contract 3), and reads what the shop would have posted. */
async function askFor(session: Oci, more: readonly FormField[]): Promise<Found> {
  const { http, settings, now } = session;
  const fields = openingFields(settings, { returnUrl: nowhere, language: "nl" }, more);
  const answer = await http.text({
    method: settings.method === "get" ? "GET" : "POST",
    path: settings.address,
    headers: { accept: "text/html, application/xhtml+xml" },
    form: fields,
    isRead: true,
  });
  const form = formOf(answer);
  const posted = new URLSearchParams(form.fields.map(({ name, value }) => [name, value]));
  const { basket } = readPunchout({
    body: Buffer.from(posted.toString(), "utf8"),
    contentType: "application/x-www-form-urlencoded; charset=utf-8",
    terms: termsOf(settings),
    retrievedAt: now().toString(),
  });
  const productIds = new Map(
    form.fields.flatMap(({ name, value }) => {
      const field = ociField(name);
      return field?.field === "EXT_PRODUCT_ID" ? [[String(field.line), value.trim()] as const] : [];
    }),
  );
  return { lines: basket.lines, productIdOf: ({ lineId }) => productIds.get(lineId) ?? "" };
}

const validate = (session: Oci, productId: string, quantity: string): Promise<Found> =>
  askFor(session, [
    { name: "FUNCTION", value: "VALIDATE" },
    { name: "PRODUCTID", value: productId },
    { name: "QUANTITY", value: quantity },
  ]);

const findInBackground = (session: Oci, words: string): Promise<Found> =>
  askFor(session, [
    { name: "FUNCTION", value: "BACKGROUND_SEARCH" },
    { name: "SEARCHSTRING", value: words },
  ]);

const items = (lines: readonly BasketLine[]): readonly BasketLine[] => lines.filter(({ kind }) => kind === "item");

const contributionKinds: ReadonlyMap<string, SurchargeKind> = new Map([
  ["RECUPEL", "recupel"],
  ["BEBAT", "bebat"],
  ["AUVIBEL", "auvibel"],
  ["SABAM", "auvibel"],
]);

/** What the shop puts beside an article as lines of their own: per unit of the article, or per order. */
function surchargesOf({ settings }: Oci, lines: readonly BasketLine[], article: BasketLine): Surcharge[] {
  return lines.flatMap(({ kind, price, quantity, suppliersItemIdentifier, vatRate }): Surcharge[] => {
    if (kind === "item" || price === null || price.net === null) return [];
    if (kind === "charge" || !isPositive(article.quantity) || article.price === null)
      return [{ kind: "other", amount: multiply(price.net, quantity), per: "order", includedInNet: "no", vatRate }];
    const per = {
      quantity: multiply(price.basis.quantity, article.quantity),
      unitCode: article.price.orderUnitCode,
    };
    const itsKind = contributionKinds.get(suppliersItemIdentifier.toUpperCase()) ?? "eco";
    const includedInNet = settings.priceIncludesSurcharges;
    return [{ kind: itsKind, amount: multiply(price.net, quantity), per, includedInNet, vatRate }];
  });
}

interface Asked {
  readonly suppliersItemIdentifier: string;
  readonly quantity: Amount | null;
  readonly unitCode: string;
}

const one = amount("1");

function answerOf(session: Oci, asked: Asked, line: BasketLine | null, status: PriceStatus): PriceAnswer {
  const unitCode = line?.unitCode || line?.price?.orderUnitCode || asked.unitCode || "C62";
  const quantity = asked.quantity === null ? null : { quantity: asked.quantity, unitCode: asked.unitCode || unitCode };
  return {
    ...(line?.price ?? bareAnswer(session, unitCode)),
    suppliersItemIdentifier: asked.suppliersItemIdentifier,
    name: line?.description ?? "",
    status,
    asked: quantity,
  };
}

const bareAnswer = (session: Oci, unitCode: string): PriceAnswer => ({
  ...{ suppliersItemIdentifier: "", manufacturersItemIdentifier: "", brandName: "", gtin: "", name: "" },
  ...{ status: "unknown", asked: null, currency: session.settings.usualCurrency || "EUR", gross: null, net: null },
  ...{ discounts: [], tiers: [], surcharges: [], metal: null, vatRate: null, stock: null },
  basis: { quantity: one, unitCode },
  ...{ orderUnitCode: unitCode, perOrderUnit: one, useUnitCode: unitCode, usePerOrder: one },
  ...{ minimum: null, multiple: null, packQuantity: null, validFrom: null, validTo: null, priceType: null },
  ...{ contractNumber: "", retrievedAt: session.now().toString(), raw: "" },
});

/** The line that is this article; null when none is, or nobody can tell which. */
function lineOf(lines: readonly BasketLine[], code: string): BasketLine | null {
  const all = items(lines);
  return (
    all.find(({ suppliersItemIdentifier }) => suppliersItemIdentifier === code) ??
    (all.length === 1 ? (all[0] ?? null) : null)
  );
}

/**
 * The price of one article. A shop knows it by its own key, which only a search tells (contract 3); without a search the article
 * number is tried, and nothing is then no proof that the article is gone.
 */
async function priceOf(session: Oci, asked: Asked): Promise<PriceAnswer> {
  const code = asked.suppliersItemIdentifier;
  const hits = session.settings.searches ? await findInBackground(session, code) : null;
  const hit = items(hits?.lines ?? []).find((line) => line.suppliersItemIdentifier === code) ?? null;
  if (hits !== null && hit === null) return answerOf(session, asked, null, "unknown");
  const productId = hits === null || hit === null ? "" : hits.productIdOf(hit);
  const quantity = asked.quantity ?? hit?.quantity ?? one;
  const { lines } = await validate(session, productId || code, text(quantity));
  const line = lineOf(lines, code);
  if (line === null) return answerOf(session, asked, null, productId === "" ? "unknown" : "discontinued");
  const answer = answerOf(session, asked, line, line.price === null ? "noPrice" : "ok");
  return { ...answer, surcharges: [...answer.surcharges, ...surchargesOf(session, lines, line)] };
}

/** One article the shop refuses to price (not per half a pack) says so, and takes no other with it. */
export async function getPrices(session: Oci, input: Input<"prices.get">): Promise<RawOutput<"prices.get">> {
  const answers: PriceAnswer[] = [];
  for (const asked of input.items) {
    answers.push(
      await priceOf(session, asked).catch((thrown: unknown) => {
        if (asHubError(thrown).code !== "document.rejected") throw thrown;
        return answerOf(session, asked, null, "error");
      }),
    );
  }
  return { answers: answers as never };
}

export async function searchItems(session: Oci, input: Input<"items.search">): Promise<RawOutput<"items.search">> {
  const { words, brandName, most } = input;
  const { lines } = await findInBackground(session, [...words, brandName].join(" ").trim());
  const found = items(lines);
  const answers = found.slice(0, most).map((line) => {
    const { suppliersItemIdentifier, manufacturersItemIdentifier, gtin } = line;
    const asked = { suppliersItemIdentifier, quantity: null, unitCode: "" };
    const answer = answerOf(session, asked, line, line.price === null ? "noPrice" : "ok");
    return { ...answer, manufacturersItemIdentifier, gtin, brandName: line.brandName };
  });
  return { total: found.length, answers: answers as never };
}
