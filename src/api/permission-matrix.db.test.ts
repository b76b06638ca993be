import { randomUUID } from "node:crypto";
import { subscribe, unsubscribe } from "node:diagnostics_channel";
import { existsSync } from "node:fs";
import { request } from "node:http";
import { fileURLToPath } from "node:url";
import type { FastifyInstance, RouteOptions } from "fastify";
import { beforeAll, describe, expect, test } from "vitest";
import { roles } from "#store/memberships.ts";
import { nothing, type AnyEndpoint } from "./endpoint.ts";
import { endpoints } from "./endpoints.ts";
import { apiUnderTest, type ApiUnderTest } from "./testing/api-under-test.ts";
import { an, join, openBrowser, setUp, type Browser } from "./testing/browser.ts";
import {
  callers,
  pagesOfDashboard,
  permissionMatrix,
  withoutRow,
  type MatrixCaller,
} from "./testing/permission-matrix.ts";

const matrix = permissionMatrix();
const nameOf = ({ method, path }: AnyEndpoint): string => `${method} ${path}`;
const named = new Map(endpoints.map((endpoint) => [nameOf(endpoint), endpoint]));

test("every endpoint has a row, and every row an endpoint", () => {
  expect([...named.keys()].filter((name) => !matrix.has(name))).toEqual([]);
  expect([...matrix.keys()].filter((name) => !named.has(name))).toEqual([]);
  expect(named.size).toBe(endpoints.length);
});

test("what is open to everybody is written out: a change here is a decision", () => {
  expect([...matrix].filter(([, may]) => may.has("nobody")).map(([name]) => name)).toEqual([
    "GET /api/invitations/:invitation",
    "POST /api/invitations/:invitation",
    "GET /api/setup",
    "POST /api/setup",
    "GET /api/setup/companies/:vatNumber",
    "POST /api/session",
    "POST /api/session/totp",
    "DELETE /api/session",
  ]);
});

/** Every route the running server has, also one that stands in no list: Fastify tells of each server it makes. */
const routes: RouteOptions[] = [];
const listen = (message: unknown): void =>
  void (message as { fastify: FastifyInstance }).fastify.addHook("onRoute", (route) => void routes.push({ ...route }));

let api: ApiUnderTest;
let ours: string;
const headersOf = new Map<MatrixCaller, () => Promise<Record<string, string>>>();
const tokens = new Map<string, string>();

beforeAll(async () => {
  subscribe("fastify.initialization", listen);
  api = await apiUnderTest();
  unsubscribe("fastify.initialization", listen);
  const { browser: first, administrationId } = await setUp(api);
  ours = administrationId;
  const theirs = await first.call("POST", "/api/administrations", {
    name: "Hun bedrijf",
    country: "BE",
    address: { countryCode: "BE" },
  });
  const { id: their }: { id: string } = theirs.json;
  const place = { "schakel-administration": ours, origin: api.url.origin };
  const operator = await api.makeToken("operator", null);
  headersOf.set("operator", async () => ({ ...place, authorization: `Bearer ${operator}` }));
  headersOf.set("nobody", async () => place);
  const member = async (caller: MatrixCaller, role: string, administration: string) => {
    const email = `${caller}@fietsen-peeters.example`;
    let browser = await join(api, first, { role, email, administrationId: administration });
    headersOf.set(caller, async () => {
      // Signing out is among what is tried.
      const { status } = await browser.call("GET", "/api/me");
      if (status === 401) browser = await signedIn(email);
      return { ...place, cookie: [...browser.cookies].map((pair) => pair.join("=")).join("; ") };
    });
  };
  for (const role of roles) {
    await member(role, role === "owner" ? "administrator" : role, ours);
    tokens.set(role, await api.makeToken(role, ours));
  }
  const at = { "schakel-administration": ours };
  const { items }: { items: { id: string; email: string }[] } = (await first.call("GET", "/api/users", undefined, at))
    .json;
  const owner = items.find(({ email }) => email.startsWith("owner@"));
  await first.call("PUT", `/api/users/${owner?.id}`, { role: "owner" }, at);
  await member("outsider", "administrator", their);
});

async function signedIn(email: string): Promise<Browser> {
  const browser = openBrowser(api);
  await browser.call("POST", "/api/session", { email, password: an.password });
  return browser;
}

/** The status of the answer; the rest of it is not waited for, a stream has no end. A body is a list, which no endpoint takes. */
function probe(
  { method, path, body }: Pick<AnyEndpoint, "path" | "body"> & { method: string },
  headers: Record<string, string>,
): Promise<number> {
  const bytes = body === nothing ? null : Buffer.from("[]");
  const answered = Promise.withResolvers<number>();
  const asked = request({
    host: api.url.hostname,
    port: api.url.port,
    agent: false,
    method,
    path: path.replaceAll(/:\w+/g, () => randomUUID()),
    headers: { ...headers, ...(bytes && { "content-type": "application/json", "content-length": bytes.byteLength }) },
  });
  asked.on("response", (response) => {
    answered.resolve(response.statusCode ?? 0);
    response.on("error", () => undefined);
    response.destroy();
  });
  asked.on("error", answered.reject);
  asked.end(bytes ?? undefined);
  return answered.promise;
}

/** What this caller gets: let in, or refused with 401 for want of a name and 403 for want of the right. */
async function outcomeOf(
  endpoint: Parameters<typeof probe>[0],
  headers: Record<string, string>,
): Promise<number | string> {
  const status = await probe(endpoint, headers);
  if (status === 401 || status === 403) return status;
  return status < 500 ? "in" : `fails with ${status}`;
}

const built = fileURLToPath(new URL("../../dashboard/dist/", import.meta.url));
const isBuilt = existsSync(`${built}index.html`);
/** What the build of the dashboard put there: scripts, styles, fonts. */
const isBuiltFile = (name: string): boolean => {
  const [method, path = ""] = name.split(" ");
  return method === "GET" && path.length > 1 && !path.includes("..") && existsSync(`${built}${path}`);
};

test("every route of the server has a row, or stands among the exceptions with its reason", () => {
  const found = new Set(routes.flatMap(({ method, url }) => [method].flat().map((one) => `${one} ${url}`)));
  expect(found.size).toBeGreaterThan(named.size);
  const exceptions = { ...withoutRow, ...(isBuilt && pagesOfDashboard) };
  const isKnown = (name: string): boolean => matrix.has(name) || name in exceptions || isBuiltFile(name);
  // Fastify answers HEAD with what GET does; that it asks for the same right is tried below.
  const isTwin = (name: string): boolean => name.startsWith("HEAD ") && found.has(name.replace("HEAD", "GET"));
  expect([...found].filter((name) => !isKnown(name) && !isTwin(name))).toEqual([]);
  expect([...matrix.keys(), ...Object.keys(exceptions)].filter((name) => !found.has(name))).toEqual([]);
});

describe.each([...named].filter(([name]) => matrix.has(name)))("%s", (name, endpoint) => {
  const may = matrix.get(name) ?? new Set();

  test.each(callers)("%s may, or may not, as the matrix says", async (caller) => {
    const headers = (await headersOf.get(caller)?.()) ?? {};
    const refused = caller === "nobody" ? 401 : 403;
    const outcome = may.has(caller) ? "in" : refused;
    for (const method of endpoint.method === "GET" ? ["GET", "HEAD"] : [endpoint.method])
      expect({ method, got: await outcomeOf({ ...endpoint, method }, headers) }).toEqual({ method, got: outcome });
  });

  test("a token of a role may what a person with that role may, but for what is of a person alone", async () => {
    for (const role of roles) {
      const headers = { authorization: `Bearer ${tokens.get(role)}`, "schakel-administration": ours };
      const isIn = may.has(role) && endpoint.scope !== "self";
      expect({ role, got: await outcomeOf(endpoint, headers) }).toEqual({ role, got: isIn ? "in" : 403 });
    }
  });
});
