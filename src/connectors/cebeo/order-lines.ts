import { equals, isPositive, round, text, type Amount } from "#domain/amount.ts";
import { HubError } from "#domain/error.ts";
import type { SupplierOrder } from "#domain/supplier/supplier-order.ts";
import { convertQuantity } from "#domain/supplier/units.ts";
import type { XmlElement } from "#einvoice/read-xml.ts";
import { articleOf, type Article } from "./article.ts";
import { articlesBy, articlesOfReference } from "./articles.ts";
import type { Cebeo } from "./settings.ts";

type OrderLine = SupplierOrder["lines"][number];

/** A line as Cebeo takes it: its own number of the article, whole units of its own. */
export interface LineToSend {
  readonly line: OrderLine;
  readonly lineNumber: string;
  readonly suppliersItemIdentifier: string;
  readonly quantity: Amount;
}

/** As Cebeo has it on the line: ours when that is a number, else its place. */
export const lineNumberOf = ({ lineId }: OrderLine, index: number): string =>
  /^\d{1,9}$/.test(lineId) ? lineId : String(index + 1);

const nameOf = ({ suppliersItemIdentifier, manufacturersItemIdentifier, description, lineId }: OrderLine): string =>
  suppliersItemIdentifier || manufacturersItemIdentifier || description || `line ${lineId}`;

/** What cannot be ordered, by name. */
interface Wrong {
  readonly wrong: string;
}

/**
 * What is sent of each line. Throws `document.invalid` with every line that cannot be, by name: an article Cebeo does not know, a
 * reference that is several articles, a quantity that is no whole number in its unit.
 */
export async function linesToSend(session: Cebeo, { lines }: SupplierOrder): Promise<readonly LineToSend[]> {
  const codes = lines.map((line) => line.suppliersItemIdentifier.trim()).filter((code) => code !== "");
  const known = codes.length === 0 ? new Map<string, XmlElement>() : await articlesBy(session, codes);
  const wrong: string[] = [];
  const ready: LineToSend[] = [];
  for (const [index, line] of lines.entries()) {
    const found = await articleFor(session, line, known);
    const quantity = "wrong" in found ? found : quantityFor(line, found);
    if ("wrong" in found) wrong.push(found.wrong);
    else if ("wrong" in quantity) wrong.push(quantity.wrong);
    else
      ready.push({
        line,
        lineNumber: lineNumberOf(line, index),
        suppliersItemIdentifier: found.suppliersItemIdentifier,
        quantity: quantity.whole,
      });
  }
  if (wrong.length === 0) return ready;
  throw new HubError("document.invalid", `Cebeo cannot take this order: ${wrong.join("; ")}`, {
    details: { lines: wrong.join("\n") },
  });
}

async function articleFor(
  session: Cebeo,
  line: OrderLine,
  known: ReadonlyMap<string, XmlElement>,
): Promise<Article | Wrong> {
  const code = line.suppliersItemIdentifier.trim();
  if (code !== "") {
    const item = known.get(code);
    return item === undefined ? { wrong: `it does not know article ${code}` } : articleOf(session, item);
  }
  const reference = line.manufacturersItemIdentifier.trim();
  if (reference === "") return { wrong: `${nameOf(line)} has no article number` };
  const [item, ...others] = await articlesOfReference(session, reference);
  if (item === undefined) return { wrong: `it does not know reference ${reference}` };
  if (others.length > 0)
    return {
      wrong: `reference ${reference} is ${others.length + 1} articles there, in different packagings: name one of them`,
    };
  return articleOf(session, item);
}

/** In Cebeo's own unit, whole and above 0. */
function quantityFor(line: OrderLine, { unit, unitCode }: Article): { readonly whole: Amount } | Wrong {
  const name = nameOf(line);
  const asked = `${text(line.quantity)} ${line.unitCode}`.trim();
  if (unitCode === null)
    return { wrong: `${name} is sold there per ${unit || "unit without a name"}, which is not known here` };
  const quantity = convertQuantity(line.quantity, line.unitCode, unitCode);
  if (quantity === null)
    return { wrong: `${name} is sold there per ${unit}, and ${asked} is no exact number of those` };
  if (!isPositive(quantity)) return { wrong: `${name}: ${asked} is nothing to order` };
  const whole = round(quantity, 0);
  return equals(whole, quantity) ? { whole } : { wrong: `${name}: ${asked} is no whole number of ${unit}` };
}
