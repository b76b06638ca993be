import { generateKeyPairSync } from "node:crypto";
import { beforeAll, expect, test } from "vitest";
import { apiUnderTest, expectProblem, type Answer } from "#api/testing/api-under-test.ts";
import { join, setUp, type Browser } from "#api/testing/browser.ts";
import { issueLicence, type LicenceContent } from "#store/licence-code.ts";

const contact = "Bel 011 54 92 36 of mail naar sales@hub.example.";
const { publicKey, privateKey } = generateKeyPairSync("ed25519");
const stranger = generateKeyPairSync("ed25519").privateKey;
const api = await apiUnderTest({
  licensing: { publicKey, needed: ["supplierWebshops"], contact, cancelled: ["L-9"] },
  now: () => Temporal.Instant.from("2026-11-21T12:00:00Z"),
});
let an: Browser;
let bert: Browser;
let administrationId = "";

beforeAll(async () => {
  ({ browser: an, administrationId } = await setUp(api));
  bert = await join(api, an, { role: "bookkeeper", email: "bert@fietsen.example", administrationId });
});

interface App {
  readonly module: string;
  readonly state: string;
  readonly mayActivate: boolean;
  readonly hindrance: string | null;
  readonly licence: { readonly state: string; readonly contact: string } | null;
}
const nl = { "accept-language": "nl" };
const activate = (licence?: string, who: Browser = an): Promise<Answer> =>
  who.call("POST", "/api/apps/supplierWebshops/activate", licence === undefined ? {} : { licence }, nl);
const seen = async (module: string): Promise<App | undefined> => {
  const { items }: { items: App[] } = (await an.call("GET", "/api/apps", undefined, nl)).json;
  return items.find((app) => app.module === module);
};
const code = (change: Partial<LicenceContent> = {}, key = privateKey): string =>
  issueLicence(
    { id: "L-1", module: "supplierWebshops", for: administrationId, validUntil: "2027-11-20", ...change },
    key,
  );

test("where a licence is asked for, who opens it reads that a code is needed and how to get one", async () => {
  expect(await seen("supplierWebshops")).toMatchObject({
    state: "off",
    hindrance: `Hiervoor is een licentiecode nodig. ${contact}`,
    licence: { state: "none", contact },
  });
  const refused = await activate();
  expectProblem(refused, 400, "request.invalid");
  expect(refused.json).toMatchObject({
    errors: [{ field: "licence", message: `Vul een licentiecode in. ${contact}` }],
  });
  expectProblem(await an.call("GET", "/api/supplier-entries"), 409, "apps.off");
  // An app that asks for none is switched on without.
  expect(await seen("mollie")).toMatchObject({ hindrance: null, licence: null });
});

test.each([
  ["none at all", () => "abc", "licentiecode"],
  ["of another app", () => code({ module: "mollie" }), "voor een andere app"],
  ["of another administration", () => code({ for: "another" }), "voor een andere administratie"],
  ["run out", () => code({ validUntil: "2026-11-20" }), "verlopen"],
  ["cancelled", () => code({ id: "L-9" }), "ingetrokken"],
  ["signed by somebody else", () => code({}, stranger), "niet door de beheerder"],
])("a code that is %s leaves it off, and says why and whom to ask", async (_, given, said) => {
  const refused = await activate(given());
  expectProblem(refused, 400, "request.invalid");
  expect(refused.text).toContain(said);
  expect(refused.text).toContain(contact);
  expect(await seen("supplierWebshops")).toMatchObject({ state: "off" });
});

test("a good code switches it on, by who manages apps; off and on again it asks for no other", async () => {
  expectProblem(await activate(code(), bert), 403, "request.forbidden");
  expect((await activate(code())).json).toMatchObject({ state: "on", hindrance: null, licence: { state: "valid" } });
  expect((await an.call("GET", "/api/supplier-entries")).json).toEqual({ items: [] });
  expect((await an.call("POST", "/api/apps/supplierWebshops/deactivate", {})).status).toBe(200);
  expectProblem(await an.call("GET", "/api/supplier-entries"), 409, "apps.off");
  expect((await activate()).json).toMatchObject({ state: "on" });
});
