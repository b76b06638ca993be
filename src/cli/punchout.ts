import { parseArgs } from "node:util";
import { postLimits, type PunchoutReading, type RefusalReason, type WarningCode } from "#connect/punchout/reading.ts";
import { readPunchout } from "#connect/punchout/read-punchout.ts";
import { PunchoutTerms } from "#connect/punchout/terms.ts";
import { asHubError } from "#domain/error.ts";
import { round, text, type Amount } from "#domain/amount.ts";
import type { BasketLine } from "#domain/supplier/basket.ts";
import { costOf, lineAmountOf } from "#domain/supplier/cost.ts";
import { nameOfLine } from "#domain/supplier/own-lines.ts";

export const punchoutHelp = `schakel punchout read --content-type TYPE [--json] [--price-per-one] [--allow-zero-price] [--decimal-comma]

Reads what the webshop of a supplier posted back, from standard input, and shows the basket as we would read it: OCI 4 or 5, or cXML. The
input is the body of the recorded request, byte for byte; TYPE is its Content-Type, such as "application/x-www-form-urlencoded" with or
without a charset, "multipart/form-data" with its boundary, or "text/xml" for a cXML message by itself. Nothing is stored and nothing leaves this machine. See docs/punchout.md.

  --json              one JSON object: {"lines":[…],"refused":[{"line","reason"}]}; what else is worth knowing goes to standard error
  --price-per-one     the shop fills PRICEUNIT, but its PRICE is per one
  --allow-zero-price  a price of 0 is a price
  --decimal-comma     the shop writes 1.234,56

  schakel punchout read --content-type application/x-www-form-urlencoded < post.txt`;

/** A line as it is shown. `unitPrice` is per one `unit`; without a price both amounts are null. */
interface ShownLine {
  readonly key: string;
  readonly quantity: string;
  /** UN/ECE Rec 20; the shop's own word when it is not known. */
  readonly unit: string;
  readonly unitPrice: string | null;
  readonly currency: string;
  readonly amount: string | null;
  readonly description: string;
}

const refusals: Readonly<Record<RefusalReason, string>> = {
  lineZero: "lines are numbered from 1; shops' standard systems drop line 0 as well",
  noKeyNorDescription: "it has neither an item code nor a description",
  quantity: "its quantity is no number above 0",
  price: "its price is no number",
  priceBasis: "it does not say for how many units its price is",
  currency: "its currency is missing or unknown",
  fieldTwice: "one of its fields comes twice, with different values",
  keyTooLong: "its item code is longer than any",
};

const warnings: Readonly<Record<WarningCode, string>> = {
  nothingReturned: "nothing came back: the basket was empty, or the user cancelled",
  charsetUnknown: "the character set it names is not known here",
  charsetRepaired: "it is not in the character set it should be in; read in another",
  fieldNotUnderstood: "fields that do not say which line they are of were left out",
  decimalComma: "a comma was read as a decimal comma",
  priceUnitUnreadable: "PRICEUNIT is no number above 0; read as 1",
  priceToBeAsked: "no price: to be asked",
  unitUnknown: "its unit is not known here",
  currencyAssumed: "its currency is missing; taken from the settings",
  mixedCurrencies: "amounts in more than one currency",
  serviceNotOnChargeList: "marked as a service, with a code that is no known contribution or charge",
  setWithParts: "a set, with its parts on other lines: only one of both is to be paid",
  textCut: `a text of over ${postLimits.text} characters was cut`,
  itemOutForItemIn: "its lines are called ItemOut instead of ItemIn",
  buyersPartId: "the item code stands in BuyerPartID",
  headerContribution: "a contribution in the header became a line",
  contributionInPrice: "the prices of this shop hold this contribution already",
  unexplainedDifference: "its total holds an amount that no line explains; that is a line of its own",
  totalNotChecked: "its total was not compared with its lines",
};

/** At least four decimals, more when there are more. */
const unitPriceText = (value: Amount): string => {
  const exact = text(value);
  return (exact.split(".")[1] ?? "").length > 4 ? exact : text(round(value, 4));
};

function shownLine(line: BasketLine, currency: string): ShownLine {
  // Only what the post itself says counts: what may be on top of a price is a matter of the supplier's terms.
  const cost = line.price && costOf(line.price, { metalInNet: "yes", contributionsIncluded: "yes" });
  return {
    key: line.suppliersItemIdentifier,
    quantity: text(line.quantity),
    unit: line.unitCode === "" ? line.suppliersUnit : line.unitCode,
    unitPrice: cost && unitPriceText(cost.goodsPerOrderUnit),
    currency: line.price?.currency ?? currency,
    amount: cost && text(lineAmountOf(cost, line.quantity)),
    description: nameOfLine(line, "en"),
  };
}

function printTable(lines: readonly ShownLine[]): void {
  const head = ["item code", "quantity", "unit", "unit price", "amount", "", "description"];
  const rows = lines.map((line) => [
    ...[line.key, line.quantity, line.unit, line.unitPrice ?? "-", line.amount ?? "-", line.currency],
    line.description.replaceAll(/\s+/g, " "),
  ]);
  const widths = head.map((title, at) => Math.max(title.length, ...rows.map((row) => row[at]?.length ?? 0)));
  const isNumber = new Set([1, 3, 4]);
  for (const row of [head, ...rows]) {
    const cells = row.map((cell, at) =>
      isNumber.has(at) ? cell.padStart(widths[at] ?? 0) : cell.padEnd(widths[at] ?? 0),
    );
    console.log(cells.join("  ").trimEnd());
  }
}

function print({ basket, refused, warnings: told }: PunchoutReading, isJson: boolean): void {
  const lines = basket.lines.map((line) => shownLine(line, basket.currency));
  if (isJson) console.log(JSON.stringify({ lines, refused: refused.map(({ line, reason }) => ({ line, reason })) }));
  else if (lines.length > 0) printTable(lines);
  if (!isJson) for (const { line, reason } of refused) console.log(`line ${line} refused: ${refusals[reason]}`);
  for (const { line, code } of told) console.error(`${line === null ? "" : `line ${line}: `}${warnings[code]}`);
}

/** Standard input, as far as it is looked at: one byte over the limit is enough to refuse it. */
async function readInput(): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of process.stdin as AsyncIterable<Buffer>) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > postLimits.bytes) break;
  }
  return Buffer.concat(chunks);
}

const readArgs = (args: string[]) =>
  parseArgs({
    args,
    allowPositionals: true,
    options: {
      "content-type": { type: "string" },
      json: { type: "boolean", default: false },
      "price-per-one": { type: "boolean", default: false },
      "allow-zero-price": { type: "boolean", default: false },
      "decimal-comma": { type: "boolean", default: false },
      help: { type: "boolean", default: false },
    },
  });

/** What was asked, or what is wrong with how. */
function askedIn(args: string[]): ReturnType<typeof readArgs> | string {
  try {
    return readArgs(args);
  } catch (error) {
    return asHubError(error).message;
  }
}

/** `schakel punchout read`. Exit code 1: nothing of it can be read; 2: it was asked wrongly. */
export async function punchout(args: string[]): Promise<number> {
  const asked = askedIn(args);
  if (typeof asked === "string") {
    console.error(`${asked}\n\n${punchoutHelp}`);
    return 2;
  }
  const { values, positionals } = asked;
  if (values.help) {
    console.log(punchoutHelp);
    return 0;
  }
  const contentType = values["content-type"];
  if (positionals.join(" ") !== "read" || contentType === undefined) {
    console.error(punchoutHelp);
    return 2;
  }
  const body = await readInput();
  if (body.length > postLimits.bytes) {
    console.error(`The input is over ${postLimits.bytes} bytes (5 MB): no shop's basket is, so nothing was read.`);
    return 1;
  }
  try {
    const reading = readPunchout({
      body,
      contentType,
      terms: PunchoutTerms.parse({
        pricePer: values["price-per-one"] ? "one" : "priceunit",
        allowZeroPrice: values["allow-zero-price"],
        decimalMark: values["decimal-comma"] ? "comma" : "dot",
      }),
      retrievedAt: Temporal.Now.instant().toString(),
    });
    print(reading, values.json);
    return 0;
  } catch (error) {
    console.error(asHubError(error).message);
    return 1;
  }
}
