// Over 300 lines because every rule a connector is held to is read as one list.
import assert from "node:assert/strict";
import { z } from "zod";
import type { AnyConnector } from "#connect/connector.ts";
import { credentialNames } from "#connect/credentials.ts";
import { once } from "#connect/once.ts";
import { operationNames, operations, type OperationName } from "#connect/operations.ts";
import { perform } from "#connect/perform.ts";
import { rememberedEffects } from "#connect/remembered-effects.ts";
import { WireFault, type Transport, type WireAnswer } from "#connect/transport.ts";
import { HubError } from "#domain/error.ts";
import { answerOf, recordedTransport, sessionOn } from "./recorded-transport.ts";
import { recordingsIn, secretsIn, unrecordedIn, type Recording } from "./recordings.ts";

/** One thing that must hold. Throws what is wrong. */
export interface Check {
  readonly name: string;
  run(): Promise<void> | void;
}

/** A connector and the folder of its fixtures. */
export interface Subject {
  readonly connector: AnyConnector;
  readonly fixtures: string;
}

/** Code of what a promise rejects with. Throws when it does not reject, or not with an error of ours. */
async function codeOf(work: Promise<unknown>): Promise<string> {
  const thrown = await work.then(
    (value) => assert.fail(`expected an error, got ${JSON.stringify(value)?.slice(0, 200)}`),
    (error: unknown) => error,
  );
  if (thrown instanceof HubError) return thrown.code;
  throw thrown;
}

const json = { "content-type": "application/json" };
const html = { "content-type": "text/html; charset=utf-8" };
const answer = (status: number, body: string, headers: Record<string, string> = json): WireAnswer => ({
  status,
  headers,
  body,
});
/** As a product that answers in XML would say the same. */
const xmlAnswer = (body: string): WireAnswer =>
  answer(200, `<?xml version="1.0" encoding="UTF-8"?>${body}`, { "content-type": "application/xml" });
const speaksXml = ({ exchanges }: Recording): boolean =>
  exchanges.some(({ response: { body } }) => typeof body === "string" && /^\s*<(?!!doctype html|html)/i.test(body));
const thrown = (kind: "lost" | "refused" | "forbidden"): never => {
  throw new WireFault(kind, `the connection was ${kind}`);
};

type Fault = (isXml: boolean) => WireAnswer;
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
  [
    "an answer that is cut off",
    (isXml) => (isXml ? xmlAnswer("<answer><it") : answer(200, '[{"id": 1, "na')),
    "remote.unavailable",
    "remote.outcome_unknown",
  ],
];

interface Case {
  readonly operation: OperationName;
  readonly file: string;
  readonly text: string;
  readonly recording: Recording;
}

/** Everything a connector is held to. Throws at once when a fixture cannot be read. */
export function conformanceChecks({ connector, fixtures }: Subject): readonly Check[] {
  const offered = operationNames.filter((name) => connector.operations[name] !== undefined);
  const cases = offered.flatMap((operation) =>
    recordingsIn(fixtures, operation).map(({ file, text, data }): Case => ({ operation, file, text, recording: data })),
  );
  const unrecorded = unrecordedIn(fixtures);
  return [
    { name: "offers something, and names only operations of the table", run: () => offersOnly(connector, offered) },
    { name: "its limits are Dutch sentences", run: () => limited(connector) },
    {
      name: "says of each operation what it is known from",
      run: () => evidenced(connector, offered, cases),
    },
    { name: "settings and credentials have Dutch labels, and no label is left over", run: () => labelled(connector) },
    ...offered.map((operation) => ({
      name: `${operation} has a recording, or a reason not to`,
      run: () => recorded(cases.filter((one) => one.operation === operation).length, unrecorded[operation]),
    })),
    ...cases.flatMap((one) => caseChecks(connector, one)),
    ...pagingChecks(offered, cases),
    {
      name: "a check with refused credentials says so",
      async run() {
        const { settings } = cases[0]?.recording ?? { settings: {} };
        const refused: Transport = async () => answer(401, "{}");
        assert.equal(await codeOf(connector.check(sessionOn(connector, settings, refused))), "credentials.expired");
      },
    },
  ];
}

function offersOnly(connector: AnyConnector, offered: readonly string[]): void {
  assert.ok(offered.length > 0, "it offers no operation");
  assert.deepEqual(Object.keys(connector.operations).toSorted(), offered.toSorted());
}

/** Only what has a recording can be proven on one. */
function evidenced(connector: AnyConnector, offered: readonly OperationName[], cases: readonly Case[]): void {
  const { evidence = {} } = connector;
  assert.deepEqual(Object.keys(evidence).toSorted(), offered.toSorted());
  const missing = offered.filter(
    (name) => evidence[name] === "recording" && !cases.some(({ operation }) => operation === name),
  );
  assert.deepEqual(missing, [], "proven on a recording that is not there");
}

function limited({ limits = [] }: AnyConnector): void {
  for (const { kinds, text } of limits) {
    assert.ok(kinds.length > 0, "a limit of no kind of coupling");
    assert.match(text.nl, /^\S.*\.$/);
  }
}

function recorded(count: number, reason: string | undefined): void {
  assert.ok(count > 0 || (reason ?? "").length > 20, "neither a recording nor a reason in fixtures/unrecorded.json");
  assert.ok(count === 0 || reason === undefined, "it is recorded: the reason in fixtures/unrecorded.json is left over");
}

function labelled(connector: AnyConnector): void {
  const choices = Object.entries(connector.settings.shape).flatMap(
    ([name, setting]) =>
      z.toJSONSchema(setting, { io: "input" }).enum?.map((value) => `${name}.${String(value)}`) ?? [],
  );
  const names = [...Object.keys(connector.settings.shape), ...choices, ...credentialNames(connector.credentials)];
  const labels = connector.labels.nl ?? {};
  assert.deepEqual(Object.keys(labels).toSorted(), names.toSorted());
  for (const [name, label] of Object.entries(labels)) assert.notEqual(label.trim(), "", `the label of ${name}`);
}

/** As it would be written down: a field without a value is no field. */
const asJson = (value: unknown): unknown => JSON.parse(JSON.stringify(value ?? null));

/** Asks an operation as the hub does: a create through `once`. */
async function runCase(
  connector: AnyConnector,
  { operation, recording }: Case,
  transport: Transport,
  signal?: AbortSignal,
): Promise<unknown> {
  const session = sessionOn(connector, recording.settings, transport, signal);
  const input = recording.input as never;
  if (operations[operation].effect !== "create") return perform(connector, session, operation as "orders.get", input);
  const create = { key: "conformance", operation: operation as "customers.create", input, mark: "" };
  const made = await once(rememberedEffects(), { connector, sendingWithin: () => session }, create);
  return made.output;
}

/** The recorded answers up to the `index`th, then the fault. */
function failingAt({ recording }: Case, index: number, fault: Fault): Transport {
  let asked = 0;
  return async () => {
    const good = asked < index ? recording.exchanges[asked] : undefined;
    asked += 1;
    return good === undefined ? fault(speaksXml(recording)) : answerOf(good.response);
  };
}

function caseChecks(connector: AnyConnector, one: Case): Check[] {
  const { operation, file, text, recording } = one;
  const title = `${operation} ${file}`;
  const run = (transport: Transport, signal?: AbortSignal) => runCase(connector, one, transport, signal);
  return [
    {
      name: `${title} replays exactly`,
      async run() {
        const replay = recordedTransport(recording.exchanges);
        // Of what was not in the recording the connector may make anything: the transport remembers it.
        const output = await run(replay.transport).catch((error: unknown) =>
          replay.unexpected.length > 0 ? null : Promise.reject(error),
        );
        assert.deepEqual(replay.unexpected, []);
        assert.equal(replay.left(), 0, "recorded requests that nobody made");
        assert.deepEqual(asJson(output), asJson(recording.output));
        assert.ok(
          operations[operation].output.safeParse(recording.output).success,
          "its output does not fit the table",
        );
      },
    },
    { name: `${title} holds no secrets and nobody real`, run: () => assert.deepEqual(secretsIn(text), []) },
    ...faults.map(([name, fault, onRead, onWrite]) => ({
      name: `${name} at any request of ${title} is told as it is`,
      async run() {
        for (const [index, { request, means }] of recording.exchanges.entries()) {
          const code = await codeOf(run(failingAt(one, index, fault)));
          const asked = request.method === "GET" || means === "read" ? onRead : onWrite;
          const expected = means === "made" ? "remote.outcome_unknown" : asked;
          assert.deepEqual({ request: index + 1, code }, { request: index + 1, code: expected });
        }
      },
    })),
    {
      name: `${title} passes on how long to wait`,
      async run() {
        const waiting = run(failingAt(one, 0, () => answer(429, "", { "retry-after": "7" })));
        await assert.rejects(waiting, { code: "remote.rate_limited", retryAfterMs: 7000 });
      },
    },
    {
      name: `${title}: an answer in another form is never taken for data`,
      async run() {
        const other: Fault = (isXml) =>
          isXml ? xmlAnswer("<something>else</something>") : answer(200, '{"something":"else"}');
        const result = await run(failingAt(one, 0, other)).catch((error: unknown) => error);
        // Either the whole answer is refused, or each record in it.
        const told = result as { code?: string; items?: unknown[]; unreadable?: { code: string }[] };
        // Of a create nobody knows then what came of it.
        const code = operations[operation].effect === "create" ? "remote.outcome_unknown" : "remote.protocol_changed";
        assert.equal(told?.code ?? told?.unreadable?.map(({ code: each }) => each).join(), code);
        assert.deepEqual(told.items ?? [], []);
      },
    },
    {
      name: `${title} stops when aborted`,
      async run() {
        const before = recordedTransport(recording.exchanges);
        await assert.rejects(run(before.transport, AbortSignal.abort()));
        assert.equal(before.requests.length, 0, "requests after it was aborted");

        const stop = new AbortController();
        const during = recordedTransport(recording.exchanges);
        const transport: Transport = async (request) => {
          const given = await during.transport(request);
          stop.abort();
          return given;
        };
        await run(transport, stop.signal).catch(() => undefined);
        assert.equal(during.requests.length, 1, "requests, of which the first aborted it");
      },
    },
  ];
}

function pagingChecks(offered: readonly OperationName[], cases: readonly Case[]): Check[] {
  const paged = offered.filter((name) => "next" in ((operations[name].output as { shape?: object }).shape ?? {}));
  return paged.flatMap((operation) => {
    const pages = cases.filter((one) => one.operation === operation).map((one) => one.recording);
    // What was never recorded has a reason, and no pages to look at.
    if (pages.length === 0) return [];
    return [
      { name: `${operation}: pages follow on each other and end`, run: () => pagesEnd(pages) },
      { name: `${operation}: nothing has changed in the future`, run: () => nothingInTheFuture(pages) },
    ];
  });
}

const nextOf = (recording: Recording) => (recording.output as { next: string | null }).next;

function pagesEnd(pages: readonly Recording[]): void {
  const starts = pages.filter((page) => page.input["cursor"] === null);
  assert.ok(starts.length > 0, "no recording of a first page (cursor null)");
  for (const start of starts) {
    const seen = new Set<string>();
    for (let next = nextOf(start); next !== null;) {
      const cursor = next;
      assert.ok(!seen.has(cursor), `the page ${cursor} comes twice`);
      seen.add(cursor);
      const following = pages.find((page) => page.input["cursor"] === cursor);
      assert.ok(following !== undefined, `no recording of the page ${cursor}`);
      next = nextOf(following);
    }
  }
}

function nothingInTheFuture(pages: readonly Recording[]): void {
  const future = pages.filter(({ input }) => /\b299[89]-/.test(JSON.stringify(input)));
  assert.ok(future.length > 0, "no recording of a question from the year 2999");
  assert.deepEqual(
    future.flatMap(({ output }) => (output as { items: unknown[] }).items),
    [],
  );
}
