import type { Input, RawOutput } from "#connect/operations.ts";
import { text } from "#domain/amount.ts";
import type { PriceAnswer } from "#domain/supplier/price-answer.ts";
import type { XmlElement } from "#einvoice/read-xml.ts";
import { ask } from "./answer.ts";
import { articleOf, priceOf, unknownArticle } from "./article.ts";
import { child, children, decimalAt, textAt } from "./elements.ts";
import { branch, leaf } from "./request.ts";
import type { Cebeo } from "./settings.ts";

/** Answers as `perform` takes them: amounts are text. */
const raw = (answer: PriceAnswer): RawOutput<"prices.get">["answers"][number] => answer as never;

const itemsIn = (response: XmlElement): readonly XmlElement[] =>
  children(child(child(response, "Article"), "List"), "Item");

/**
 * Articles by their code. One that Cebeo does not know takes the whole request with it: then each half is asked by itself, until the
 * one is found. A code that is not among them does not exist there.
 */
export async function articlesBy(session: Cebeo, codes: readonly string[]): Promise<ReadonlyMap<string, XmlElement>> {
  const found = new Map<string, XmlElement>();
  const size = Number(session.settings.batchSize);
  const different = [...new Set(codes)];
  /** Whether one of them does not exist; `isKnown`: that is so, because nothing was wrong with the others of its request. */
  const askFor = async (some: readonly string[], isKnown = false): Promise<boolean> => {
    if (!isKnown) {
      const materials = some.map((code) => branch("Material", leaf("SupplierItemID", code)));
      const operation = branch("Article", branch("Get", ...materials));
      const answered = await ask(session, { responseType: "List", operation, isRead: true });
      if (answered.kind === "ok") {
        for (const item of itemsIn(answered.response)) found.set(textAt(item, "Material", "SupplierItemID"), item);
        return false;
      }
    }
    if (some.length === 1) return true;
    const half = Math.ceil(some.length / 2);
    const isInFirst = await askFor(some.slice(0, half));
    await askFor(some.slice(half), !isInFirst);
    return true;
  };
  for (let start = 0; start < different.length; start += size) await askFor(different.slice(start, start + size));
  return found;
}

export async function getPrices(session: Cebeo, { items }: Input<"prices.get">): Promise<RawOutput<"prices.get">> {
  const found = await articlesBy(
    session,
    items.map(({ suppliersItemIdentifier }) => suppliersItemIdentifier.trim()),
  );
  const answers = items.map((asked) => {
    const { suppliersItemIdentifier } = asked;
    const item = found.get(suppliersItemIdentifier.trim());
    if (item === undefined) return raw(unknownArticle(session, suppliersItemIdentifier, asked));
    return raw({ ...priceOf(session, item, asked), suppliersItemIdentifier });
  });
  return { answers };
}

interface Hits {
  readonly total: number;
  readonly items: readonly XmlElement[];
}

const noHits: Hits = { total: 0, items: [] };

/** Cebeo answers every hit at once: of a long answer only what is wanted is read. Half an answer is left as it is, to be refused. */
const cutAfter = (most: number) => (body: string) => {
  const end = "</Item>";
  if (!/<\/cebeoXML>\s*$/.test(body) || body.includes("<![CDATA[")) return body;
  let at = -1;
  for (let count = 0; count < most; count += 1) {
    at = body.indexOf(end, at + 1);
    if (at < 0) return body;
  }
  return `${body.slice(0, at + end.length)}</List></Article></Response></cebeoXML>`;
};

/** At most this many hits are looked through when one article is sought among them. */
const mostLookedAt = 500;

async function search(session: Cebeo, words: readonly string[], brandName: string, most: number): Promise<Hits> {
  const keywords = (name: string, all: readonly string[]) =>
    all.length === 0 ? "" : branch(name, ...all.map((word) => leaf("Keyword", word)));
  const operation = branch(
    "Article",
    branch(
      "Search",
      keywords("SearchKeywords", words),
      keywords("BrandKeywords", brandName.trim() === "" ? [] : [brandName.trim()]),
    ),
  );
  const answered = await ask(session, { responseType: "List", operation, isRead: true, cut: cutAfter(most) });
  if (answered.kind === "article") return noHits;
  const { response } = answered;
  const items = itemsIn(response);
  const stated = decimalAt(response.children.find(({ name }) => name === "Article") ?? null, "List", "NumberOfLines");
  const total = stated.value === null ? items.length : Number.parseInt(text(stated.value), 10);
  return { total: Math.max(total, items.length), items };
}

const same = (a: string, b: string): boolean => a.trim().toLowerCase() === b.trim().toLowerCase();

/** What people type for a cable on a reel: reference, reel code, length in metres. */
const reelText = /^(\S+)\s+(\S+)\s+(\d+)$/;

/** The very reference on the very reel that was typed. */
function isReelOf(session: Cebeo, item: XmlElement, typed: string): boolean {
  const [, reference = "", code = "", length = ""] = reelText.exec(typed.trim()) ?? [];
  const { manufacturersItemIdentifier, reelCode, reelLength } = articleOf(session, item);
  return (
    code !== "" &&
    same(manufacturersItemIdentifier, reference) &&
    same(reelCode, code) &&
    Number(reelLength) === Number(length)
  );
}

/**
 * Articles of exactly this reference of the manufacturer. A text of three words may be a reference with its reel: only when the reference
 * alone is several articles (contract 5.14).
 */
export async function articlesOfReference(session: Cebeo, reference: string): Promise<readonly XmlElement[]> {
  const first = reelText.exec(reference.trim())?.[1];
  const named = (hits: Hits, wanted: string) =>
    hits.items.filter((item) => same(textAt(item, "Material", "Reference"), wanted));
  const whole = named(await search(session, [reference.trim()], "", mostLookedAt), reference);
  if (whole.length > 0 || first === undefined) return whole;
  const packagings = named(await search(session, [first], "", mostLookedAt), first);
  return packagings.length < 2 ? [] : packagings.filter((item) => isReelOf(session, item, reference));
}

export async function searchItems(session: Cebeo, input: Input<"items.search">): Promise<RawOutput<"items.search">> {
  const { words, brandName, most } = input;
  const { total, items } = await search(session, words, brandName, most);
  const named = items.filter((item) => isReelOf(session, item, words.join(" ")));
  const shown = named.length > 0 ? named : items.length > 0 ? items : await articlesOfReel(session, words);
  const answers = shown.slice(0, most).map((item) => raw(withReel(session, item, shown)));
  return { total: shown === items ? total : shown.length, answers };
}

/** Nothing was found for the words as they are: they may be a reference and its reel. */
async function articlesOfReel(session: Cebeo, words: readonly string[]): Promise<readonly XmlElement[]> {
  const typed = words.join(" ");
  if (!reelText.test(typed.trim())) return [];
  return articlesOfReference(session, typed);
}

/** One reference in several packagings: the name says which of them this is. */
function withReel(session: Cebeo, item: XmlElement, all: readonly XmlElement[]): PriceAnswer {
  const answer = priceOf(session, item, null);
  const { reelCode, reelLength } = articleOf(session, item);
  const isAlone = all.every(
    (other) => other === item || !same(textAt(other, "Material", "Reference"), answer.manufacturersItemIdentifier),
  );
  if (isAlone || reelCode === "") return answer;
  return { ...answer, name: `${answer.name} (${`${reelCode} ${reelLength}`.trim()})` };
}
