import { request as send, type IncomingHttpHeaders } from "node:http";
import type { AddressInfo } from "node:net";
import pino from "pino";
import { expect } from "vitest";
import { companyLookup } from "#api/company/company-lookup.ts";
import { collectMetrics } from "#api/metrics.ts";
import { buildServer } from "#api/server.ts";
import { openUsers } from "#api/users/auth.ts";
import { stepImport } from "#backoffice/imports/carry-out.ts";
import { takeMessageIn } from "#backoffice/partners/take-message.ts";
import { tellPartner } from "#backoffice/partners/tell-partner.ts";
import { stepPrices } from "#backoffice/price-files/carry-out-prices.ts";
import { mailSource } from "#backoffice/mail/mail-source.ts";
import { tellAlarms } from "#backoffice/mail/tell-alarms.ts";
import { builtInSight, builtInTarget } from "#backoffice/order-target.ts";
import { payAddresses } from "#backoffice/pay-address.ts";
import { usualSmtpTiming } from "#connect/smtp.ts";
import { createTransport } from "#connect/transport.ts";
import type { AnyConnector } from "#connect/connector.ts";
import { connectorById as registered, registry } from "#connectors/registry.ts";
import { startEngine } from "#engine/engine.ts";
import { usualTiming } from "#engine/options.ts";
import { makeAccessToken, type TokenRole } from "#store/access-tokens.ts";
import type { Licensing } from "#store/licence-code.ts";
import { testStore, type TestStore } from "#store/testing/database.ts";
import { atEndOfFile } from "#store/testing/end-of-file.ts";
import { contradictions, type OpenApi } from "./openapi-check.ts";

export interface Answer {
  readonly status: number;
  readonly headers: IncomingHttpHeaders;
  readonly type: string;
  readonly text: string;
  /** Parsed; only when it is JSON. */
  readonly json: never;
}

export interface Call {
  readonly token?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** Sent as JSON; a Buffer or string as it is. */
  readonly body?: unknown;
}

export interface ApiUnderTest {
  readonly store: TestStore;
  readonly url: URL;
  readonly document: OpenApi;
  /** Everything logged, as text. */
  readonly log: readonly string[];
  /** The path is sent as it stands. Every answer is compared with the OpenAPI document. */
  call(method: string, path: string, call?: Call): Promise<Answer>;
  makeToken(role: TokenRole, administrationId: string | null): Promise<string>;
}

export interface Wanted {
  readonly requestsPerMinute?: number;
  readonly openHosts?: readonly string[];
  /** Null: shops cannot reach this hub. */
  readonly publicUrl?: URL | null;
  readonly viesUrl?: URL;
  /** Beside those of the registry. */
  readonly connectors?: readonly AnyConnector[];
  /** Left out: the usual clock. */
  readonly now?: () => Temporal.Instant;
  /** Left out: no app needs a licence. */
  readonly licensing?: Licensing;
}

/** The real server on the real engine and database of this test file, over real HTTP. Nothing is booked: it is a `server` node. */
export async function apiUnderTest(wanted: Wanted = {}): Promise<ApiUnderTest> {
  const store = await testStore();
  const log: string[] = [];
  const logger = pino({ level: "debug" }, { write: (line: string) => void log.push(line) });
  const now = wanted.now ?? (() => Temporal.Now.instant());
  const own = wanted.connectors ?? [];
  const connectorById = (id: string) => own.find((connector) => connector.id === id) ?? registered(id);
  const publicUrl = wanted.publicUrl === undefined ? new URL("https://hub.example.be/") : wanted.publicUrl;
  const { transport, close } = createTransport({ opened: wanted.openHosts ?? [] });
  const hub = { server: null, from: null };
  const rules = { opened: wanted.openHosts ?? [], timing: usualSmtpTiming, ownName: "hub.example.be" };
  const mail = { source: mailSource(store.key, { hub, payAddressOf: payAddresses(publicUrl) }), rules };
  const disk = () => Promise.resolve({ free: 1e12, total: 2e12 });
  const engine = await startEngine(
    {
      store,
      connectorById,
      transport,
      builtInTarget,
      builtInSight,
      stepImport,
      stepPrices,
      partners: { take: takeMessageIn, tell: tellPartner },
      now,
      log: logger,
      publicUrl,
      timing: usualTiming,
      mail,
      alarms: { tell: tellAlarms, disk },
    },
    "server",
  );
  const users = openUsers(store, () => undefined);
  const companies = companyLookup(transport, now, wanted.viesUrl);
  const metrics = collectMetrics();
  const machine = { disk, backups: () => Promise.resolve([]) };
  const context = {
    metrics,
    store,
    engine,
    users,
    connectorById,
    connectors: [...Object.values(registry), ...own],
    now,
    publicUrl,
    mail: { hub, rules },
    companies,
    machine,
    ...(wanted.licensing !== undefined && { licensing: wanted.licensing }),
  };
  const server = await buildServer({ context, logger, requestsPerMinute: wanted.requestsPerMinute ?? 100_000 });
  await server.listen({ host: "127.0.0.1", port: 0 });
  atEndOfFile(async () => {
    await server.close();
    await engine.stop();
    await users.close();
    await close();
  });
  const url = new URL(`http://127.0.0.1:${(server.server.address() as AddressInfo).port}/`);
  const document = server.swagger() as unknown as OpenApi;
  return {
    store,
    url,
    document,
    log,
    async call(method, path, call = {}) {
      const answer = await sendRaw(url, method, path, call);
      const [plain = ""] = path.split("?");
      if (method !== "HEAD") expect(contradictions(document, { method, path: plain }, answer)).toEqual([]);
      return answer;
    },
    makeToken: (role, administrationId) =>
      makeAccessToken(store.hub, store.key, { name: `${role} in a test`, role, administrationId }),
  };
}

function sendRaw(url: URL, method: string, path: string, { token, headers, body }: Call): Promise<Answer> {
  const isRaw = typeof body === "string" || Buffer.isBuffer(body);
  const bytes = body === undefined ? null : isRaw ? Buffer.from(body) : Buffer.from(JSON.stringify(body));
  return new Promise((resolve, reject) => {
    const request = send({
      host: url.hostname,
      port: url.port,
      method,
      path,
      agent: false,
      headers: {
        ...(token !== undefined && { authorization: `Bearer ${token}` }),
        ...(bytes !== null && { "content-type": "application/json" }),
        ...(bytes !== null && headers?.["transfer-encoding"] === undefined && { "content-length": bytes.byteLength }),
        ...headers,
      },
    });
    request.on("response", (response) => {
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => {
        chunks.push(chunk);
        // It never ends by itself: its beginning is enough.
        if (response.headers["content-type"]?.startsWith("text/event-stream") === true) response.push(null);
      });
      response.on("error", reject);
      response.on("end", () => {
        const text = Buffer.concat(chunks).toString("utf8");
        const type = response.headers["content-type"] ?? "";
        const json = (type.includes("json") && text !== "" ? JSON.parse(text) : undefined) as never;
        resolve({ status: response.statusCode ?? 0, headers: response.headers, type, text, json });
      });
    });
    request.on("error", reject);
    request.end(bytes ?? undefined);
  });
}

/** A problem as it should be, whatever went wrong. */
export function expectProblem(answer: Answer, status: number, code?: string): void {
  expect({ status: answer.status, text: answer.text }).toMatchObject({ status });
  expect(answer.type).toMatch(/^application\/problem\+json(;|$)/);
  const problem: { status: number; code: string; title: string; type: string } = answer.json;
  expect(problem.status).toBe(status);
  expect(problem.title).not.toBe("");
  expect(problem.type).toBe(`urn:schakel:error:${problem.code}`);
  expect(answer.text).not.toMatch(
    /node_modules|\/work\/|\/src\/|at .*\.ts:|select |insert |violates|syntax for type|FST_|Zod/i,
  );
  if (code !== undefined) expect(problem.code).toBe(code);
}
