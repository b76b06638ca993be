/** The requests of the contract. */
import type { Access } from "./access.ts";
import { contactOf } from "./contact.ts";
import { documentOf } from "./document.ts";
import { objectOf, type Fields } from "./fields.ts";
import { invalid, Refused } from "./refusals.ts";
import type { Repeats } from "./repeats.ts";
import type { Settings } from "./settings.ts";
import type { Records, StoredRecord } from "./store.ts";

export interface Asked {
  readonly method: string;
  /** Below `/api/v1/`; `undefined` outside of it. */ readonly path: string | undefined;
  readonly query: URLSearchParams;
  readonly idempotencyKey: string | undefined;
  readonly body: Uint8Array;
  /** Passes when the write is to be carried out. */ underWay(): Promise<void>;
}

export interface Answer {
  readonly status: number;
  readonly json: string;
  readonly done: "carried out" | "replayed" | "read";
  /** The record that was made or given again. */ readonly record: string | null;
}

export interface Package {
  readonly settings: Settings;
  readonly records: Records;
  readonly repeats: Repeats;
  readonly now: () => number;
}

const read = (value: unknown): Answer => ({ status: 200, json: JSON.stringify(value), done: "read", record: null });

function shown(record: StoredRecord<unknown> | undefined): Answer {
  if (record === undefined) throw new Refused("not_found", "There is no such record");
  return { status: 200, json: record.json, done: "read", record: null };
}

/** The records' own JSON, as it was first given. */
function listed(items: readonly StoredRecord<unknown>[], rest = ""): Answer {
  return { ...read(null), json: `{"items":[${items.map(({ json }) => json).join(",")}]${rest}}` };
}
const listedPage = (items: readonly StoredRecord<unknown>[], next: string | null): Answer =>
  listed(items, `,"next":${JSON.stringify(next)}`);

/** The parameters, each known and given once. */
function parametersOf(query: URLSearchParams, known: readonly string[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const [name, value] of query) {
    if (!known.includes(name)) throw new Refused("unknown_field", `There is no parameter ${name}`, name);
    if (found.has(name)) throw invalid(name, `${name} is given twice`);
    found.set(name, value);
  }
  return found;
}

/** The only parameter of a look-up. */
function lookedUp(parameters: ReadonlyMap<string, string>, name: string, most: number): string {
  const value = parameters.get(name) ?? "";
  if (value === "" || value.length > most) throw invalid(name, `${name} has 1 to ${most} characters`);
  const other = [...parameters.keys()].find((one) => one !== name);
  if (other !== undefined) throw invalid(other, `${other} does not go with ${name}`);
  return value;
}

const withReference = ({ repeats }: Settings, names: readonly string[]): readonly string[] =>
  repeats === "look-up" ? [...names, "reference"] : names;
const indexedUntil = ({ now, settings }: Package): number => now() - settings.indexSeconds * 1000;

function contacts(books: Package, query: URLSearchParams): Answer {
  const parameters = parametersOf(query, withReference(books.settings, ["email"]));
  if (parameters.has("reference")) {
    const reference = lookedUp(parameters, "reference", 64);
    return listed(books.records.contactsReferred(reference, indexedUntil(books)));
  }
  return listed(books.records.contactsOf(lookedUp(parameters, "email", 200)).slice(0, 100));
}

function documents(books: Package, query: URLSearchParams): Answer {
  const { records } = books;
  const parameters = parametersOf(query, withReference(books.settings, ["orderNumber", "after", "limit"]));
  if (parameters.has("reference")) {
    const reference = lookedUp(parameters, "reference", 64);
    return listedPage(records.documentsReferred(reference, indexedUntil(books)), null);
  }
  if (parameters.has("orderNumber")) {
    return listedPage(records.documentsOf(lookedUp(parameters, "orderNumber", 100)), null);
  }
  const limit = parameters.get("limit") ?? "100";
  if (!/^([1-9]\d?|100)$/.test(limit)) throw invalid("limit", "limit is 1 to 100");
  const page = records.documentsAfter(parameters.get("after") ?? null, Number(limit));
  if (page === undefined) throw invalid("after", "There is no such document");
  return listedPage(page.items, page.next);
}

function parsed(body: Uint8Array): { readonly text: string; readonly fields: Fields } {
  try {
    const text = new TextDecoder("utf-8", { fatal: true }).decode(body);
    return { text, fields: objectOf(JSON.parse(text), "body") };
  } catch {
    throw new Refused("bad_json", "The body is no JSON object");
  }
}

function write(books: Package, noun: Noun, fields: Fields, key: string | null): StoredRecord<unknown> {
  const { records, settings, now } = books;
  const hasReference = settings.repeats === "look-up";
  if (noun === "contacts") return records.addContact(contactOf(fields, hasReference), now(), key);
  const document = documentOf(fields, {
    hasReference,
    closedUntil: settings.closedUntil,
    isContact: (id) => records.contact(id) !== undefined,
    isInvoice: (id) => records.document(id)?.kind === "invoice",
    codes: settings.asksCodes
      ? {
          isItem: (code) => settings.items.filter((item) => item.code === code).length === 1,
          isVatCode: (code) => settings.vatCodes.includes(code),
        }
      : null,
  });
  return records.addDocument(document, now(), key);
}

type Noun = "contacts" | "documents";

async function create(books: Package, noun: Noun, { body, underWay, ...asked }: Asked): Promise<Answer> {
  const { text, fields } = parsed(body);
  if (noun === "documents") books.records.countPost(fields["orderNumber"]);
  const key = books.settings.repeats === "idempotency-key" ? asked.idempotencyKey : undefined;
  const carriedOut = ({ json, id }: StoredRecord<unknown>): Answer => ({
    status: 201,
    json,
    done: "carried out",
    record: id,
  });
  if (key === undefined) {
    await underWay();
    return carriedOut(write(books, noun, fields, null));
  }
  if (!/^[\x21-\x7e]{1,100}$/.test(key)) {
    throw invalid("Idempotency-Key", "An idempotency key has 1 to 100 visible ASCII characters");
  }
  const claim = books.repeats.claim(key, noun, text);
  if ("json" in claim) return { ...carriedOut(claim), done: "replayed" };
  try {
    await underWay();
    const record = write(books, noun, fields, key);
    claim.keep(record);
    return carriedOut(record);
  } catch (error) {
    claim.forget();
    throw error;
  }
}

type Work = (books: Package, asked: Asked) => Answer | Promise<Answer>;

const withoutParameters =
  (work: Work): Work =>
  (books, asked) => {
    parametersOf(asked.query, []);
    return work(books, asked);
  };

function account({ settings: { name, repeats, keyHours, indexSeconds, closedUntil, asksCodes } }: Package): Answer {
  return read({ name, currency: "EUR", repeats, keyHours, indexSeconds, closedUntil, ...(asksCodes && { asksCodes }) });
}

const mostCodes = 100;

/** Those with one of these codes; each as often as it stands there. */
function items({ settings }: Package, { query }: Asked): Answer {
  const given = parametersOf(query, ["codes"]).get("codes") ?? "";
  let codes: unknown;
  try {
    codes = JSON.parse(given);
  } catch {
    codes = null;
  }
  const isRight = Array.isArray(codes) && codes.length > 0 && codes.every((code) => typeof code === "string");
  if (!isRight || (codes as string[]).length > mostCodes)
    throw invalid("codes", `codes is a JSON list of 1 to ${mostCodes} texts`);
  const wanted = new Set(codes as string[]);
  const numbered = settings.items.map((item, index) => ({ id: `itm_${String(index + 1).padStart(7, "0")}`, ...item }));
  return read({ items: numbered.filter(({ code }) => wanted.has(code)) });
}

function workOf(method: string, path: string, { asksCodes }: Settings): Work | undefined {
  const [noun, id, more] = path.split("/");
  if (more !== undefined || id === "") return undefined;
  if (method === "GET" && path === "account") return withoutParameters(account);
  if (method === "GET" && path === "items") return asksCodes ? items : undefined;
  if (noun !== "contacts" && noun !== "documents") return undefined;
  if (method === "POST" && id === undefined) return withoutParameters((books, asked) => create(books, noun, asked));
  if (method !== "GET") return undefined;
  if (id !== undefined) {
    return withoutParameters(({ records }) => shown(noun === "contacts" ? records.contact(id) : records.document(id)));
  }
  return (books, { query }) => (noun === "contacts" ? contacts(books, query) : documents(books, query));
}

/** Key, window, path, right, body, idempotency key, fields: what is wrong first is what is said. */
export async function answer(
  books: Package,
  access: Access,
  key: ReturnType<Access["find"]>,
  asked: Asked,
): Promise<Answer> {
  if (key === undefined) throw new Refused("unauthorized", "The key is not known or was revoked");
  access.enter(key);
  const work = asked.path === undefined ? undefined : workOf(asked.method, asked.path, books.settings);
  if (work === undefined) throw new Refused("not_found", "There is no such path");
  if (asked.method === "POST" && !key.mayWrite) throw new Refused("read_only", "This key may only read");
  if (asked.method === "GET") await asked.underWay();
  return work(books, asked);
}
