// Over 300 lines because it is one format, a function for each kind of line.
import { amount, divide, isPositive, negate, type Amount } from "#domain/amount.ts";
import type { Discount } from "#domain/supplier/price-answer.ts";
import { gtin14, plain } from "#domain/supplier/supplier-item.ts";
import { unitWord } from "#domain/supplier/units.ts";
import type { TextKey } from "#domain/texts/text.ts";
import type { FileProblem, Staged, StagedGroup } from "#store/price-import-rows.ts";
import type { PriceFormat } from "./price-format.ts";

type ProblemText = Extract<TextKey, `price.wrong.${string}`>;

/** What one line of Datanorm says: of articles, in the order they stand; of groups; and what is wrong with it. */
export interface DatanormLine {
  readonly articles: readonly { readonly code: string; readonly fields: Staged }[];
  readonly groups: readonly Omit<StagedGroup, "line">[];
  readonly problems: readonly FileProblem[];
}

const hundred = amount("100");
const thousand = amount("1000");

/** Cents are whole numbers; 0 is no price. A price with a mark is no cents, and nobody knows what it is. */
function cents(cell: string): Amount | null | "wrong" {
  const digits = cell.trim();
  if (digits === "" || /^0+$/.test(digits)) return null;
  return /^\d{1,12}$/.test(digits) ? plain(divide(amount(digits), hundred)) : "wrong";
}

/** Codes of version 4. Version 5 writes the quantity itself: 2 is two pieces there. */
const quantitiesByCode: Readonly<Record<string, string>> = { "": "1", "0": "1", "1": "10", "2": "100", "3": "1000" };

const quantityOf = (cell: string, version: 4 | 5): string | null => {
  const digits = cell.trim();
  if (version === 4) return quantitiesByCode[digits] ?? null;
  // Nothing written is one; anything else has to be a number.
  return digits === "" || /^0+$/.test(digits) ? "1" : /^\d{1,7}$/.test(digits) ? String(Number(digits)) : null;
};

/** Flags of discounts (contract price-lists.md 4.1): 0 a group, 1 a percentage with two decimals, 2 a multiplier with three, 3 a surcharge. */
function discountOf(flag: string, value: string): Discount | "group" | "increase" | "wrong" | null {
  if (flag === "" || value === "") return null;
  if (flag === "0") return "group";
  if (!/^\d{1,7}$/.test(value)) return "wrong";
  const number = amount(value);
  if (!isPositive(number)) return null;
  if (flag === "1") return { kind: "percent", value: plain(divide(number, hundred)), group: "", source: "list" };
  if (flag === "2") return { kind: "multiplier", value: plain(divide(number, thousand)), group: "", source: "list" };
  return flag === "3" ? "increase" : "wrong";
}

/** How much the surcharge of flag 3 is, is written nowhere: taken as a percentage with two decimals, and looked at by a person. */
const increase = (value: string): Discount => ({
  kind: "percent",
  value: plain(negate(divide(amount(value), hundred))),
  group: "",
  source: "list",
});

/** As long as a supplier's code may be; a longer one is no code, and no index takes it. */
const isCode = (code: string): boolean => code !== "" && code.length <= 200;

const nothing: DatanormLine = { articles: [], groups: [], problems: [] };

/** The price of an article under the name its flag gives it. `prefix`: p of a price line, which goes before the article's own. */
function priceFields(flag: string, price: Amount | null, prefix: "" | "p"): Record<string, string> {
  if (flag === "9") return { onRequest: "true" };
  if (price === null) return {};
  const name = flag === "2" ? "net" : "gross";
  return { [prefix === "" ? name : `p${name === "net" ? "Net" : "Gross"}`]: String(price) };
}

interface Reading {
  readonly line: number;
  readonly cells: readonly string[];
  readonly version: 4 | 5;
  readonly quantityField: 6 | 7;
}

const wrong = (line: number, text: ProblemText, place: string, value: string): DatanormLine => ({
  ...nothing,
  problems: [{ line, text, place, value: value.trim().slice(0, 100), values: {} }],
});

function readArticle({ line, cells, version, quantityField }: Reading): DatanormLine {
  const cell = (index: number): string => (cells[index] ?? "").trim();
  const code = cell(2);
  if (!isCode(code)) return wrong(line, "price.wrong.noCode", "2", code);
  if (cell(1) === "L") return { ...nothing, articles: [{ code, fields: { gone: "true" } }] };
  if (cell(1) === "X") return wrong(line, "price.wrong.renumbered", "1", code);
  const at =
    version === 4
      ? { texts: [4, 5], unit: 8, flag: 6, quantity: 7, price: 9, group: 10, category: 11 }
      : {
          texts: [3, 4],
          unit: 5,
          flag: quantityField === 6 ? 7 : 6,
          quantity: quantityField,
          price: 8,
          group: 9,
          category: 10,
        };
  const flag = cell(at.flag);
  const price = cents(cells[at.price] ?? "");
  const quantity = quantityOf(cell(at.quantity), version);
  if (price === "wrong") return wrong(line, "price.wrong.cents", String(at.price), cell(at.price));
  if (quantity === null) return wrong(line, "price.wrong.basis", String(at.quantity), cell(at.quantity));
  if (!["", "1", "2", "9"].includes(flag)) return wrong(line, "price.wrong.flag", String(at.flag), flag);
  const gtin = version === 5 ? gtin14(cell(18)) : "";
  const name = at.texts
    .map((index) => cell(index))
    .filter((part) => part !== "")
    .join(" ");
  return {
    ...nothing,
    articles: [
      {
        code,
        fields: {
          ...priceFields(flag, price, ""),
          ...(name !== "" && { name: name.slice(0, 500) }),
          unit: unitWord(cell(at.unit) || "ST"),
          basis: quantity,
          ...(cell(at.group) !== "" && { group: cell(at.group).slice(0, 60) }),
          ...(cell(at.category) !== "" && { category: cell(at.category) }),
          ...(gtin !== "" && { gtin }),
          hasArticle: "true",
        },
      },
    ],
  };
}

function readExtra({ line, cells, version }: Reading): DatanormLine {
  const cell = (index: number): string => (cells[index] ?? "").trim();
  const code = cell(2);
  if (!isCode(code)) return wrong(line, "price.wrong.noCode", "2", code);
  if (version === 5) {
    if (cell(1) === "L") return { ...nothing, articles: [{ code, fields: { gone: "true" } }] };
    return cell(1) === "A" ? wrong(line, "price.wrong.renumbered", "1", code) : nothing;
  }
  const gtin = gtin14(cell(9));
  const pack = /^\d{1,7}$/.test(cell(13)) && Number(cell(13)) > 0 ? String(Number(cell(13))) : "";
  // Which of the three is the weight, and per what, differs: known is only that there is metal in it.
  const hasMetal = [6, 7, 8].some((index) => /[1-9]/.test(cell(index)));
  return {
    ...nothing,
    articles: [
      {
        code,
        fields: {
          ...(cell(4) !== "" && { maker: cell(4).slice(0, 200) }),
          ...(gtin !== "" && { gtin }),
          ...(pack !== "" && { pack }),
          ...(hasMetal && { metalUnknown: "true" }),
        },
      },
    ],
    problems:
      cell(9) !== "" && gtin === "" && !/^0+$/.test(cell(9))
        ? [
            {
              line,
              text: "price.wrong.gtin" satisfies ProblemText,
              place: "9",
              value: cell(9).slice(0, 100),
              values: {},
            },
          ]
        : [],
  };
}

/** Up to three articles of nine fields each. The same one may stand there twice, with its list price and its net price. */
function readPrices4({ line, cells }: Reading): DatanormLine {
  const articles: { code: string; fields: Staged }[] = [];
  const problems: FileProblem[] = [];
  for (let from = 2; from < cells.length; from += 9) {
    const cell = (index: number): string => (cells[from + index] ?? "").trim();
    const code = cell(0);
    const all = [0, 1, 2, 3, 4, 5, 6, 7, 8].map((index) => cell(index));
    if (all.every((one) => one === "")) continue;
    const price = cents(cells[from + 2] ?? "");
    const discounts: Discount[] = [];
    let group = "";
    let isIncreased = false;
    let isWrong = !isCode(code) || price === "wrong" || !["1", "2"].includes(cell(1));
    for (const index of [3, 5, 7]) {
      const found = discountOf(cell(index), cell(index + 1));
      if (found === "wrong") isWrong = true;
      else if (found === "group") group = cell(index + 1);
      else if (found === "increase") {
        isIncreased = true;
        discounts.push(increase(cell(index + 1)));
      } else if (found !== null) discounts.push(found);
    }
    if (isWrong || price === "wrong") {
      const value = all.join(";").slice(0, 100);
      problems.push({
        line,
        text: "price.wrong.priceRecord" satisfies ProblemText,
        place: String(from),
        value,
        values: {},
      });
      continue;
    }
    articles.push({
      code,
      fields: {
        ...priceFields(cell(1), price, "p"),
        ...(discounts.length > 0 && { discounts: JSON.stringify(discounts) }),
        ...(group !== "" && { group: group.slice(0, 60) }),
        ...(isIncreased && { isIncreased: "true" }),
      },
    });
  }
  return { ...nothing, articles, problems };
}

/** One article. Files show this form and no other; what looks different is told, and not guessed. */
function readPrice5({ line, cells, quantityField }: Reading): DatanormLine {
  const cell = (index: number): string => (cells[index] ?? "").trim();
  const [first, second] = [cell(2), cell(3)];
  const [flag, written] = quantityField === 6 ? [second, first] : [first, second];
  const quantity = quantityOf(written, 5);
  const price = cents(cells[4] ?? "");
  const code = cell(1);
  if (!isCode(code) || price === "wrong" || quantity === null || !["1", "2", "9"].includes(flag))
    return wrong(line, "price.wrong.priceRecord", "", cells.slice(0, 7).join(";"));
  return {
    ...nothing,
    articles: [
      {
        code,
        fields: {
          ...priceFields(flag, price, "p"),
          pBasis: quantity,
          ...(cell(5) !== "" && { group: cell(5).slice(0, 60) }),
        },
      },
    ],
  };
}

function readDiscountGroup({ line, cells }: Reading): DatanormLine {
  const cell = (index: number): string => (cells[index] ?? "").trim();
  const found = discountOf(cell(3), cell(4));
  const code = cell(2);
  if (code === "" || found === "wrong" || found === "group")
    return wrong(line, "price.wrong.groupRecord", "", cells.slice(0, 6).join(";"));
  const discount = found === "increase" ? increase(cell(4)) : found;
  return {
    ...nothing,
    groups: [
      {
        kind: "discount",
        code: code.slice(0, 60),
        name: cell(5).slice(0, 200),
        discounts: discount === null ? [] : [{ ...discount, group: code.slice(0, 60), source: "group" }],
      },
    ],
  };
}

/** A main group and its groups stand on one line or on several. */
function readProductGroups({ cells }: Reading): DatanormLine {
  const cell = (index: number): string => (cells[index] ?? "").trim();
  const found = [
    { code: cell(2), name: cell(3) },
    { code: cell(4), name: cell(5) },
  ].filter(({ code, name }) => code !== "" && name !== "");
  return {
    ...nothing,
    groups: found.map(({ code, name }) => ({
      kind: "product" as const,
      code: code.slice(0, 60),
      name: name.slice(0, 200),
      discounts: [],
    })),
  };
}

/** Kinds of lines that say nothing we keep: header, long texts, dimensions, graphics, sets, times, customer, end, and the end of a file of DOS. */
const passedOver: ReadonlySet<string> = new Set("VTDGJCKEZ\u001a");

/** One line of a Datanorm file of version 4 or 5, or of its files of discount and product groups. */
export function readDatanormLine(
  { text, line }: { readonly text: string; readonly line: number },
  { version, priceQuantityField }: Pick<PriceFormat, "version" | "priceQuantityField">,
): DatanormLine {
  if (text.trim() === "" || passedOver.has(text.charAt(0))) return nothing;
  const reading: Reading = {
    line,
    cells: text.replaceAll("\0", "\u{FFFD}").toWellFormed().split(";"),
    version: version ?? 4,
    // The contract's reading, until somebody says otherwise.
    quantityField: priceQuantityField ?? 6,
  };
  switch (reading.cells[0]?.trim()) {
    case "A":
      return readArticle(reading);
    case "B":
      return readExtra(reading);
    case "P":
      return reading.version === 4 ? readPrices4(reading) : readPrice5(reading);
    case "R":
      return readDiscountGroup(reading);
    case "S":
      return readProductGroups(reading);
    default:
      return wrong(line, "price.wrong.record", "", text);
  }
}
