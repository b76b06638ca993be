import { createServer, type AddressInfo } from "node:net";
import fastify from "fastify";
import { sql } from "kysely";
import { inviteClient } from "#connect/hub-exchange/invite-client.ts";
import { readInviteLink, type Invitation } from "#connect/hub-exchange/invites.ts";
import { makeOwnKey } from "#connect/hub-exchange/exchange-keys.ts";
import { createTransport, WireFault, type Transport, type WireRequest } from "#connect/transport.ts";
import type { EngineOptions } from "#engine/options.ts";
import { exchangeDesk } from "#engine/partners/answer-exchange.ts";
import { answerInvitation, confirmPartner, invitePartner } from "#engine/partners/invitation-acts.ts";
import { meansTo } from "#engine/partners/partner-client.ts";
import { queueMessage } from "#engine/partners/queue-message.ts";
import type { ActMeans, Wanted } from "#engine/partners/relation-acts.ts";
import { stepRelation } from "#engine/relation-delivery.ts";
import { registerExchange } from "#api/hub-exchange/exchange-routes.ts";
import { inAdministration } from "#store/database.ts";
import { readRelation, RelationSettings, type PartnerIdentity, type Relation } from "#store/relations.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { atEndOfFile } from "#store/testing/end-of-file.ts";

/** A hub with its database, its real HTTP, and what may go wrong on its way out. */
export interface TestHub {
  readonly store: TestStore;
  readonly base: string;
  readonly options: EngineOptions;
  readonly answer: ReturnType<typeof exchangeDesk>;
  readonly faults: Faults;
  /** It is at another address from now on, and nobody at the old one. */
  move(): Promise<void>;
}

export interface Faults {
  /** Seconds its clock is ahead. */
  ahead: number;
  /** Nothing gets through from here. */
  isCutOff: boolean;
  /** Of what is sent from here: arrives, and its answer is lost. */
  losesAnswer: (request: WireRequest) => boolean;
  /** Never arrives. */
  loses: (request: WireRequest) => boolean;
  /** Arrives twice. */
  doubles: (request: WireRequest) => boolean;
  /** What left, as it left: to be sent again by somebody else. */
  readonly sent: WireRequest[];
}

export interface Company {
  readonly hub: TestHub;
  readonly administrationId: string;
  readonly identity: PartnerIdentity;
}

const both: readonly Wanted[] = (["order", "order_response"] as const).flatMap((docType) => [
  { docType, way: "in" },
  { docType, way: "out" },
]);

/** `pulls`: nobody can reach it. `prefix`: it stands behind a proxy, which takes this off its address. `port`: where it begins. */
export async function testHub({ pulls = false, prefix = "", port = 0 } = {}): Promise<TestHub> {
  const store = await testStore();
  const { transport, close } = createTransport({ opened: ["127.0.0.1"] });
  const never = () => false;
  const faults: Faults = { ahead: 0, isCutOff: false, losesAnswer: never, loses: never, doubles: never, sent: [] };
  const now = () => Temporal.Now.instant().add({ milliseconds: Math.round(faults.ahead * 1000) });
  const faulty: Transport = async (request) => {
    if (faults.isCutOff) throw new WireFault("refused", "no network");
    if (faults.loses(request)) throw new WireFault("lost", "on its way");
    faults.sent.push(request);
    if (faults.doubles(request)) await transport(request);
    const answer = await transport(request);
    if (faults.losesAnswer(request)) throw new WireFault("lost", "the answer was lost");
    return answer;
  };
  const answer = exchangeDesk(store, now);
  const base = { url: "" };
  const publicUrl = () => (base.url === "" || pulls ? null : new URL(base.url));
  const serve = async () => {
    const rewriteUrl = ({ url = "" }: { url?: string | undefined }) =>
      url.startsWith(prefix) ? url.slice(prefix.length) : url;
    // Known before it is served: a hub signs for the address its operator gave it.
    const at = base.url === "" && port !== 0 ? port : await freePort();
    base.url = `http://127.0.0.1:${at}${prefix}`;
    const server = fastify({ routerOptions: { maxParamLength: 2000 }, rewriteUrl });
    registerExchange(server, { engine: { answerExchange: answer }, now, publicUrl: new URL(base.url) });
    await server.listen({ host: "127.0.0.1", port: at });
    return server;
  };
  let server = await serve();
  atEndOfFile(async () => {
    await server.close();
    await close();
  });
  const options = {
    ...{ store, transport: faulty, now },
    get publicUrl() {
      return publicUrl();
    },
  } as unknown as EngineOptions;
  return {
    ...{ store, options, answer, faults },
    get base() {
      return pulls ? "" : base.url;
    },
    async move() {
      const before = server;
      server = await serve();
      await before.close();
    },
  };
}

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise<unknown>((resolve) => server.close(resolve));
  return port;
}

let made = 0;

export async function testCompany(hub: TestHub, name: string): Promise<Company> {
  const administrationId = await hub.store.makeAdministration({ name });
  made += 1;
  const id = String(50_000_000 + made);
  const identity = { scheme: "0106", id, name, vatNumber: null, gln: null, address: null };
  return { hub, administrationId, identity };
}

export const actIn = <T>({ hub, administrationId }: Company, work: (means: ActMeans) => Promise<T>): Promise<T> =>
  inAdministration(hub.store.app, administrationId, (trx) =>
    work({ trx, master: hub.store.key, administrationId, now: hub.options.now(), by: "Ann" }),
  );

export const askedBy = ({ hub, identity }: Company, directions: readonly Wanted[] = both) => ({
  own: identity,
  ownHub: hub.base,
  partyId: null,
  mode: "live" as const,
  directions,
  settings: RelationSettings.parse({ pulls: hub.base === "" }),
});

export const invite = (company: Company) => actIn(company, (means) => invitePartner(means, askedBy(company)));

export async function look(company: Company, link: string): Promise<Invitation> {
  const read = readInviteLink(link);
  if (read === null) throw new Error(`Not a link: ${link}`);
  const isLocal = company.hub.base !== "" && link.startsWith(company.hub.base);
  const means = meansTo(company.hub.options, company.hub.answer, isLocal, new AbortController().signal);
  const outcome = await inviteClient({ ...means, link: read, key: makeOwnKey() }).look({ baseAddress: null });
  if (outcome.kind !== "done") throw new Error(JSON.stringify(outcome));
  return outcome.body;
}

export async function accept(company: Company, link: string, isRefused = false) {
  const invitation = await look(company, link);
  const read = readInviteLink(link);
  if (read === null) throw new Error(`Not a link: ${link}`);
  const isLocal = link.startsWith(company.hub.base) && company.hub.base !== "";
  return actIn(company, (means) =>
    answerInvitation(means, { ...askedBy(company), link: read, invitation, isLocal, isRefused }),
  );
}

/** Carries out what is due now, until there is nothing more. */
export async function run({ hub, administrationId }: Company, relationId: string, most = 200): Promise<void> {
  const { signal } = new AbortController();
  for (let steps = 0; steps < most; steps += 1)
    if (!(await stepRelation(hub.options, hub.answer, { administrationId, relationId }, signal))) return;
  throw new Error(`Not at rest after ${most} steps`);
}

export async function relationOf({ hub, administrationId }: Company, relationId: string): Promise<Relation> {
  const found = await inAdministration(hub.store.app, administrationId, (trx) =>
    readRelation(trx, administrationId, relationId),
  );
  if (found === null) throw new Error(`No relation ${relationId}`);
  return found;
}

export const confirm = (company: Company, relationId: string, partner: PartnerIdentity) =>
  actIn(company, async (means) => {
    const partyId = await aParty(company);
    return confirmPartner(means, relationId, { partyId, partner });
  });

async function aParty({ hub, administrationId }: Company): Promise<string> {
  const { rows } = await sql<{
    id: string;
  }>`insert into parties (administration_id, id, name) values (${administrationId}, gen_random_uuid(), 'Partner')
    returning id`.execute(hub.store.owner);
  const [row] = rows;
  if (row === undefined) throw new Error("No party");
  return row.id;
}

/** Through the whole hand-shake: both sides confirmed. */
export async function connect(inviter: Company, invited: Company): Promise<string> {
  const { relationId, link } = await invite(inviter);
  const accepted = await accept(invited, link);
  if (typeof accepted === "string") throw new Error(accepted);
  await run(invited, relationId);
  const confirmed = await confirm(inviter, relationId, invited.identity);
  if (typeof confirmed === "string") throw new Error(confirmed);
  await run(inviter, relationId);
  await fetchNow(invited, relationId);
  return relationId;
}

export async function fetchNow(company: Company, relationId: string): Promise<void> {
  const { hub, administrationId } = company;
  await sql`update relations set next_pull_at = now() - interval '1 second'
    where administration_id = ${administrationId} and id = ${relationId} and next_pull_at is not null`.execute(
    hub.store.owner,
  );
  await run(company, relationId);
}

/** As if the time that a retry waits had gone by. */
export async function retryNow(company: Company, relationId: string): Promise<void> {
  const { hub, administrationId } = company;
  for (const table of ["relation_messages", "relation_notices"])
    await sql`update ${sql.table(table)} set next_attempt_at = now() - interval '1 second' where administration_id = ${administrationId}
      and relation_id = ${relationId} and next_attempt_at is not null and state in ('queued', 'sending', 'retrying')`.execute(
      hub.store.owner,
    );
  await run(company, relationId);
}

export const send = (
  company: Company,
  relationId: string,
  businessId: string,
  text = `order ${businessId}`,
  revision = 0,
) =>
  actIn(company, ({ trx, master, administrationId, now }) =>
    queueMessage(
      trx,
      master,
      administrationId,
      {
        ...{
          relationId,
          docType: "order",
          businessId,
          revision,
          replaces: null,
          inReplyTo: null,
          documentId: null,
          by: "Ann",
        },
        content: { type: "application/xml", profile: "urn:test", bytes: Buffer.from(text) },
        summary: null,
      },
      now,
    ),
  );

export interface Seen {
  readonly way: string;
  readonly seq: number;
  readonly businessId: string;
  readonly state: string;
  readonly content: string;
}

export async function messagesOf(
  { hub, administrationId }: Company,
  relationId: string,
  way: "in" | "out",
): Promise<Seen[]> {
  const { rows } =
    await sql<Seen>`select way, seq::int as seq, business_id as "businessId", state, convert_from(content, 'UTF8') as content
    from relation_messages where administration_id = ${administrationId} and relation_id = ${relationId} and way = ${way} order by seq`.execute(
      hub.store.owner,
    );
  return rows;
}

export async function eventsOf({ hub, administrationId }: Company, relationId: string): Promise<string[]> {
  const { rows } = await sql<{
    line: string;
  }>`select step || case when code = '' then '' else ' ' || code end as line from relation_events
    where administration_id = ${administrationId} and relation_id = ${relationId} order by at, id`.execute(
    hub.store.owner,
  );
  return rows.map(({ line }) => line);
}
