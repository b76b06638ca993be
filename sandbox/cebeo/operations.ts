/** The five operations: contract section 2.1, with the answers of 2.3 and the errors of 4. */
import type { Account, Accounts } from "./accounts.ts";
import { articleList, noOrder, orderDetail, response } from "./answers.ts";
import { search, withReference, type Article, type Catalogue } from "./articles.ts";
import type { Order, OrderLine, Orders, NewLine } from "./orders.ts";
import type { Asked, AskedLine, AskedMaterial, AskedOrder, OrderKey, Question } from "./questions.ts";
import { Refused, unknownArticle, unwilling } from "./refusals.ts";
import type { Settings } from "./settings.ts";

export interface Service {
  readonly settings: Settings;
  readonly catalogue: Catalogue;
  readonly accounts: Accounts;
  readonly orders: Orders;
}

export interface Answer {
  readonly code: number;
  /** Of the message. */ readonly text: string;
  /** Without the XML declaration. */ readonly document: string;
  readonly did: "read" | "written" | "refused";
  /** Numbers of the articles whose price stands in it. */ readonly priced: readonly string[];
  /** What `Order/Create` placed. */ readonly placed: Order | null;
  /** Whose request it was; `null` when the login was refused. */ readonly account: Account | null;
}

type Done = Partial<Pick<Answer, "text" | "priced" | "placed">> & Pick<Answer, "did"> & { readonly content?: string };

const key =
  (wanted: OrderKey) =>
  (order: Order): boolean => {
    if (wanted.by === "OpenOrder") return false;
    return wanted.by === "SupplierOrderID" ? order.supplierOrderId === wanted.id : order.customerOrderId === wanted.id;
  };

function getArticles({ settings, catalogue }: Service, asked: readonly string[]): Done {
  if (settings.batchLimit !== null && asked.length > settings.batchLimit) {
    throw unwilling(`Te veel artikelen in een vraag: ${asked.length}, ten hoogste ${settings.batchLimit}.`);
  }
  const ids = [...new Set(asked)];
  const found: Article[] = [];
  for (const id of ids) {
    const article = catalogue.find(id);
    // One of them, and there is no answer about any.
    if (article === undefined) throw unknownArticle();
    found.push(article);
  }
  if (settings.itemOrder === "reversed") found.reverse();
  return { did: "read", priced: ids, content: articleList(found, settings) };
}

function getOrder(service: Service, account: Account, wanted: OrderKey): Done {
  const { orders, settings, catalogue } = service;
  const order = wanted.by === "OpenOrder" ? orders.basket(account) : orders.seen(account, key(wanted));
  if (order === null) return { did: "read", content: noOrder(settings) };
  // A basket has the prices of today.
  const articleOf = ({ article }: OrderLine): Article =>
    order.state === "open" ? (catalogue.find(article.supplierItemId) ?? article) : article;
  return { did: "read", content: orderDetail(order, articleOf, settings) };
}

function deleteOrder({ orders }: Service, account: Account, wanted: OrderKey): Done {
  const order = wanted.by === "OpenOrder" ? orders.basket(account) : orders.seen(account, key(wanted));
  if (order === null) throw unwilling("Er is geen order om te verwijderen.");
  if (order.state === "open") orders.emptyBasket(account);
  else if (order.state === "confirmed") throw unwilling("Deze order is al bevestigd en kan niet verwijderd worden.");
  else order.state = "removed";
  return { did: "written" };
}

function articleOfLine(catalogue: Catalogue, material: AskedMaterial): Article {
  const { supplierItemId, reference } = material;
  if (supplierItemId !== null) {
    const article = catalogue.find(supplierItemId);
    if (article === undefined) throw unknownArticle();
    return article;
  }
  const found = withReference(catalogue, { ...material, reference: reference ?? "" });
  const [article] = found;
  if (article === undefined) throw unknownArticle();
  if (found.length > 1) throw unwilling(`Referentie ${reference ?? ""} is niet eenduidig: ${found.length} artikelen.`);
  return article;
}

function lineOf({ catalogue, settings }: Service, line: AskedLine): NewLine {
  const article = articleOfLine(catalogue, line.material);
  const { pack } = article;
  const isWhole = line.quantity % pack === 0;
  if (!isWhole && settings.packQuantity === "refused") {
    throw unwilling(`Aantal ${line.quantity} van artikel ${article.supplierItemId}: verkocht per ${pack}.`);
  }
  const isRounded = !isWhole && settings.packQuantity === "roundedUp";
  const { customerOrderLineId, requestedPrice, requestedDeliveryDate } = line;
  return {
    ...{ customerOrderLineId, requestedPrice, requestedDeliveryDate, article },
    quantity: isRounded ? Math.ceil(line.quantity / pack) * pack : line.quantity,
  };
}

function checkHeader({ deliveryLocation, deliveryOption }: AskedOrder, settings: Settings): void {
  const postalCode = deliveryLocation?.postalCode ?? null;
  if (postalCode !== null && settings.postalCodes === "belgian" && !/^[1-9]\d{3}$/.test(postalCode)) {
    throw unwilling(`Postcode ${postalCode} is geen Belgische postcode.`);
  }
  const { deliveryOptions } = settings;
  if (deliveryOption !== null && deliveryOptions !== null && !deliveryOptions.includes(deliveryOption)) {
    throw unwilling(`Leveringswijze ${deliveryOption} bestaat niet.`);
  }
}

/** All of it or nothing. The same order sent again is a second order: nothing recognises a repeat. */
function createOrder(service: Service, account: Account, asked: AskedOrder): Done {
  const { orders, settings } = service;
  checkHeader(asked, settings);
  const { lines: askedLines, orderDate, ...header } = asked;
  const lines = askedLines.map((line) => lineOf(service, line));
  if (settings.createFillsBasket) {
    orders.putInBasket(account, lines);
    return { did: "written" };
  }
  const placed = orders.place(account, header, orderDate, lines);
  const text = settings.createText === "number" ? `Order ${placed.supplierOrderId} aangemaakt` : "OK";
  return { did: "written", placed, text };
}

function carryOut(service: Service, account: Account, question: Question): Done {
  switch (question.operation) {
    case "Article/Get":
      return getArticles(service, question.ids);
    case "Article/Search": {
      const { settings, catalogue } = service;
      const hits = search(catalogue, question.words, question.brands);
      return { did: "read", content: articleList(hits, settings) };
    }
    case "Order/Get":
      return getOrder(service, account, question.key);
    case "Order/Delete":
      return deleteOrder(service, account, question.key);
    case "Order/Create":
      return createOrder(service, account, question.order);
  }
}

const none = { priced: [], placed: null } as const;

export const refusal = ({ code, message }: Refused, account: Account | null = null): Answer => ({
  ...{ ...none, code, text: message, document: response(code, message), did: "refused", account },
});

/** The answer to a request that could be read. */
export function answer(service: Service, { credentials, question }: Asked): Answer {
  let account: Account | null = null;
  try {
    account = service.accounts.enter(credentials);
    const { content = "", text = "OK", ...done } = carryOut(service, account, question);
    return { ...none, ...done, account, code: 0, text, document: response(0, text, content) };
  } catch (error) {
    if (error instanceof Refused) return refusal(error, account);
    throw error;
  }
}
