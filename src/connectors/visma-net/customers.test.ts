import { describe, expect, test } from "vitest";
import { once } from "#connect/once.ts";
import { perform } from "#connect/perform.ts";
import { rememberedEffects } from "#connect/remembered-effects.ts";
import { WireFault, type Transport, type WireAnswer, type WireRequest } from "#connect/transport.ts";
import { asHubError } from "#domain/error.ts";
import { Party } from "#domain/party.ts";
import { jsonAnswer, sessionOn } from "#connectors/recorded-transport.ts";
import { connectorById } from "#connectors/registry.ts";

const connector = connectorById("visma-net");
const settings = { companyTenantId: "3f0c0d1e-0000-4000-8000-000000000001", classFound: "WEB" };

const debtor = (number: string, more: object = {}) => ({
  ...{ number, name: "Jan Peeters", status: "Active", mainContact: { email: "JAN@example.be" } },
  mainAddress: { postalCode: "9000" },
  ...more,
});
const buyer = (more: Partial<Party> = {}): Party =>
  Party.parse({ name: "Jan Peeters", email: "jan@example.be", address: { postalZone: "9000" }, ...more });

function world(answer: (request: WireRequest) => WireAnswer) {
  const requests: WireRequest[] = [];
  const transport: Transport = async (request) => {
    requests.push(request);
    return answer(request);
  };
  const session = sessionOn(connector, settings, transport);
  let at = 0;
  const book = rememberedEffects(() => at);
  const find = (its: Party) => perform(connector, session, "customers.find", { buyer: its });
  const create = (its: Party) =>
    once(
      book,
      { connector, sendingWithin: () => session },
      {
        key: "customer:1",
        operation: "customers.create",
        input: { buyer: its },
        mark: "",
      },
    );
  return { find, create, requests, later: (seconds: number): void => void (at += seconds) };
}

const errorOf = (work: Promise<unknown>) =>
  work.then(
    () => expect.fail("expected an error"),
    (error: unknown) => asHubError(error),
  );

describe("a debtor by e-mail", () => {
  test("is known whatever its capitals, and by any of its contacts", async () => {
    const { find } = world(() =>
      jsonAnswer([debtor("7", { mainContact: null, invoiceContact: { email: " Jan@Example.BE " } })]),
    );
    expect(await find(buyer())).toEqual({ id: "7", buyer: null });
  });

  test("of which there are two is a person's to choose, by number", async () => {
    const { find } = world(() => jsonAnswer([debtor("7"), debtor("9")]));
    const error = await errorOf(find(buyer()));
    expect(error).toMatchObject({ code: "document.rejected", asksPerson: true, details: { candidates: "7, 9" } });
    expect(error.message).toContain("7, 9");
    expect(error.message).not.toContain("example.be");
  });

  test("is one again when the other is switched off", async () => {
    const { find } = world(() => jsonAnswer([debtor("7", { status: "Inactive" }), debtor("9")]));
    expect(await find(buyer())).toEqual({ id: "9", buyer: null });
  });

  test("is not whoever else a filter that is not looked at brings along", async () => {
    const { find } = world(() => jsonAnswer([debtor("7", { mainContact: { email: "an@example.be" } })]));
    expect(await find(buyer())).toBeNull();
  });

  test("is not guessed when the look-up fails", async () => {
    const { find } = world(() => jsonAnswer({ Message: "An error has occurred." }, 500));
    expect((await errorOf(find(buyer()))).code).toBe("remote.unavailable");
  });
});

describe("a debtor by VAT number, when nobody has the e-mail address", () => {
  const company = { email: "inkoop@bouw.example", vatIdentifier: "NL001234567B01" };
  const bouw = (number: string, more: object = {}) =>
    debtor(number, {
      mainContact: { email: "boekhouding@bouw.example" },
      vatRegistrationId: "NL 0012.34.567.B01",
      ...more,
    });
  /** By e-mail address, and by VAT number. */
  const there = (byEmail: readonly object[], byVat: readonly object[]) =>
    world(({ url }) => jsonAnswer(url.searchParams.has("email") ? byEmail : byVat));

  test("is the one that has it, however it is written", async () => {
    expect(await there([], [bouw("45")]).find(buyer(company))).toEqual({ id: "45", buyer: null });
    expect(await there([], [bouw("45")]).find(buyer({ ...company, email: "" }))).toEqual({ id: "45", buyer: null });
  });

  test("is not whoever has another number, or is switched off", async () => {
    const others = [bouw("45", { vatRegistrationId: "NL001234567B02" }), bouw("46", { status: "Inactive" })];
    expect(await there([], others).find(buyer(company))).toBeNull();
  });

  test("of which there are two is a person's to choose", async () => {
    const error = await errorOf(there([], [bouw("45"), bouw("46")]).find(buyer(company)));
    expect(error).toMatchObject({ code: "document.rejected", asksPerson: true, details: { candidates: "45, 46" } });
    expect(error.message).toContain("VAT number: 45, 46");
  });

  test("is not asked for when somebody has the e-mail address", async () => {
    const own = debtor("9", { mainContact: { email: company.email } });
    const { find, requests } = there([own], [bouw("45")]);
    expect(await find(buyer(company))).toEqual({ id: "9", buyer: null });
    expect(requests).toHaveLength(1);
  });
});

describe("a debtor of which the answer was lost", () => {
  const lostOnce = (found: WireAnswer) => {
    let isLost = true;
    return world(({ method }) => {
      if (method === "GET") return found;
      if (!isLost) return { status: 201, headers: { location: "/v1/customer/b64(MTAvNQ)" }, body: "" };
      isLost = false;
      throw new WireFault("lost", "no answer");
    });
  };
  const nobody = { email: "" };

  test.each<readonly [string, Partial<Party>, Record<string, string>, object]>([
    ["e-mail", {}, { email: "jan@example.be" }, debtor("11")],
    [
      "VAT number",
      { ...nobody, vatIdentifier: "BE0123456749" },
      { vatRegistrationId: "BE0123456749" },
      debtor("11", { vatRegistrationId: "BE 0123.456.749" }),
    ],
    [
      "name and place, of those made since",
      nobody,
      { name: "Jan Peeters", createdDateTime: "2026-11-22T07:53:20", createdDateTimeCondition: ">" },
      debtor("11"),
    ],
  ])("is found by %s", async (_name, more, query, found) => {
    const { create, requests, later } = lostOnce(jsonAnswer([found]));
    await errorOf(create(buyer(more)));
    later(400);
    expect(await create(buyer(more))).toMatchObject({ id: "11" });
    expect(Object.fromEntries(requests.at(-1)?.url.searchParams ?? [])).toMatchObject(query);
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });

  test("is made again when it is not there, and has the number that was written as a key", async () => {
    const { create, later } = lostOnce(jsonAnswer([]));
    await errorOf(create(buyer()));
    later(400);
    expect(await create(buyer())).toMatchObject({ id: "10/5" });
  });

  test("is left to a person when there are two, and not made again later", async () => {
    const { create, requests, later } = lostOnce(jsonAnswer([debtor("11"), debtor("12")]));
    await errorOf(create(buyer()));
    for (let attempt = 0; attempt < 2; attempt += 1) {
      later(400);
      expect(await errorOf(create(buyer()))).toMatchObject({ code: "remote.conflict", asksPerson: true });
    }
    expect(requests.filter(({ method }) => method === "POST")).toHaveLength(1);
  });
});

describe("debtors that are listed", () => {
  const listed = async (answer: (page: number) => object[], cursor: string | null = null) => {
    const transport: Transport = async ({ url }) => jsonAnswer(answer(Number(url.searchParams.get("pageNumber"))));
    const session = sessionOn(connector, settings, transport);
    return perform(connector, session, "customers.list", { modifiedSince: null, cursor });
  };
  const jan = debtor("10045", {
    mainContact: { name: "Jan Peeters", attention: "", email: "jan@example.be", phone1: "+3290000000" },
    mainAddress: { addressLine1: "Kerkstraat 1", postalCode: "9000", city: "Gent", country: { id: "BE" } },
  });

  test("say their name, address, phone and e-mail (C6.3)", async () => {
    expect((await listed(() => [jan])).items[0]).toMatchObject({
      ...{ externalId: "10045", name: "Jan Peeters", email: "jan@example.be", phone: "+3290000000" },
      address: { streetName: "Kerkstraat 1", postalZone: "9000", cityName: "Gent", countryCode: "BE" },
    });
  });

  test.each([
    ["of a private person is nobody's contact", { name: "Jan Peeters", attention: "" }, ""],
    ["however it was typed", { name: " jan  PEETERS " }, ""],
    ["nor is who stands behind it", { attention: "Jan Peeters", name: "Jan Peeters" }, ""],
    ["somebody else is one", { name: "Els Bos" }, "Els Bos"],
  ])("the contact's name: %s", async (_name, mainContact, wanted) => {
    const { items } = await listed(() => [debtor("1", { mainContact })]);
    expect(items[0]?.contactName).toBe(wanted);
  });

  test("a page that comes again where more must follow is no end", async () => {
    const metadata = { totalCount: 1200, maxPageSize: 500 };
    const same = () => [{ ...jan, metadata }];
    const { next } = await listed(same);
    const error = await errorOf(listed(same, next));
    expect(error.code).toBe("remote.protocol_changed");
  });
});
