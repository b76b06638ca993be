import { amount, compare, equals, text, zero, type Amount } from "#domain/amount.ts";
import { hasMoney } from "#domain/document.ts";
import { priceForLine } from "#domain/supplier/price-comparison.ts";
import type { Administration } from "#store/administrations.ts";
import type { Transaction } from "#store/database.ts";
import type { StoredDocument } from "#store/documents.ts";
import { tickedAfter, type StoredAnswer } from "#store/price-run-answers.ts";
import { serviceTermsOf } from "#store/price-run-terms.ts";
import { keepOrderChange, markOrderUndone, settleRun, type OrderChange, type PriceRun } from "#store/price-runs.ts";
import { contentOf, lockDraft, saveDraft, type Actor } from "#backoffice/drafts.ts";
import { isRefusal, type Refusal } from "#backoffice/refusal.ts";

/** More lines than any order has. */
const mostCodes = 5000;

/** How many lines were changed, and how many of those meant were not, because they are not what they were. */
export interface OrderPricesDone {
  readonly version: number;
  readonly changed: number;
  readonly left: number;
}

async function lockOrderDraft(
  trx: Transaction,
  administration: Administration,
  run: PriceRun,
  version: number,
): Promise<StoredDocument | Refusal> {
  if (run.documentId === null) return { refused: "notPossible" };
  const document = await lockDraft(trx, administration.id, run.documentId, version);
  if (isRefusal(document)) return document;
  return document.kind === "purchaseOrder" ? document : { refused: "notPossible" };
}

/** What one line becomes by an answer; null: it stays. */
type NewPrice = { readonly price: Amount; readonly baseQuantity: Amount };

/**
 * The ticked prices of a run on the lines of its order, while that is a draft (contract price-lists.md 8): the price of the webshop is net, so
 * that a discount of the line goes. What the lines were stays with the run. No item is changed by it (requirement A3.9).
 */
export async function takePricesToOrder(
  trx: Transaction,
  administration: Administration,
  run: PriceRun,
  version: number,
  actor: Actor,
): Promise<OrderPricesDone | Refusal> {
  const document = await lockOrderDraft(trx, administration, run, version);
  if (isRefusal(document)) return document;
  const terms = await serviceTermsOf(trx, administration.id, null);
  const answers = await tickedAfter(trx, administration.id, run.id, { code: "", line: 0 }, mostCodes);
  const byLine = new Map<number, StoredAnswer>();
  for (const answer of answers) for (const line of answer.lines) byLine.set(line, answer);
  const content = await contentOf(trx, administration, document);
  const changes: OrderChange["lines"][number][] = [];
  let left = 0;
  const lines = content.lines.map((line, index) => {
    const asked = byLine.get(index + 1);
    if (asked?.answer === undefined || asked.answer === null) return line;
    // Somebody put another line in its place, or made another article of it, since it was asked.
    const isWhatItWas = hasMoney(line) && line.kind === "item" && line.itemName !== "" && isAskedOf(line, asked);
    const priced: NewPrice | null =
      isWhatItWas && asked.answer.currency === document.currency
        ? priceForLine(asked.answer, terms, line.unitCode)
        : null;
    if (priced === null) {
      left += 1;
      return line;
    }
    const { price, baseQuantity, discountPercent, itemName, unitCode } = line;
    const before = { price: text(price), baseQuantity: text(baseQuantity), discountPercent: text(discountPercent) };
    const after = { price: text(priced.price), baseQuantity: text(priced.baseQuantity) };
    changes.push({ code: asked.code, itemName, unitCode, before, after });
    return { ...line, ...priced, discountPercent: zero };
  });
  if (changes.length === 0) return { version, changed: 0, left };
  const saved = await saveDraft(trx, administration, document.id, version, { ...content, lines }, actor);
  if (isRefusal(saved)) return saved;
  await keepOrderChange(trx, administration.id, run.id, { lines: changes }, actor);
  await settleRun(trx, administration.id, run.id);
  return { version: saved.version, changed: changes.length, left };
}

/** A line is still the one that was asked about when its item is, or where it has none its code. */
const isAskedOf = (
  line: { readonly itemId: string | null; readonly sellersItemIdentifier: string },
  asked: StoredAnswer,
): boolean => (line.itemId !== null ? line.itemId === asked.itemId : line.sellersItemIdentifier === asked.code);

/** Puts the prices of the order back on the lines that still have the price of the run; the others were changed since, and stay. */
export async function putOrderPricesBack(
  trx: Transaction,
  administration: Administration,
  run: PriceRun,
  version: number,
  actor: Actor,
): Promise<OrderPricesDone | Refusal> {
  const document = await lockOrderDraft(trx, administration, run, version);
  if (isRefusal(document)) return document;
  if (run.orderChange === null || run.orderUndoneAt !== null) return { refused: "notPossible" };
  const open = [...run.orderChange.lines];
  const content = await contentOf(trx, administration, document);
  const lines = content.lines.map((line) => {
    if (!hasMoney(line)) return line;
    const at = open.findIndex(
      ({ itemName, unitCode, after }) =>
        itemName === line.itemName &&
        unitCode === line.unitCode &&
        equals(amount(after.price), line.price) &&
        equals(amount(after.baseQuantity), line.baseQuantity) &&
        compare(line.discountPercent, zero) === 0,
    );
    const [change] = at === -1 ? [] : open.splice(at, 1);
    if (change === undefined) return line;
    const { price, baseQuantity, discountPercent } = change.before;
    return {
      ...line,
      price: amount(price),
      baseQuantity: amount(baseQuantity),
      discountPercent: amount(discountPercent),
    };
  });
  const changed = run.orderChange.lines.length - open.length;
  const saved =
    changed === 0
      ? { version }
      : await saveDraft(trx, administration, document.id, version, { ...content, lines }, actor);
  if (isRefusal(saved)) return saved;
  await markOrderUndone(trx, administration.id, run.id);
  await settleRun(trx, administration.id, run.id);
  return { version: saved.version, changed, left: open.length };
}
