import { sql } from "kysely";
import { beforeAll, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type ApiUnderTest } from "#api/testing/api-under-test.ts";
import { an, firstCompany, openBrowser } from "#api/testing/browser.ts";
import { setUpCode } from "./set-up-code.ts";

let api: ApiUnderTest;
let code: string;
beforeAll(async () => {
  api = await apiUnderTest();
  code = setUpCode(api.store.key);
});

const body = { user: an, administration: firstCompany };

test("a new hub says that it needs its first user, and from where it needs the code", async () => {
  // Its public address is another machine's: so also here the code is asked.
  expect((await api.call("GET", "/api/setup")).json).toEqual({
    needed: true,
    codeNeeded: true,
    administrationNeeded: true,
  });
});

test.each([
  ["without the code", {}, 403, "set_up.code_needed"],
  ["with a wrong code", { code: "x".repeat(20) }, 403, "set_up.code_needed"],
])("%s nobody makes a first user", async (_name, more, status, expected) => {
  expectProblem(await api.call("POST", "/api/setup", { body: { ...body, ...more } }), status, expected);
});

test.each([
  ["a short password", { ...an, password: "te kort" }, "password.unsuitable"],
  ["the e-mail address as password", { ...an, password: an.email.toUpperCase() }, "password.unsuitable"],
  ["no e-mail address", { ...an, email: "an" }, "request.invalid"],
])("%s is refused, and nothing is made", async (_name, user, expected) => {
  expectProblem(await api.call("POST", "/api/setup", { body: { ...body, code, user } }), 400, expected);
  expect((await api.call("GET", "/api/setup")).json).toMatchObject({ needed: true });
});

test("an account number with a typing error is refused at its field", async () => {
  const administration = { ...firstCompany, iban: "BE68 5390 0754 7035" };
  const refused = await api.call("POST", "/api/setup", { body: { ...body, code, administration } });
  expectProblem(refused, 400, "request.invalid");
  expect(refused.json).toMatchObject({ errors: [{ field: "administration.iban" }] });
});

test("another site cannot make a browser do it", async () => {
  const headers = { origin: "https://evil.example" };
  expectProblem(await api.call("POST", "/api/setup", { body: { ...body, code }, headers }), 403, "request.forbidden");
});

test("of two browsers at once one becomes the first user, and is signed in", async () => {
  const browsers = [openBrowser(api), openBrowser(api), openBrowser(api)];
  const administration = { ...firstCompany, vatIdentifier: "BE 0202.239.951", iban: "be68 5390 0754 7034" };
  const emails = ["an@fietsen-peeters.example", "bert@fietsen-peeters.example", "an@fietsen-peeters.example"];
  const answers = await Promise.all(
    browsers.map((browser, index) =>
      browser.call("POST", "/api/setup", { ...body, code, administration, user: { ...an, email: emails[index] } }),
    ),
  );
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([201, 409, 409]);
  const lost = answers.find(({ status }) => status === 409);
  expect(lost?.json).toMatchObject({ code: "set_up.done", title: "Schakel is al ingesteld: log in" });

  const winner = browsers[answers.findIndex(({ status }) => status === 201)];
  const me = await winner?.call("GET", "/api/me");
  expect(me?.json).toMatchObject({
    user: { name: "An Peeters", language: "nl", isOperator: true, twoFactor: false, firstPage: "usual" },
    administrations: [{ name: "Fietsen Peeters bv", country: "BE", role: "owner" }],
  });
  const made = answers.find(({ status }) => status === 201);
  const headers = {
    "schakel-administration": String((made?.json as { administrationId?: string } | undefined)?.administrationId),
  };
  expect((await winner?.call("GET", "/api/administration", undefined, headers))?.json).toMatchObject({
    legalRegistrationIdentifier: "0202.239.951",
    iban: "BE68539007547034",
  });
  const { rows } = await sql<{ users: string; administrations: string }>`
    select (select count(*) from auth."user") as users, (select count(*) from administrations) as administrations`.execute(
    api.store.owner,
  );
  expect(rows).toEqual([{ users: "1", administrations: "1" }]);
  expect((await api.call("GET", "/api/setup")).json).toEqual({
    needed: false,
    codeNeeded: false,
    administrationNeeded: false,
  });
});
