import { offers, type AnyConnector } from "#connect/connector.ts";
import type { Limit } from "#connect/limit.ts";
import type { OperationName } from "#connect/operations.ts";
import type { CouplingKind } from "#domain/coupling-kinds.ts";
import { textOf, type TextLanguage } from "#domain/texts/text.ts";

/** One end of a coupling: what people call it, and its product. */
export interface CouplingEnd {
  readonly name: string;
  readonly connector: AnyConnector;
}

export interface CouplingEnds {
  readonly kind: CouplingKind;
  readonly source: CouplingEnd;
  /** Null: our own back office. */
  readonly target: CouplingEnd | null;
}

/** What holds whatever the products are (requirements H). */
const limitsOf = {
  "limit.onlyOnline": ({ kind }) => kind === "shopOrders",
  "limit.stockApart": ({ kind, target }) => kind === "shopOrders" && target === null,
  "limit.changedLater": ({ kind, target }) => kind === "shopOrders" && target !== null,
  "limit.itemsNotMade": ({ kind, target }) => kind === "shopOrders" && target?.connector.asksCodes === true,
  "limit.discounts": ({ kind, target }) => kind === "shopOrders" && target !== null,
  "limit.notMailed": ({ kind, target }) => kind === "shopOrders" && target !== null,
  "limit.oneWay": ({ kind }) => kind !== "shopOrders",
  "limit.discountsStay": ({ kind }) => kind === "products",
  "limit.oneStock": ({ kind }) => kind === "products" || kind === "stock",
  "limit.multistore": ({ kind }) => kind !== "shopOrders",
  "limit.generalOnly": ({ kind }) => kind === "customers",
  "limit.accounts": ({ kind }) => kind === "customers",
  "limit.customerSince": ({ kind }) => kind === "customers",
  "limit.passThrough": ({ target }) => target !== null,
} as const satisfies Readonly<Record<`limit.${string}`, (ends: CouplingEnds) => boolean>>;

/** What a coupling uses of either side where it is there. What it cannot do without is refused when it is made. */
const uses: Readonly<Record<CouplingKind, Readonly<Record<"source" | "target", readonly OperationName[]>>>> = {
  shopOrders: {
    source: ["refunds.list", "orders.known", "taxRates.list", "paymentMethods.list"],
    target: ["customers.find", "customers.create"],
  },
  products: {
    source: ["images.get", "vatClasses.list", "warehouses.list"],
    target: ["categories.list", "categories.create", "stock.set"],
  },
  stock: { source: ["warehouses.list"], target: ["products.find"] },
  customers: { source: [], target: ["customers.find", "customers.create"] },
};

/** Everything this coupling does not do, as sentences; what is told by the products themselves last. */
export function couplingLimits(ends: CouplingEnds, language: TextLanguage): readonly string[] {
  const { kind, source, target } = ends;
  const names = { source: source.name, target: target?.name ?? "Schakel" };
  const always = Object.entries(limitsOf)
    .filter(([, holds]) => holds(ends))
    .map(([key]) => textOf(key as keyof typeof limitsOf, language, names));
  const sides = { source, ...(target !== null && { target }) };
  const missing = Object.entries(sides).flatMap(([side, { name: system, connector }]) =>
    uses[kind][side as keyof typeof sides]
      .filter((operation) => !offers(connector, operation))
      .map((operation) =>
        textOf("limit.notOffered", language, { system, operation: textOf(`operation.${operation}`, language) }),
      ),
  );
  const bell =
    source.connector.webhook === undefined ? [textOf("limit.noBell", language, { system: source.name })] : [];
  const own = Object.entries(sides).flatMap(([side, { connector }]) =>
    (connector.limits ?? [])
      .filter((limit) => limit.side === side && limit.kinds.includes(kind))
      .map((limit) => ownText(limit, language)),
  );
  return [...always, ...bell, ...missing, ...own];
}

const ownText = ({ text }: Limit, language: TextLanguage): string => text[language] ?? text.nl;
