import { readdirSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { z } from "zod";
import { credentialNames } from "#connect/credentials.ts";
import { operationNames, operations, type OperationName } from "#connect/operations.ts";
import { once } from "#connect/once.ts";
import { perform } from "#connect/perform.ts";
import { rememberedEffects } from "#connect/testing/remembered-effects.ts";
import { WireFault, type Transport, type WireAnswer } from "#connect/transport.ts";
import { HubError } from "#domain/error.ts";
import { answerOf, recordedTransport, sessionOn } from "./recorded-transport.ts";
import { recordingsOf, secretsIn, unrecordedOf, type Recording } from "./recordings.ts";
import { connectorById, registry } from "./registry.ts";

const folders = readdirSync(import.meta.dirname, { withFileTypes: true }).flatMap((entry) =>
  entry.isDirectory() ? [entry.name] : [],
);

test("every folder is registered under its own name, and every registered connector has a folder", () => {
  expect(Object.keys(registry).toSorted()).toEqual(folders.toSorted());
  for (const [id, connector] of Object.entries(registry)) expect(connector.id).toBe(id);
  expect(folders.length).toBeGreaterThan(0);
});

test("an unknown connector is a wrong setting", () => {
  for (const id of ["nothing", "constructor", "__proto__"]) {
    expect(() => connectorById(id)).toThrow(expect.objectContaining({ code: "settings.invalid" }));
  }
});

/** Code of what a promise rejects with; fails when it does not reject. */
const codeOf = async (work: Promise<unknown>): Promise<string> => {
  const thrown = await work.then(
    (value) => expect.fail(`expected an error, got ${JSON.stringify(value)?.slice(0, 200)}`),
    (error: unknown) => error,
  );
  expect(thrown).toBeInstanceOf(HubError);
  return (thrown as HubError).code;
};

const json = { "content-type": "application/json" };
const html = { "content-type": "text/html; charset=utf-8" };
const answer = (status: number, body: string, headers: Record<string, string> = json): WireAnswer => ({
  status,
  headers,
  body,
});

type Fault = () => WireAnswer;
/** Name, what the other side does, the code on a read, the code on a write. */
const faults: readonly (readonly [name: string, fault: Fault, onRead: string, onWrite: string])[] = [
  ["429", () => answer(429, "{}", { ...json, "retry-after": "7" }), "remote.rate_limited", "remote.rate_limited"],
  ["429 with a web page", () => answer(429, "<html>slow down", html), "remote.rate_limited", "remote.rate_limited"],
  ["401", () => answer(401, "{}"), "credentials.expired", "credentials.expired"],
  ["403", () => answer(403, "{}"), "credentials.insufficient", "credentials.insufficient"],
  ["503", () => answer(503, "<html>Maintenance", html), "remote.unavailable", "remote.outcome_unknown"],
  ["a lost answer", () => thrown("lost"), "remote.unavailable", "remote.outcome_unknown"],
  ["a refused connection", () => thrown("refused"), "remote.unavailable", "remote.unavailable"],
  ["a forbidden address", () => thrown("forbidden"), "settings.invalid", "settings.invalid"],
  [
    "a web page with status 200",
    () => answer(200, "<html>Checking your browser", html),
    "remote.unavailable",
    "remote.outcome_unknown",
  ],
  ["an answer that is cut off", () => answer(200, '[{"id": 1, "na'), "remote.unavailable", "remote.outcome_unknown"],
];
const thrown = (kind: "lost" | "refused" | "forbidden"): never => {
  throw new WireFault(kind, `the connection was ${kind}`);
};

describe.each(Object.values(registry).map((connector) => [connector.id, connector] as const))("%s", (id, connector) => {
  const offered = operationNames.filter((name) => connector.operations[name] !== undefined);
  const recordings = offered.flatMap((operation) =>
    recordingsOf(id, operation).map(({ file, text, data }) => ({ operation, file, text, recording: data })),
  );
  const cases = recordings.map(({ operation, file, recording }) => [operation, file, recording] as const);
  const unrecorded = unrecordedOf(id);

  const run = (operation: OperationName, recording: Recording, transport: Transport, signal?: AbortSignal) => {
    const session = sessionOn(connector, recording.settings, transport, signal);
    const input = recording.input as never;
    if (operations[operation].effect !== "create") return perform(connector, session, operation as "orders.get", input);
    const create = { key: "conformance", operation: operation as "customers.create", input, mark: "" };
    return once(rememberedEffects(), { connector, sendingWithin: () => session }, create).then(({ output }) => output);
  };
  /** The recorded answers up to the `index`th, then the fault. */
  const failingAt =
    (recording: Recording, index: number, fault: Fault): Transport =>
    async (request) => {
      const { requests } = asked;
      requests.push(request.url.href);
      const good = requests.length <= index ? recording.exchanges[requests.length - 1] : undefined;
      return good === undefined ? fault() : answerOf(good.response);
    };
  const asked = { requests: [] as string[] };

  test("offers something, and names only operations of the table", () => {
    expect(offered.length).toBeGreaterThan(0);
    expect(Object.keys(connector.operations).toSorted()).toEqual(offered.toSorted());
  });

  test.each(offered)("%s has a recording, or a reason not to", (operation) => {
    const count = recordings.filter((one) => one.operation === operation).length;
    expect(count > 0 || (unrecorded[operation] ?? "").length > 20).toBe(true);
    // Nor a reason for what is recorded.
    expect(count > 0 && operation in unrecorded).toBe(false);
  });

  test("settings and credentials have Dutch labels, and no label is left over", () => {
    const choices = Object.entries(connector.settings.shape).flatMap(
      ([name, setting]) =>
        z.toJSONSchema(setting, { io: "input" }).enum?.map((value) => `${name}.${String(value)}`) ?? [],
    );
    const names = [...Object.keys(connector.settings.shape), ...choices, ...credentialNames(connector.credentials)];
    const labels = connector.labels.nl ?? {};
    expect(Object.keys(labels).toSorted()).toEqual(names.toSorted());
    for (const label of Object.values(labels)) expect(label.trim()).not.toBe("");
  });

  test.each(cases)("%s %s replays exactly", async (operation, _file, recording) => {
    const recorded = recordedTransport(recording.exchanges);
    const output = await run(operation, recording, recorded.transport);
    expect(recorded.unexpected).toEqual([]);
    expect(recorded.left()).toBe(0);
    expect(output).toEqual(recording.output);
    expect(operations[operation].output.safeParse(recording.output).success).toBe(true);
  });

  test.each(recordings)("$operation $file holds no secrets and nobody real", ({ text }) => {
    expect(secretsIn(text)).toEqual([]);
  });

  describe.each(faults)("%s", (_name, fault, onRead, onWrite) => {
    test.each(cases)("at any request of %s %s is told as it is", async (operation, _file, recording) => {
      for (const [index, { request }] of recording.exchanges.entries()) {
        asked.requests = [];
        const code = await codeOf(run(operation, recording, failingAt(recording, index, fault)));
        expect({ request: index + 1, code }).toEqual({
          request: index + 1,
          code: request.method === "GET" ? onRead : onWrite,
        });
      }
    });
  });

  test.each(cases)("%s %s passes on how long to wait", async (operation, _file, recording) => {
    asked.requests = [];
    const wait = run(
      operation,
      recording,
      failingAt(recording, 0, () => answer(429, "", { "retry-after": "7" })),
    );
    await expect(wait).rejects.toMatchObject({ code: "remote.rate_limited", retryAfterMs: 7000 });
  });

  test.each(cases)("%s %s: an answer in another form is never taken for data", async (operation, _file, recording) => {
    asked.requests = [];
    const result = await run(
      operation,
      recording,
      failingAt(recording, 0, () => answer(200, '{"something":"else"}')),
    ).catch((error: HubError) => error);
    // Either the whole answer is refused, or each record in it.
    const told = result as { code?: string; items?: unknown[]; unreadable?: { code: string }[] };
    // Of a create nobody knows then what came of it.
    const code = operations[operation].effect === "create" ? "remote.outcome_unknown" : "remote.protocol_changed";
    expect(told.code ?? told.unreadable?.map((one) => one.code).join()).toBe(code);
    expect(told.items ?? []).toEqual([]);
  });

  test.each(cases)("%s %s stops when aborted", async (operation, _file, recording) => {
    const before = recordedTransport(recording.exchanges);
    await expect(run(operation, recording, before.transport, AbortSignal.abort())).rejects.toThrow();
    expect(before.requests).toHaveLength(0);

    const stop = new AbortController();
    const during = recordedTransport(recording.exchanges);
    const transport: Transport = async (request) => {
      const given = await during.transport(request);
      stop.abort();
      return given;
    };
    await run(operation, recording, transport, stop.signal).catch(() => undefined);
    expect(during.requests).toHaveLength(1);
  });

  const paged = offered.filter((name) => "next" in ((operations[name].output as { shape?: object }).shape ?? {}));

  test.each(paged)("%s: pages follow on each other and end", (operation) => {
    const pages = recordings.filter((one) => one.operation === operation).map((one) => one.recording);
    const nextOf = (recording: Recording) => (recording.output as { next: string | null }).next;
    const starts = pages.filter((page) => page.input["cursor"] === null);
    expect(starts.length).toBeGreaterThan(0);
    for (const start of starts) {
      const seen = new Set<string>();
      for (let next = nextOf(start); next !== null;) {
        expect(seen).not.toContain(next);
        seen.add(next);
        const following = pages.find((page) => page.input["cursor"] === next);
        expect(following).toBeDefined();
        next = following === undefined ? null : nextOf(following);
      }
    }
  });

  test.each(paged)("%s: nothing has changed in the future", (operation) => {
    const isFuture = ({ input }: Recording) => /\b299[89]-/.test(JSON.stringify(input));
    const future = recordings.filter((one) => one.operation === operation && isFuture(one.recording));
    expect(future.length).toBeGreaterThan(0);
    expect(future.flatMap(({ recording }) => (recording.output as { items: unknown[] }).items)).toEqual([]);
  });

  test("a check with refused credentials says so", async () => {
    const { settings } = recordings[0]?.recording ?? { settings: {} };
    const refused: Transport = async () => answer(401, "{}");
    expect(await codeOf(connector.check(sessionOn(connector, settings, refused)))).toBe("credentials.expired");
  });
});
