import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { an, openBrowser, setUp, type Browser } from "#api/testing/browser.ts";
import { totpOf } from "#api/testing/totp.ts";

let api: ApiUnderTest;
let browser: Browser;
let secret: string;
let recoveryCodes: readonly string[];
beforeAll(async () => {
  api = await apiUnderTest();
  ({ browser } = await setUp(api));
});

const { email, password } = an;

/** A browser that gave the password. */
const halfWay = async (): Promise<Browser> => {
  const opened = openBrowser(api);
  expect((await opened.call("POST", "/api/session", { email, password })).json).toEqual({ needs: "totp" });
  return opened;
};

test("a second factor is begun with the password and counts once it is confirmed", async () => {
  expectProblem(await browser.call("PUT", "/api/me/totp", { code: "123456" }), 409, "request.conflict");
  expectProblem(await browser.call("POST", "/api/me/totp", { password: "verkeerd wachtwoord" }), 400, "password.wrong");
  const begun = await browser.call("POST", "/api/me/totp", { password });
  expect(begun.status).toBe(201);
  const answer: { uri: string; secret: string; recoveryCodes: string[] } = begun.json;
  ({ secret, recoveryCodes } = answer);
  expect(answer.uri).toMatch(/^otpauth:\/\/totp\/Schakel:/);
  expect(recoveryCodes).toHaveLength(10);

  const opened = openBrowser(api);
  expect((await opened.call("POST", "/api/session", { email, password })).json).toEqual({ needs: null });
  expectProblem(await browser.call("PUT", "/api/me/totp", { code: "000000" }), 401, "sign_in.code_refused");
  expect((await browser.call("PUT", "/api/me/totp", { code: totpOf(secret) })).status).toBe(200);
  expect((await browser.call("GET", "/api/me")).json).toMatchObject({ user: { twoFactor: true } });
  expectProblem(await browser.call("POST", "/api/me/totp", { password }), 409, "request.conflict");
});

test("after the password nothing is open until the code is right", async () => {
  const opened = await halfWay();
  expect([...opened.cookies.keys()]).toEqual(["schakel_second_step"]);
  expectProblem(await opened.call("GET", "/api/me"), 401);
  const wrong = await opened.call("POST", "/api/session/totp", { code: "000000" });
  expectProblem(wrong, 401, "sign_in.code_refused");
  expect(wrong.json).toMatchObject({ title: "Deze code klopt niet" });
  const code = totpOf(secret);
  const right = await opened.call("POST", "/api/session/totp", { code: `${code.slice(0, 3)} ${code.slice(3)}` });
  expect(right.json).toEqual({ needs: null });
  expect([...opened.cookies.keys()]).toEqual(["schakel_session"]);
  expect((await opened.call("GET", "/api/me")).status).toBe(200);
});

test("a sign-in that was begun with the old password is not finished after it changed", async () => {
  const opened = await halfWay();
  const newPassword = "weer een lang wachtwoord";
  expect((await browser.call("PUT", "/api/me/password", { password, newPassword })).status).toBe(200);
  expectProblem(await opened.call("POST", "/api/session/totp", { code: totpOf(secret) }), 401);
  const back = await browser.call("PUT", "/api/me/password", { password: newPassword, newPassword: password });
  expect(back.status).toBe(200);
});

test("a code without a password before it is of no use", async () => {
  expectProblem(
    await openBrowser(api).call("POST", "/api/session/totp", { code: totpOf(secret) }),
    401,
    "sign_in.too_late",
  );
});

test("a recovery code works once, however it is typed", async () => {
  const [first = ""] = recoveryCodes;
  const typed = ` ${first.toUpperCase().replace("-", " ")} `;
  expect((await (await halfWay()).call("POST", "/api/session/totp", { recoveryCode: typed })).json).toEqual({
    needs: null,
  });
  const again = await (await halfWay()).call("POST", "/api/session/totp", { recoveryCode: first });
  expectProblem(again, 401, "sign_in.code_refused");
});

test("new recovery codes replace the old ones", async () => {
  const renewed = await browser.call("POST", "/api/me/recovery-codes", { password });
  const { recoveryCodes: fresh }: { recoveryCodes: string[] } = renewed.json;
  const [, second = ""] = recoveryCodes;
  expectProblem(await (await halfWay()).call("POST", "/api/session/totp", { recoveryCode: second }), 401);
  const [code = ""] = fresh;
  expect((await (await halfWay()).call("POST", "/api/session/totp", { recoveryCode: code })).status).toBe(200);
});

test("guessing codes ends the step after five, and locks it after ten", async () => {
  const seen: (string | number)[] = [];
  for (let step = 0; step < 3; step += 1) {
    const opened = await halfWay();
    for (let guess = 0; guess < 6; guess += 1) {
      const answer = await opened.call("POST", "/api/session/totp", { code: "000000" });
      seen.push((answer.json as { code: string }).code);
    }
  }
  expect(seen.slice(0, 6)).toEqual([...Array.from({ length: 5 }, () => "sign_in.code_refused"), "sign_in.too_late"]);
  expect(seen.slice(-1)).toEqual(["sign_in.too_many"]);
  const right = await (await halfWay()).call("POST", "/api/session/totp", { code: totpOf(secret) });
  expectProblem(right, 429, "sign_in.too_many");
  await sql`update auth."twoFactor" set "lockedUntil" = now() - interval '1 second'`.execute(api.store.owner);
  expect((await (await halfWay()).call("POST", "/api/session/totp", { code: totpOf(secret) })).status).toBe(200);
});

test("the secret and the recovery codes are not readable in the database", async () => {
  const { rows } = await sql<{ secret: string; codes: string }>`
    select secret, "backupCodes" as codes from auth."twoFactor"`.execute(api.store.owner);
  expect(rows).toHaveLength(1);
  for (const code of recoveryCodes) expect(rows[0]?.codes).not.toContain(code);
  expect(rows[0]?.secret).not.toContain(Buffer.from(secret).toString("base64").slice(0, 10));
  expect(rows[0]?.secret).not.toContain(secret);
});

test("it is taken away with the password", async () => {
  expectProblem(
    await browser.call("DELETE", "/api/me/totp", { password: "verkeerd wachtwoord" }),
    400,
    "password.wrong",
  );
  expect((await browser.call("DELETE", "/api/me/totp", { password })).status).toBe(200);
  const opened = openBrowser(api);
  expect((await opened.call("POST", "/api/session", { email, password })).json).toEqual({ needs: null });
  expectProblem(await browser.call("DELETE", "/api/me/totp", { password }), 409);
});
