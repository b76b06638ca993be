/** What the shop sells, and what is left of it. */
import { crc32 } from "node:zlib";
import { cents, type Cents } from "./cents.ts";
import type { ChosenOption } from "./cart.ts";
import type { Image } from "./images.ts";
import { Refused } from "./refusals.ts";

export interface Combination {
  readonly hash: string;
  readonly productId: number;
  /** Option to variant. */ readonly choice: Readonly<Record<string, number>>;
  code: string;
  amount: number;
}
export interface Option {
  readonly optionId: number;
  readonly productId: number;
  name: string;
  readonly variants: readonly { readonly variantId: number; readonly name: string }[];
}
export interface Product {
  readonly productId: number;
  readonly companyId: number;
  readonly timestamp: number;
  name: string;
  code: string;
  price: Cents;
  listPrice: Cents;
  amount: number;
  /** `B` counted, `O` counted per combination of options, `D` not counted. */ tracking: "B" | "O" | "D";
  taxIds: number[];
  /** The first is the main one. */ categoryIds: number[];
  status: "A" | "D" | "H";
  weight: string;
  updatedTimestamp: number;
  main: Image | null;
  extra: Image[];
  readonly options: Option[];
  readonly combinations: Combination[];
  /** Combinations that may not be bought. */ readonly exceptions: {
    readonly exceptionId: number;
    choice: Combination["choice"];
  }[];
  readonly features: Readonly<Record<string, string>>;
}
export interface NewProduct {
  readonly code: string;
  readonly name?: string;
  readonly price?: string;
  readonly amount?: number;
  readonly taxIds?: readonly number[];
  readonly categoryIds?: readonly number[];
  readonly companyId?: number;
  readonly tracking?: "B" | "D";
  readonly status?: "A" | "D" | "H";
  readonly features?: Readonly<Record<string, string>>;
  /** Names of the options with their variants; every combination then has a stock of its own, `amount` of each. */
  readonly options?: Readonly<Record<string, readonly string[]>>;
}
/** Every change of a stock, whoever made it. */
export interface StockMove {
  readonly at: number;
  readonly productId: number;
  readonly code: string;
  readonly by: number;
  readonly left: number;
  readonly cause: "order" | "cancellation" | "api" | "merchant";
  readonly orderId: number | null;
}
export interface Cause {
  readonly cause: StockMove["cause"];
  readonly orderId?: number;
}

const sortedChoice = (choice: Combination["choice"]): string =>
  Object.entries(choice)
    .toSorted(([a], [b]) => Number(a) - Number(b))
    .map((pair) => pair.join(":"))
    .join(",");

export const itemIdOf = (productId: number, choice: Combination["choice"]): string =>
  String(crc32(`${productId};${sortedChoice(choice)}`));

export class Catalog {
  readonly products = new Map<number, Product>();
  readonly moves: StockMove[] = [];
  /** Rises with every change, so that whoever keeps a sorted list knows it is old. */ revision = 0;
  readonly #now: () => number;
  readonly #byCode = new Map<string, Product>();
  readonly #combinations = new Map<string, Combination>();
  #lastProduct = 0;
  #lastOption = 0;
  #lastVariant = 0;

  constructor(now: () => number) {
    this.#now = now;
  }

  add(given: NewProduct): Product {
    this.#lastProduct += 1;
    const at = this.#now();
    const product: Product = {
      ...{ productId: this.#lastProduct, companyId: given.companyId ?? 1, timestamp: at, updatedTimestamp: at },
      ...{ name: given.name ?? given.code, code: given.code, status: given.status ?? "A", weight: "0.000" },
      ...{ price: cents(given.price ?? "0.00"), listPrice: 0n, amount: given.amount ?? 0 },
      tracking: given.options === undefined ? (given.tracking ?? "B") : "O",
      taxIds: [...(given.taxIds ?? [6])],
      categoryIds: [...(given.categoryIds ?? [2])],
      ...{ main: null, extra: [], options: [], combinations: [], exceptions: [], features: given.features ?? {} },
    };
    for (const [name, variants] of Object.entries(given.options ?? {})) this.#addOption(product, name, variants);
    if (given.options !== undefined) this.#combine(product, given.amount ?? 0);
    this.products.set(product.productId, product);
    if (product.code !== "") this.#byCode.set(product.code, product);
    this.revision += 1;
    return product;
  }

  #addOption(product: Product, name: string, variants: readonly string[]): void {
    this.#lastOption += 1;
    product.options.push({
      ...{ optionId: this.#lastOption, productId: product.productId, name },
      variants: variants.map((variant) => {
        this.#lastVariant += 1;
        return { variantId: this.#lastVariant, name: variant };
      }),
    });
  }

  #combine(product: Product, amount: number): void {
    let choices: Record<string, number>[] = [{}];
    for (const { optionId, variants } of product.options) {
      choices = choices.flatMap((choice) => variants.map(({ variantId }) => ({ ...choice, [optionId]: variantId })));
    }
    for (const [index, choice] of choices.entries()) {
      const hash = itemIdOf(product.productId, choice);
      const code = `${product.code}-${index + 1}`;
      const combination = { hash, productId: product.productId, choice, code, amount };
      product.combinations.push(combination);
      this.#combinations.set(hash, combination);
    }
  }

  /** Of several with one code, the last that was given it. */
  withCode(code: string): Product {
    const found = this.#byCode.get(code);
    if (found === undefined) throw new RangeError(`The shop has no product ${code}`);
    return found;
  }

  combination(hash: string): Combination | undefined {
    return this.#combinations.get(hash);
  }
  combinationWithCode(code: string): Combination | undefined {
    return this.#byCode.has(code) ? undefined : [...this.#combinations.values()].find((one) => one.code === code);
  }

  /** Writes down that a product changed; `code` and other fields are set by whoever changes it. */
  touched(product: Product): void {
    product.updatedTimestamp = this.#now();
    if (product.code !== "") this.#byCode.set(product.code, product);
    this.revision += 1;
  }

  /** What was chosen, checked against the product. */
  chosen(product: Product, choice: Readonly<Record<string, unknown>>): ChosenOption[] {
    return product.options.map(({ optionId, name, variants }) => {
      const variant = variants.find(({ variantId }) => String(variantId) === String(choice[optionId]));
      if (variant === undefined)
        throw new Refused(400, `Option ${optionId} of product ${product.productId} is not chosen`);
      return { optionId, optionName: name, variantId: variant.variantId, variantName: variant.name };
    });
  }

  /** Where the stock of this choice is kept; `null` when nobody counts. */
  stockOf(product: Product, options: readonly ChosenOption[]): Product | Combination | null {
    if (product.tracking === "D") return null;
    if (product.tracking === "B") return product;
    const choice = Object.fromEntries(options.map(({ optionId, variantId }) => [optionId, variantId]));
    const hash = itemIdOf(product.productId, choice);
    return product.combinations.find((one) => one.hash === hash) ?? null;
  }

  /** Moves a stock. Leaves `updated_timestamp` alone: a sale is no change of the product. */
  move(stock: Product | Combination, by: number, { cause, orderId }: Cause): void {
    if (by === 0) return;
    stock.amount += by;
    this.revision += 1;
    const { productId, code, amount: left } = stock;
    this.moves.push({ at: this.#now(), productId, code, by, left, cause, orderId: orderId ?? null });
  }
}
