import { describe, expect, test } from "vitest";
import { deliveriesOf, secretsIn, type RecordedDelivery } from "./recordings.ts";
import { registry } from "./registry.ts";

const bytes = (text: string) => new Uint8Array(Buffer.from(text, "utf8"));

const webhooks = Object.values(registry).flatMap((connector) =>
  connector.webhook === undefined ? [] : [[connector.id, connector, connector.webhook] as const],
);

test("there are connectors with a webhook", () => expect(webhooks.length).toBeGreaterThan(0));

describe.each(webhooks)("%s", (id, connector, webhook) => {
  const deliveries = deliveriesOf(id).map(({ file, data }) => [file, data] as const);
  const telling = deliveries.filter(([, recorded]) => recorded.verdict !== "ping");
  const signed = telling.filter(([, recorded]) => recorded.verdict !== "hint");
  const hints = telling.filter(([, recorded]) => recorded.verdict === "hint");
  const verdict = (
    { delivery, secret, settings }: RecordedDelivery,
    changes: { body?: string; headers?: Record<string, string>; secret?: string },
  ) =>
    webhook.verify(
      { headers: { ...delivery.headers, ...changes.headers }, body: bytes(changes.body ?? delivery.body) },
      changes.secret ?? secret,
      connector.settings.parse(settings),
    );
  /** The header of which the value is the signature of the body. */
  const signatureHeader = ({ delivery }: RecordedDelivery): string =>
    Object.keys(delivery.headers).find((name) => /signature|hmac/.test(name)) ?? expect.fail("no signature header");

  test("there are recorded deliveries", () => expect(telling.length).toBeGreaterThan(0));

  test.each(deliveries)("%s is judged and understood", (_file, recorded) => {
    expect(verdict(recorded, {})).toBe(recorded.verdict);
    expect(webhook.announces({ headers: recorded.delivery.headers, body: bytes(recorded.delivery.body) })).toEqual(
      recorded.announcement,
    );
  });

  test.each(signed)("%s is forged with another body, secret or signature", (_file, recorded) => {
    const header = signatureHeader(recorded);
    const right = recorded.delivery.headers[header] ?? "";
    const with_ = (signature: string) => verdict(recorded, { headers: { [header]: signature } });
    expect(verdict(recorded, { body: `${recorded.delivery.body} ` })).toBe("forged");
    expect(verdict(recorded, { body: "" })).toBe("forged");
    expect(verdict(recorded, { secret: `${recorded.secret}x` })).toBe("forged");
    expect(verdict(recorded, { secret: "" })).toBe("forged");
    expect(with_("")).toBe("forged");
    expect(with_(right.slice(0, -1))).toBe("forged");
    expect(with_(`${right}=`)).toBe("forged");
    expect(with_(Buffer.from(right, "base64").toString("hex"))).toBe("forged");
    const { [header]: _gone, ...without } = recorded.delivery.headers;
    expect(
      webhook.verify(
        { headers: without, body: bytes(recorded.delivery.body) },
        recorded.secret,
        connector.settings.parse(recorded.settings),
      ),
    ).toBe("forged");
  });

  test("a body that was parsed and written again is forged: the signature is over the bytes", () => {
    const rewritten = signed
      .map(([, recorded]) => ({ recorded, body: JSON.stringify(JSON.parse(recorded.delivery.body)) }))
      .filter(({ recorded, body }) => body !== recorded.delivery.body);
    expect(signed.length === 0 || rewritten.length > 0).toBe(true);
    for (const { recorded, body } of rewritten) expect(verdict(recorded, { body })).toBe("forged");
  });

  test("a hint is never genuine by itself, whatever is changed about it", () => {
    for (const [, recorded] of hints) {
      const changes = [
        { body: "" },
        { body: "{}" },
        { secret: "" },
        { secret: `${recorded.secret}x` },
        { headers: {} },
      ];
      for (const change of changes) expect(["hint", "forged"]).toContain(verdict(recorded, change));
    }
  });

  test.each([
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
  ])("understands nothing of %j, and says so", (body) => {
    for (const [, { delivery }] of telling) {
      expect(webhook.announces({ headers: delivery.headers, body: bytes(body) }).kind).toBe("nothing");
    }
    expect(webhook.announces({ headers: {}, body: bytes(body) }).kind).toBe("nothing");
  });

  test.each(deliveriesOf(id))("$file holds no secrets and nobody real", ({ text }) => {
    expect(secretsIn(text)).toEqual([]);
  });
});
