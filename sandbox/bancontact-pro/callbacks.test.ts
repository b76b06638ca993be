import { createLocalJWKSet, createRemoteJWKSet, flattenedVerify, type FlattenedVerifyResult, type JWK } from "jose";
import { afterAll, beforeAll, beforeEach, describe, expect, test } from "vitest";
import { ask } from "#sandbox/woocommerce/asking.ts";
import { startReceiver, type Received, type Receiver } from "#sandbox/woocommerce/receiver.ts";
import type { Flaw } from "./callbacks.ts";
import { startBancontactPro, type BancontactPro } from "./stand-in.ts";

let pro: BancontactPro;
let hub: Receiver;
beforeAll(async () => {
  pro = await startBancontactPro({ allowLocalUrls: true, callbackDelays: [20, 20] });
  hub = await startReceiver();
});
afterAll(async () => {
  hub.stop();
  await pro.stop();
});
beforeEach(() => {
  hub.received.length = 0;
  hub.status = 200;
});

async function create(returnUrl = "https://pay.example.be/done"): Promise<string> {
  const headers = { Authorization: `Bearer ${pro.apiKey}` };
  const body = { amount: 1250, description: "Été", reference: "R1", callbackUrl: hub.url, returnUrl };
  const answer = await ask(`${pro.url}/v3/payments`, { method: "POST", headers, body });
  return (answer.body as { paymentId: string }).paymentId;
}
const crit = Object.fromEntries(
  ["sub", "iss", "iat", "jti", "path"].map((name) => [`https://payconiq.com/${name}`, true] as const),
);
async function verified({ headers, body }: Received): Promise<FlattenedVerifyResult> {
  const [head = "", middle, tail = ""] = String(headers["signature"]).split(".");
  expect(middle).toBe("");
  const jws = { protected: head, payload: Buffer.from(body, "utf8").toString("base64url"), signature: tail };
  return flattenedVerify(jws, createRemoteJWKSet(new URL(pro.jwksUrl)), { crit, algorithms: ["ES256"] });
}
const claimsOf = ({ headers }: Received): Record<string, unknown> => {
  const [head = ""] = String(headers["signature"]).split(".");
  return JSON.parse(Buffer.from(head, "base64url").toString("utf8")) as Record<string, unknown>;
};
const states = (): unknown[] => hub.received.map(({ body }) => (JSON.parse(body) as { status: string }).status);
function first(): Received {
  const [one] = hub.received;
  if (one === undefined) throw new Error("nothing was received");
  return one;
}

test("one per state, signed over the raw body, with critical claims", async () => {
  const id = await create();
  await pro.pay(id);
  expect(states()).toEqual(["IDENTIFIED", "AUTHORIZED", "SUCCEEDED"]);
  const jtis = new Set<unknown>();
  for (const one of hub.received) {
    const { protectedHeader } = await verified(one);
    expect(protectedHeader).toEqual({
      typ: "jose+json",
      alg: "ES256",
      kid: expect.any(String) as string,
      "https://payconiq.com/sub": pro.profileId,
      "https://payconiq.com/iss": "Payconiq",
      "https://payconiq.com/iat": expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$/) as string,
      "https://payconiq.com/jti": expect.any(String) as string,
      "https://payconiq.com/path": "/in/1",
      crit: Object.keys(crit),
    });
    jtis.add(protectedHeader?.["https://payconiq.com/jti"]);
  }
  expect(jtis.size).toBe(3);
  expect(JSON.parse(hub.received[2]?.body ?? "")).toMatchObject({ paymentId: id, amount: 1250, currency: "EUR" });
});

describe("a callback with a flaw", () => {
  test.each([
    ["signature", "signature verification failed"],
    ["body", "signature verification failed"],
    ["kid", "no applicable key"],
    ["none", '"alg"'],
  ] as const)("%s does not verify", async (flaw, why) => {
    const id = await create();
    await pro.sendCallback(id);
    await verified(first());
    hub.received.length = 0;
    await pro.sendCallback(id, flaw);
    await expect(verified(first())).rejects.toThrow(why);
  });

  test("unsigned has no signature, crit has no critical claims", async () => {
    const id = await create();
    await pro.sendCallback(id, "unsigned");
    await pro.sendCallback(id, "crit");
    const [unsigned, uncritical] = hub.received as [Received, Received];
    expect(unsigned.headers).not.toHaveProperty("signature");
    expect(claimsOf(uncritical)).not.toHaveProperty("crit");
    expect(claimsOf(uncritical)["https://payconiq.com/sub"]).toBe(pro.profileId);
  });

  const yesterday = (): string => Temporal.Now.instant().subtract({ hours: 24, minutes: 30 }).toString();
  const soon = (): string => Temporal.Now.instant().add({ minutes: 50 }).toString();
  test.each<[Flaw, (claims: Record<string, unknown>) => boolean]>([
    ["path", (claims) => claims["https://payconiq.com/path"] !== "/in/1"],
    ["sub", (claims) => claims["https://payconiq.com/sub"] !== pro.profileId],
    ["iss", (claims) => claims["https://payconiq.com/iss"] !== "Payconiq"],
    ["old", (claims) => String(claims["https://payconiq.com/iat"]) < yesterday()],
    ["future", (claims) => String(claims["https://payconiq.com/iat"]) > soon()],
  ])("%s verifies, and must be refused for its claim", async (flaw, isWrong) => {
    const id = await create();
    await pro.sendCallback(id);
    await pro.sendCallback(id, flaw);
    const [sound, flawed] = hub.received.map(claimsOf);
    expect([isWrong(sound ?? {}), isWrong(flawed ?? {})]).toEqual([false, true]);
    await verified(hub.received[1] as Received);
  });

  test("jti is an earlier one under a new signature; a replay is the same to the byte", async () => {
    const id = await create();
    await pro.sendCallback(id);
    await pro.sendCallback(id, "jti");
    const [one, two] = hub.received as [Received, Received];
    expect(claimsOf(two)["https://payconiq.com/jti"]).toBe(claimsOf(one)["https://payconiq.com/jti"]);
    expect(two.headers["signature"]).not.toBe(one.headers["signature"]);
    await verified(two);
    await pro.replayCallback(id);
    expect(hub.received[2]?.headers["signature"]).toBe(two.headers["signature"]);
    expect(hub.received[2]?.body).toBe(two.body);
  });
});

test("a new key: an old key set does not know it, a fetched one does", async () => {
  const old = createLocalJWKSet((await ask(pro.jwksUrl)).body as { keys: JWK[] });
  await pro.rotateKeys();
  const id = await create();
  await pro.sendCallback(id);
  const kid = claimsOf(first())["kid"] as string;
  await expect(old({ alg: "ES256", kid })).rejects.toThrow("no applicable key");
  await verified(first());
  expect(((await ask(pro.jwksUrl)).body as { keys: unknown[] }).keys).toHaveLength(2);
  await pro.rotateKeys(true);
  expect(((await ask(pro.jwksUrl)).body as { keys: unknown[] }).keys).toHaveLength(1);
  await expect(verified(first())).rejects.toThrow("no applicable key");
});

test("a failing hub gets the same again, signature and jti included; a 404 or 422 is the end", async () => {
  const id = await create();
  hub.status = 503;
  await pro.cancel(id);
  await expect.poll(() => hub.received.length).toBe(3);
  expect(new Set(hub.received.map(({ headers }) => headers["signature"])).size).toBe(1);
  for (const status of [404, 422, 400]) {
    hub.received.length = 0;
    hub.status = status;
    await pro.cancel(await create());
    await new Promise((resolve) => setTimeout(resolve, 60));
    expect(hub.received).toHaveLength(1);
  }
});

test("held callbacks come late, twice and the wrong way round", async () => {
  const id = await create();
  pro.holdCallbacks();
  await pro.pay(id);
  expect([hub.received.length, pro.held.length]).toEqual([0, 3]);
  expect(pro.payment(id)).toMatchObject({ status: "SUCCEEDED" });
  await pro.releaseCallbacks({ order: "reversed", times: 2 });
  expect(states()).toEqual(["SUCCEEDED", "SUCCEEDED", "AUTHORIZED", "AUTHORIZED", "IDENTIFIED", "IDENTIFIED"]);
});

test("cancelled by a call is told as well; the path claim can be the whole address", async () => {
  const id = await create();
  const headers = { Authorization: `Bearer ${pro.apiKey}` };
  await ask(`${pro.url}/v3/payments/${id}`, { method: "DELETE", headers });
  await expect.poll(states).toEqual(["CANCELLED"]);
  const whole = await startBancontactPro({ allowLocalUrls: true, callbackUrl: hub.url, pathClaim: "url" });
  const own = { Authorization: `Bearer ${whole.apiKey}` };
  const made = await ask(`${whole.url}/v3/payments`, { method: "POST", headers: own, body: { amount: 100 } });
  await whole.expire((made.body as { paymentId: string }).paymentId);
  await whole.stop();
  expect(claimsOf(hub.received[1] as Received)["https://payconiq.com/path"]).toBe(hub.url);
});

describe("the page", () => {
  test.each([
    ["paid", ["IDENTIFIED", "AUTHORIZED", "SUCCEEDED"]],
    ["refused", ["IDENTIFIED", "AUTHORIZATION_FAILED"]],
    ["canceled", ["CANCELLED"]],
    ["expired", ["EXPIRED"]],
  ])("%s", async (outcome, expected) => {
    const id = await create("https://pay.example.be/back");
    const links = (pro.payment(id) as { _links: Record<string, { href: string }> })._links;
    const checkout = links["checkout"]?.href ?? "";
    const shown = await ask(checkout);
    expect(shown.text).toContain("EUR 12.50");
    expect(shown.text.match(/<button/g)).toHaveLength(4);
    expect((await ask(links["deeplink"]?.href ?? "")).text).toBe(shown.text);
    const form = { "Content-Type": "application/x-www-form-urlencoded" };
    const press = { method: "POST", headers: form, body: `outcome=${outcome}&amount=1` };
    const pressed = await ask(checkout, press);
    expect([pressed.status, pressed.headers.location]).toEqual([303, "https://pay.example.be/back"]);
    await expect.poll(states).toEqual(expected);
    expect(pro.payment(id)).toMatchObject({ status: expected.at(-1), amount: 1250 });
    expect((await ask(checkout)).text).not.toContain("<button");
  });

  test("the QR code is a picture", async () => {
    const id = await create();
    const { qrcode } = (pro.payment(id) as { _links: { qrcode: { href: string } } })._links;
    expect((await ask(qrcode.href)).headers["content-type"]).toBe("image/png");
    expect((await ask(`${qrcode.href}&f=SVG`)).text).toContain("<svg");
  });
});
