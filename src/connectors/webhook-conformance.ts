import assert from "node:assert/strict";
import type { Webhook } from "#connect/connector.ts";
import type { Check, Subject } from "./conformance.ts";
import { deliveriesIn, secretsIn, type RecordedDelivery } from "./recordings.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "utf8"));

const strangeBodies = [
  "",
  "{",
  "null",
  "[]",
  "7",
  '{"id":{}}',
  '{"__proto__":1}',
  "\u0000",
  "<html>",
  `"${"x".repeat(100_000)}"`,
];

type Judge = (
  recorded: RecordedDelivery,
  changes: { body?: string; headers?: Record<string, string>; secret?: string },
) => ReturnType<Webhook["verify"]>;

/** Everything a webhook is held to; nothing for a connector without one. Throws at once when a delivery cannot be read. */
export function webhookChecks({ connector, fixtures }: Subject): readonly Check[] {
  const { webhook, settings } = connector;
  if (webhook === undefined) return [];
  const deliveries = deliveriesIn(fixtures);
  const telling = deliveries.map(({ data }) => data).filter(({ verdict }) => verdict !== "ping");
  const signed = telling.filter(({ verdict }) => verdict !== "hint");
  const hints = telling.filter(({ verdict }) => verdict === "hint");
  const judge: Judge = ({ delivery, secret, settings: given }, changes) =>
    webhook.verify(
      { headers: { ...delivery.headers, ...changes.headers }, body: bytes(changes.body ?? delivery.body) },
      changes.secret ?? secret,
      settings.parse(given),
    );
  const understood = (body: string, headers = {}) => webhook.announces({ headers, body: bytes(body) });
  return [
    {
      name: "webhook: there are recorded deliveries",
      run: () => assert.ok(telling.length > 0, "nothing in fixtures/webhook but pings"),
    },
    ...deliveries.map(({ file, data }) => ({
      name: `webhook ${file} is judged and understood`,
      run() {
        assert.equal(judge(data, {}), data.verdict);
        assert.deepEqual(understood(data.delivery.body, data.delivery.headers), data.announcement);
      },
    })),
    ...deliveries
      .filter(({ data }) => signed.includes(data))
      .map(({ file, data }) => ({
        name: `webhook ${file} is forged with another body, secret or signature`,
        run() {
          forgeries(data, judge);
          const { [signatureHeader(data)]: _gone, ...without } = data.delivery.headers;
          const bare = { headers: without, body: bytes(data.delivery.body) };
          assert.equal(webhook.verify(bare, data.secret, settings.parse(data.settings)), "forged");
        },
      })),
    {
      name: "webhook: a body that was parsed and written again is forged: the signature is over the bytes",
      run() {
        const rewritten = signed
          .map((recorded) => ({ recorded, body: JSON.stringify(JSON.parse(recorded.delivery.body)) }))
          .filter(({ recorded, body }) => body !== recorded.delivery.body);
        assert.ok(
          signed.length === 0 || rewritten.length > 0,
          "no recorded body differs from what JSON.stringify writes",
        );
        for (const { recorded, body } of rewritten) assert.equal(judge(recorded, { body }), "forged");
      },
    },
    {
      name: "webhook: a hint is never genuine by itself, whatever is changed about it",
      run() {
        for (const recorded of hints) {
          const secret = `${recorded.secret}x`;
          for (const change of [{ body: "" }, { body: "{}" }, { secret: "" }, { secret }, { headers: {} }])
            assert.ok(["hint", "forged"].includes(judge(recorded, change)));
        }
      },
    },
    {
      name: "webhook: understands nothing of a strange body, and says so",
      run() {
        for (const body of strangeBodies)
          for (const headers of [{}, ...telling.map(({ delivery }) => delivery.headers)])
            assert.equal(understood(body, headers).kind, "nothing", `the body ${body.slice(0, 40)}`);
      },
    },
    ...deliveries.map(({ file, text }) => ({
      name: `webhook ${file} holds no secrets and nobody real`,
      run: () => assert.deepEqual(secretsIn(text), []),
    })),
  ];
}

/** The header of which the value is the signature of the body. */
function signatureHeader({ delivery }: RecordedDelivery): string {
  const header = Object.keys(delivery.headers).find((name) => /signature|hmac/.test(name));
  return header ?? assert.fail("no header that is called a signature");
}

function forgeries(recorded: RecordedDelivery, judge: Judge): void {
  const header = signatureHeader(recorded);
  const right = recorded.delivery.headers[header] ?? "";
  const changes = [
    { body: `${recorded.delivery.body} ` },
    { body: "" },
    { secret: `${recorded.secret}x` },
    { secret: "" },
    ...["", right.slice(0, -1), `${right}=`, Buffer.from(right, "base64").toString("hex")].map((signature) => ({
      headers: { [header]: signature },
    })),
  ];
  for (const change of changes) assert.equal(judge(recorded, change), "forged", JSON.stringify(change).slice(0, 80));
}
