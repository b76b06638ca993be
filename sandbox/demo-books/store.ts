/** What the package has kept. Every way in is a map, so the hundred-thousandth document is as near as the first. */
import type { Contact } from "./contact.ts";
import type { DocumentBody } from "./document.ts";

/** A record as `POST` answered it, and for ever after. */
export interface StoredRecord<Body> {
  readonly id: string;
  /** Milliseconds, of the package's clock. */ readonly createdAt: number;
  /** The answer, JSON. */ readonly json: string;
  /** The answer, read. */ readonly body: Body;
  readonly reference: string | null;
  /** The idempotency key it was made under. */ readonly idempotencyKey: string | null;
  /** How many requests were about it: the one that made it, those replayed, and those refused as in progress. */
  requests: number;
}

export interface StoredDocument extends StoredRecord<DocumentBody & Made> {
  readonly kind: DocumentBody["kind"];
  readonly number: string;
  readonly orderNumber: string;
}
export type StoredContact = StoredRecord<Contact & { readonly id: string }>;

interface Made {
  readonly id: string;
  readonly number: string;
  readonly createdAt: string;
}

/** What the tests read: the package's own books, past every fault. */
export interface Store {
  readonly documents: readonly StoredDocument[];
  readonly contacts: readonly StoredContact[];
  document(id: string): StoredDocument | undefined;
  contact(id: string): StoredContact | undefined;
  documentsOf(orderNumber: string): readonly StoredDocument[];
  /** How many `POST documents` that were read named this order number, whatever became of them. */
  postsOf(orderNumber: string): number;
}

function put<T>(index: Map<string, T[]>, key: string, record: T): void {
  const there = index.get(key);
  if (there === undefined) index.set(key, [record]);
  else there.push(record);
}

/** The body is read from its JSON when somebody asks: a hundred thousand of them would be held twice. */
function recordOf<Body>(
  id: string,
  createdAt: number,
  body: object,
  reference: string | undefined,
  key: string | null,
) {
  const json = JSON.stringify(body);
  return {
    id,
    createdAt,
    json,
    get body(): Body {
      return JSON.parse(json) as Body;
    },
    reference: reference === undefined || reference === "" ? null : reference,
    idempotencyKey: key,
    requests: 1,
  };
}

const letters = { invoice: "F", creditNote: "C", order: "O" } as const;

export class Records implements Store {
  readonly documents: StoredDocument[] = [];
  readonly contacts: StoredContact[] = [];
  readonly #documentPlaces = new Map<string, number>();
  readonly #contactsById = new Map<string, StoredContact>();
  readonly #byOrderNumber = new Map<string, StoredDocument[]>();
  readonly #documentsByReference = new Map<string, StoredDocument[]>();
  readonly #contactsByReference = new Map<string, StoredContact[]>();
  readonly #byEmail = new Map<string, StoredContact[]>();
  readonly #posts = new Map<string, number>();
  readonly #numbered = { invoice: 0, creditNote: 0, order: 0 };

  addContact(contact: Contact, at: number, key: string | null): StoredContact {
    const id = `con_${String(this.contacts.length + 1).padStart(7, "0")}`;
    const record: StoredContact = recordOf(id, at, { id, ...contact }, contact.reference, key);
    this.contacts.push(record);
    this.#contactsById.set(id, record);
    put(this.#byEmail, contact.email.toLowerCase(), record);
    if (record.reference !== null) put(this.#contactsByReference, record.reference, record);
    return record;
  }

  addDocument(document: DocumentBody, at: number, key: string | null): StoredDocument {
    const { kind, orderNumber } = document;
    this.#numbered[kind] += 1;
    const number = `${letters[kind]}-${String(this.#numbered[kind]).padStart(6, "0")}`;
    const id = `doc_${String(this.documents.length + 1).padStart(7, "0")}`;
    const createdAt = Temporal.Instant.fromEpochMilliseconds(at).toString();
    const made = recordOf<DocumentBody & Made>(id, at, { id, number, createdAt, ...document }, document.reference, key);
    const record: StoredDocument = Object.assign(made, { kind, number, orderNumber });
    this.#documentPlaces.set(id, this.documents.length);
    this.documents.push(record);
    put(this.#byOrderNumber, orderNumber, record);
    if (record.reference !== null) put(this.#documentsByReference, record.reference, record);
    return record;
  }

  document(id: string): StoredDocument | undefined {
    const place = this.#documentPlaces.get(id);
    return place === undefined ? undefined : this.documents[place];
  }
  contact(id: string): StoredContact | undefined {
    return this.#contactsById.get(id);
  }
  documentsOf(orderNumber: string): readonly StoredDocument[] {
    return this.#byOrderNumber.get(orderNumber) ?? [];
  }
  postsOf(orderNumber: string): number {
    return this.#posts.get(orderNumber) ?? 0;
  }
  countPost(orderNumber: unknown): void {
    if (typeof orderNumber === "string") this.#posts.set(orderNumber, this.postsOf(orderNumber) + 1);
  }

  contactsOf(email: string): readonly StoredContact[] {
    return this.#byEmail.get(email.toLowerCase()) ?? [];
  }
  /** Those made at or before `until`: the lists by reference lag behind. */
  documentsReferred(reference: string, until: number): readonly StoredDocument[] {
    return (this.#documentsByReference.get(reference) ?? []).filter(({ createdAt }) => createdAt <= until);
  }
  contactsReferred(reference: string, until: number): readonly StoredContact[] {
    return (this.#contactsByReference.get(reference) ?? []).filter(({ createdAt }) => createdAt <= until);
  }
  /** `undefined` when there is no document of that id. */
  documentsAfter(
    id: string | null,
    limit: number,
  ): { items: readonly StoredDocument[]; next: string | null } | undefined {
    const place = id === null ? -1 : this.#documentPlaces.get(id);
    if (place === undefined) return undefined;
    const items = this.documents.slice(place + 1, place + 1 + limit);
    const hasMore = place + 1 + limit < this.documents.length;
    return { items, next: hasMore ? (items.at(-1)?.id ?? null) : null };
  }
}
