import { createHook } from "node:async_hooks";
import { sql } from "kysely";
import { beforeAll, beforeEach, describe, expect, onTestFinished, test } from "vitest";
import { apiUnderTest, expectProblem, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { an, setUp, type Browser } from "#api/testing/browser.ts";
import { countAttempt, forgetAttempt } from "#store/sign-in-limits.ts";

let api: ApiUnderTest;
let browser: Browser;
beforeAll(async () => {
  api = await apiUnderTest();
  ({ browser } = await setUp(api));
});
beforeEach(async () => void (await sql`delete from sign_in_limits`.execute(api.store.owner)));

const { email, password } = an;
const signIn = (given: { email: string; password: string }) => api.call("POST", "/api/session", { body: given });
const wrong = "een verkeerd wachtwoord";

describe("guessing the password of an account", () => {
  test("is slowed down after five attempts, for the right password too, until the time is over", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1) expectProblem(await signIn({ email, password: wrong }), 401);
    const refused = await signIn({ email, password });
    expectProblem(refused, 429, "sign_in.too_many");
    expect(refused.json).toMatchObject({ title: "Te veel pogingen: wacht even en probeer het dan opnieuw" });
    expect(Number(refused.headers["retry-after"])).toBeGreaterThan(0);
    expect(Number(refused.headers["retry-after"])).toBeLessThanOrEqual(5);
    await sql`update sign_in_limits set free_at = now() - interval '1 second'`.execute(api.store.owner);
    expect((await signIn({ email, password })).status).toBe(200);
    expectProblem(await signIn({ email, password: wrong }), 401);
  });

  test("cannot be done at the same moment instead", async () => {
    const answers = await Promise.all(Array.from({ length: 40 }, () => signIn({ email, password: wrong })));
    expect(answers.filter(({ status }) => status === 401)).toHaveLength(5);
    expect(answers.filter(({ status }) => status === 429)).toHaveLength(35);
  });

  test("with a session counts as well", async () => {
    for (let attempt = 0; attempt < 5; attempt += 1)
      expectProblem(await browser.call("PUT", "/api/me/email", { email: "x@y.example", password: wrong }), 400);
    expectProblem(await browser.call("DELETE", "/api/me/totp", { password }), 429, "sign_in.too_many");
    expectProblem(await signIn({ email, password }), 429);
  });
});

test("an e-mail address nobody has is answered in the same words, counted alike, and hashed for as well", async () => {
  const unknown = "niemand@elders.example";
  let hashed = 0;
  const hook = createHook({
    init: (_id, type) => {
      if (type === "SCRYPTREQUEST") hashed += 1;
    },
  }).enable();
  onTestFinished(() => void hook.disable());
  const tried = async (given: string) => {
    hashed = 0;
    const { text, status } = await signIn({ email: given, password: wrong });
    // How long is left counts down meanwhile.
    return { text: text.replace(/in \d+ seconds/, ""), status, hashed };
  };
  const real: Awaited<ReturnType<typeof tried>>[] = [];
  const none: typeof real = [];
  for (let attempt = 0; attempt < 6; attempt += 1) {
    real.push(await tried(email));
    none.push(await tried(unknown));
  }
  expect(none).toEqual(real);
  expect(none.map(({ status }) => status)).toEqual([401, 401, 401, 401, 401, 429]);
  // Nearly all the time an answer takes goes into this.
  expect(none.map((one) => one.hashed)).toEqual([1, 1, 1, 1, 1, 0]);
});

test("one address that tries many accounts is slowed down", async () => {
  for (let attempt = 0; attempt < 30; attempt += 1)
    expectProblem(await signIn({ email: `gok${attempt}@elders.example`, password: wrong }), 401);
  expectProblem(await signIn({ email: "nog@elders.example", password: wrong }), 429, "sign_in.too_many");
});

describe("the delay", () => {
  const subject = { kind: "accountFromAddress", name: "192.0.2.1 x" } as const;
  const start = Temporal.Instant.from("2026-11-22T10:00:00Z");
  const attempt = (at: Temporal.Instant) => countAttempt(api.store.hub, api.store.key, subject, at);

  test("doubles up to a quarter of an hour, and is forgotten after a quiet day", async () => {
    const delays: number[] = [];
    let at = start;
    for (let count = 1; count <= 16; count += 1) {
      expect(await attempt(at)).toBeNull();
      const { rows } = await sql<{ freeAt: string }>`
        select greatest(free_at, ${at.toString()}::timestamptz) as "freeAt" from sign_in_limits`.execute(
        api.store.owner,
      );
      const freeAt = Temporal.Instant.from(rows[0]?.freeAt ?? "");
      delays.push(freeAt.since(at).total("seconds"));
      const isEarly = freeAt.epochMilliseconds > at.epochMilliseconds;
      expect(isEarly ? await attempt(freeAt.subtract({ milliseconds: 1 })) : freeAt).toEqual(freeAt);
      at = freeAt;
    }
    expect(delays.slice(0, 8)).toEqual([0, 0, 0, 0, 5, 10, 20, 40]);
    expect(Math.max(...delays)).toBe(900);
    const quiet = at.add({ hours: 25 });
    for (let count = 1; count <= 4; count += 1) expect(await attempt(quiet)).toBeNull();
  });

  test("of an account from everywhere begins late and stays short: an address is enough to bring it about", async () => {
    const account = { kind: "account", name: "x" } as const;
    const everywhere = (when: Temporal.Instant) => countAttempt(api.store.hub, api.store.key, account, when);
    for (let count = 1; count < 50; count += 1) expect(await everywhere(start)).toBeNull();
    let at = start;
    const delays: number[] = [];
    for (let count = 0; count < 8; count += 1) {
      expect(await everywhere(at)).toBeNull();
      const freeAt = (await everywhere(at)) ?? at;
      delays.push(freeAt.since(at).total("seconds"));
      at = freeAt;
    }
    expect(delays).toEqual([5, 10, 20, 40, 60, 60, 60, 60]);
  });

  test("is not there for attempts at the same moment, whichever clock was a little ahead", async () => {
    expect(await attempt(start)).toBeNull();
    expect(await attempt(start.subtract({ milliseconds: 40 }))).toBeNull();
  });

  test("is over for an account that signed in", async () => {
    for (let count = 1; count <= 5; count += 1) await attempt(start);
    expect(await attempt(start)).not.toBeNull();
    await forgetAttempt(api.store.hub, api.store.key, subject);
    expect(await attempt(start)).toBeNull();
  });
});

test("who signs in rightly from one address a hundred times is not slowed down", async () => {
  const address = { kind: "address", name: "192.0.2.1" } as const;
  const at = Temporal.Instant.from("2026-11-22T10:00:00Z");
  for (let count = 0; count < 100; count += 1) {
    expect(await countAttempt(api.store.hub, api.store.key, address, at)).toBeNull();
    await forgetAttempt(api.store.hub, api.store.key, address);
  }
});
