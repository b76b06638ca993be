import { describe, expect, test } from "vitest";
import type { Transport, WireAnswer } from "#connect/transport.ts";
import { asHubError } from "#domain/error.ts";
import { jsonAnswer, sessionOn } from "#connectors/recorded-transport.ts";
import { connectorById } from "#connectors/registry.ts";
import { scopes } from "./settings.ts";

const connector = connectorById("visma-net");
const tenant = { companyTenantId: "3f0c0d1e-0000-4000-8000-000000000001" };

const jwt = (claims: object): string =>
  ["{}", JSON.stringify(claims), "x"].map((part) => Buffer.from(part).toString("base64url")).join(".");
const everything = Object.values(scopes);

const debtor = (number: string, id: string, account: string) => ({
  ...{ number, customerClass: { id }, glAccounts: { customerLedgerAccount: { number: account } } },
});
const company: Readonly<Record<string, WireAnswer>> = {
  "/v1/branch": jsonAnswer([
    { number: "1", name: "Fietsen Peeters bv", vatRegistrationId: "BE0123456749" },
    { number: "2", name: "Fietsen Peeters Brugge", vatRegistrationId: "BE0123456749" },
  ]),
  "/v1/organization": jsonAnswer([{ number: "1", name: "Fietsen Peeters bv", vatRegistrationId: "BE0123456749" }]),
  "/v1/creditTerm": jsonAnswer([{ termsId: { value: "14" } }, { termsId: { value: "30" } }]),
  "/v1/customer/customerClass": jsonAnswer([{ id: "1" }, { id: "WEB" }]),
  "/v1/customer": jsonAnswer([debtor("1", "1", "1300"), debtor("2", "WEB", "1400"), debtor("3", "WEB", "1400")]),
  "/v1/warehouse": jsonAnswer([{ warehouseID: "1" }]),
  "/api/v3/SalesOrders": jsonAnswer({ value: [] }),
};

async function checked(
  changes: Readonly<Record<string, WireAnswer>> = {},
  settings: Record<string, unknown> = {},
  token = jwt({ scope: everything }),
) {
  const transport: Transport = async ({ url }) => ({ ...company, ...changes })[url.pathname] ?? jsonAnswer({}, 404);
  const session = sessionOn(connector, { ...tenant, ...settings }, transport, undefined, token);
  return connector.check(session);
}
const refused = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("expected an error"),
    (error: unknown) => asHubError(error),
  );

test("says which company it is, for a person to confirm, and finds the class by its control account", async () => {
  expect(await checked()).toMatchObject({
    account: "Fietsen Peeters bv, Fietsen Peeters Brugge (BE0123456749)",
    learnt: { classFound: "WEB" },
    warnings: [],
    lacks: [],
  });
});

describe("a value that the company does not know is refused, with what it does know", () => {
  test.each([
    ["branch", { branch: "7" }, "1, 2"],
    ["creditTerms", { creditTerms: "21" }, "14, 30"],
    ["controlAccount", { controlAccount: "4000" }, "1300, 1400"],
    ["customerClass", { customerClass: "X" }, "1, WEB"],
  ])("%s", async (field, settings, value) => {
    expect(await refused(checked({}, settings))).toMatchObject({
      code: "settings.invalid",
      details: { field: `settings.${field}`, entry: "notThere", value },
    });
  });
});

test("a company without a branch is another company", async () => {
  expect(await refused(checked({ "/v1/branch": jsonAnswer([]) }))).toMatchObject({
    code: "settings.invalid",
    details: { field: "settings.companyTenantId", entry: "otherCompany" },
  });
});

test("a company without customers is worth a doubt, and needs its class chosen", async () => {
  const empty = { "/v1/customer": jsonAnswer([]) };
  expect(await refused(checked(empty))).toMatchObject({
    details: { field: "settings.customerClass", value: "1, WEB" },
  });
  const { warnings, learnt } = await checked(empty, { customerClass: "WEB" });
  expect(warnings).toEqual([expect.stringContaining("right company")]);
  expect(learnt).toEqual({ classFound: "WEB" });
});

describe("rights", () => {
  const rightsOf = async (...given: Parameters<typeof checked>) => {
    const { rights = [], lacks } = await checked(...given);
    return { lacks, of: Object.fromEntries(rights.map(({ name, proved }) => [name, proved])), rights };
  };

  test("are the eight roles and the scopes", async () => {
    const { rights, of } = await rightsOf();
    expect(rights.filter(({ kind }) => kind === "role")).toHaveLength(8);
    expect(everything.map((name) => of[name])).toEqual([true, true, true, true]);
    // Nothing that is read tells whether somebody manages.
    expect(of).toMatchObject({ "Sales User": true, "Warehouse User": true, "Sales Administrator": null });
  });

  test("are those that the token names, as text or as a list", async () => {
    const { of, lacks } = await rightsOf(
      {},
      {},
      jwt({ scope: `${scopes.readFinance} ${scopes.readOrders} ${scopes.createFinance}` }),
    );
    expect(of).toMatchObject({ [scopes.writeOrders]: false, [scopes.createFinance]: true });
    expect(lacks).toEqual(["write"]);
  });

  test("that were refused are missing, whatever the token says", async () => {
    const forbidden = jsonAnswer({ status: 403, title: "Forbidden" }, 403);
    const { of, lacks } = await rightsOf({ "/api/v3/SalesOrders": forbidden, "/v1/warehouse": forbidden });
    expect(of).toMatchObject({ [scopes.readOrders]: false, "Sales User": false, "Warehouse User": false });
    expect(lacks).toEqual([]);
  });

  test("of a token that says nothing are not made up", async () => {
    const { of, lacks } = await rightsOf({}, {}, "opaque");
    expect(of).toMatchObject({ [scopes.readFinance]: true, [scopes.writeOrders]: null, [scopes.createFinance]: null });
    expect(lacks).toEqual([]);
  });

  test("that are missing for anything at all are named", async () => {
    const error = await refused(checked({ "/v1/branch": jsonAnswer({ Message: "No access" }, 403) }));
    expect(error).toMatchObject({ code: "credentials.insufficient", details: { scope: scopes.readFinance } });
    expect(error.message).toContain("No access");
  });
});
