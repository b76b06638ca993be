import PostalMime, { type Email } from "postal-mime";
import { sql } from "kysely";
import { onTestFinished } from "vitest";
import { buyer, openBooks, orderOf, type Books } from "#backoffice/testing/document-orders.ts";
import type { DocumentDraft } from "#domain/document.ts";
import { startMailbox, type KeptMail, type Mailbox, type MailboxOptions } from "#sandbox/smtp/mailbox.ts";
import { makeAccessToken } from "#store/access-tokens.ts";
import { until } from "./coupled-shop.ts";
import type { HubUnderTest } from "./hub-under-test.ts";

export interface SeenMail {
  readonly id: string;
  readonly state: string;
  readonly edition: number;
  readonly attempts: number;
  readonly messageId: string | null;
  readonly recipient: string;
  readonly reason: { readonly code: string; readonly text: string; readonly message: string } | null;
}

export interface Refused {
  readonly status: number;
  readonly code: string;
  readonly errors?: readonly { readonly field: string; readonly message: string }[];
}

/** A company with a mail server of its own. */
export interface MailCompany {
  readonly administrationId: string;
  readonly books: Books;
  readonly box: Mailbox;
  call<T>(method: string, path: string, body?: unknown): Promise<T>;
  /** The call that is refused. */
  refused(method: string, path: string, body?: unknown): Promise<Refused>;
  /** Saves mail settings over those that are there. */
  settings(change?: object): Promise<void>;
  /** An issued invoice of 22.70; its id. */
  invoice(fields?: Partial<DocumentDraft>): Promise<string>;
  send(documentId: string, wishes?: object): Promise<{ readonly id: string; readonly isNew: boolean }>;
  mail(id: string): Promise<SeenMail>;
  /** Waits until the mail is in this state. */
  becomes(id: string, state: string): Promise<SeenMail>;
  /** The message as the hub says it left. */
  message(id: string): Promise<Buffer>;
  alarms(): Promise<{ readonly kind: string; readonly message: string }[]>;
  /** Lets everything that waits be due now. */
  hurry(): Promise<void>;
}

export const read = ({ source }: KeptMail): Promise<Email> => PostalMime.parse(source);

export async function mailCompany(
  under: HubUnderTest,
  options: MailboxOptions = {},
  party: Parameters<typeof buyer>[0] = {},
): Promise<MailCompany> {
  const { store, hub } = under;
  const box = await startMailbox({ user: "facturen", password: "geheim", ...options });
  onTestFinished(() => box.stop());
  const books = await openBooks(store);
  const administrationId = books.administration.id;
  const token = await makeAccessToken(store.hub, store.key, { name: "An", administrationId, role: "owner" });
  const { email: _, ...rest } = buyer(party);
  const raw = async (method: string, path: string, body?: unknown): Promise<Response> =>
    fetch(new URL(path, hub.url), {
      method,
      headers: {
        authorization: `Bearer ${token}`,
        "accept-language": "nl",
        ...(body === undefined ? {} : { "content-type": "application/json" }),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  const call = async <T>(method: string, path: string, body?: unknown): Promise<T> => {
    const answer = await raw(method, path, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`${method} ${path}: ${answer.status} ${text}`);
    return JSON.parse(text) as T;
  };
  const mail = async (id: string): Promise<SeenMail> => {
    const { items } = await call<{ items: SeenMail[] }>("GET", "/api/outbox?limit=200");
    const found = items.find((item) => item.id === id);
    if (found === undefined) throw new Error(`No mail ${id}`);
    return found;
  };
  const company: MailCompany = {
    administrationId,
    books,
    box,
    call,
    mail,
    refused: async (method, path, body) => (await (await raw(method, path, body)).json()) as Refused,
    async settings(change = {}) {
      const { version } = await call<{ version: number }>("GET", "/api/mail-settings");
      await call("PUT", "/api/mail-settings", {
        ...{ road: "own", host: box.host, port: box.port, security: "none", user: "facturen", password: "geheim" },
        ...{ fromName: "De Molen", fromAddress: "facturen@demolen.be", perMinute: 6000, version, ...change },
      });
    },
    async invoice(fields = {}) {
      const draft = books.draft({ buyer: { ...rest, email: party.email ?? "an@example.be" }, ...fields });
      const [issued] = await books.issue([orderOf(draft)]);
      return issued?.id ?? "";
    },
    send: (id, wishes = {}) => call("POST", `/api/documents/${id}/send`, { confirmed: true, ...wishes }),
    becomes: (id, state) =>
      until(`mail ${state}`, async () => {
        const seen = await mail(id);
        return seen.state === state ? seen : null;
      }),
    message: async (id) => Buffer.from(await (await raw("GET", `/api/outbox/${id}/message`)).arrayBuffer()),
    alarms: async () => (await call<{ items: { kind: string; message: string }[] }>("GET", "/api/alarms")).items,
    async hurry() {
      await sql`update outbox set next_attempt_at = now() where administration_id = ${administrationId} and state = 'queued'`.execute(
        store.owner,
      );
    },
  };
  await company.settings();
  return company;
}
