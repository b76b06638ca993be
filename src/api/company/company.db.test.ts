import { afterAll, describe, expect, test } from "vitest";
import { sql } from "kysely";
import { startVies } from "#sandbox/vies/stand-in.ts";
import { apiUnderTest, expectProblem } from "#api/testing/api-under-test.ts";

const vies = await startVies();
afterAll(() => vies.stop());
const { call, store, makeToken } = await apiUnderTest({ openHosts: ["127.0.0.1"], viesUrl: vies.url });

async function company(country = "BE") {
  const id = await store.makeAdministration({ country });
  const token = await makeToken("owner", id);
  return { id, as: (method: string, path: string, body?: unknown) => call(method, path, { token, body }) };
}

const saved = {
  name: "Fietsen Peeters bv",
  country: "BE",
  language: "fr",
  timeZone: "Europe/Brussels",
  vatIdentifier: "BE 0202.239.951",
  legalRegistrationIdentifier: "0202.239.951",
  email: "info@fietsen-peeters.example",
  phone: "09 123 45 67",
  iban: "BE68 5390 0754 7034",
  address: { streetName: "Kerkstraat 12", postalZone: "9000", cityName: "Gent", countryCode: "BE" },
  paymentTermDays: 30,
};

describe("the company", () => {
  test("is saved as it was filled in, and read back", async () => {
    const { as } = await company();
    expect((await as("GET", "/api/administration")).json).toMatchObject({ version: 1, countryIsFixed: false });
    const put = await as("PUT", "/api/administration", { ...saved, version: 1 });
    expect(put.status).toBe(200);
    const { json } = await as("GET", "/api/administration");
    expect(json).toMatchObject({ ...saved, vatIdentifier: "BE0202239951", iban: "BE68539007547034", version: 2 });
    const late = await as("PUT", "/api/administration", { ...saved, version: 1 });
    expectProblem(late, 409, "request.conflict");
    expect(late.json).toMatchObject({ errors: [{ message: expect.stringContaining("owner in a test") }] });
  });

  test.each([
    ["of a Belgian company", { country: "BE", vatIdentifier: "BE0202239951" }, "0202.239.951"],
    ["not over what was typed", { legalRegistrationIdentifier: "0403.170.701" }, "0403.170.701"],
    ["not of a Dutch one", { country: "NL", vatIdentifier: "NL004495445B01" }, ""],
    ["not of a Dutch company with a Belgian VAT number", { country: "NL" }, ""],
    ["not without VAT number", { vatIdentifier: "" }, ""],
  ])("fills in the register number from the VAT number: %s", async (_name, change, expected) => {
    const { as } = await company();
    const put = await as("PUT", "/api/administration", {
      ...saved,
      legalRegistrationIdentifier: "",
      ...change,
      version: 1,
    });
    expect(put.json).toMatchObject({ legalRegistrationIdentifier: expected });
  });

  test.each([
    ["iban", { iban: "BE68 5390 0754 7035" }, "Dit rekeningnummer klopt niet"],
    ["vatIdentifier", { vatIdentifier: "BE0202239950" }, "Dit btw-nummer klopt niet: kijk de cijfers na"],
    [
      "legalRegistrationIdentifier",
      { legalRegistrationIdentifier: "0202.239.950" },
      "Dit ondernemingsnummer klopt niet: het heeft 10 cijfers, en de laatste 2 zijn controlecijfers",
    ],
    [
      "legalRegistrationIdentifier",
      { country: "NL", legalRegistrationIdentifier: "1234567" },
      "Een KvK-nummer heeft 8 cijfers",
    ],
    ["country", { country: "XX" }, "Dit land kent Schakel niet: schrijf het als BE of België"],
    ["country", { country: "be" }, "Geef een landcode van twee hoofdletters, zoals BE"],
    [
      "address.countryCode",
      { address: { countryCode: "QQ" } },
      "Dit land kent Schakel niet: schrijf het als BE of België",
    ],
    ["email", { email: "info@" }, "Geef een e-mailadres zoals naam@voorbeeld.be"],
    ["timeZone", { timeZone: "Europe/Gent" }, "Kies een tijdzone zoals Europe/Brussels"],
    ["paymentTermDays", { paymentTermDays: 400 }, "Hoogstens 365"],
    ["name", { name: "  " }, "Mag niet leeg zijn"],
  ])("refuses a wrong %s, says so in Dutch and keeps what was", async (field, change, message) => {
    const { as } = await company();
    const before = (await as("GET", "/api/administration")).json;
    const refused = await as("PUT", "/api/administration", { ...saved, ...change, version: 1 });
    expectProblem(refused, 400, "request.invalid");
    expect((refused.json as { errors: unknown[] }).errors).toEqual([{ field, message }]);
    expect((await as("GET", "/api/administration")).json).toEqual(before);
  });

  test("keeps its country once there is a document, and says why", async () => {
    const { id, as } = await company();
    await sql`insert into documents (id, administration_id, kind, status, currency, line_extension_amount, allowance_total_amount,
        charge_total_amount, tax_exclusive_amount, tax_amount, tax_inclusive_amount, prepaid_amount, payable_rounding_amount, payable_amount,
        language, buyer, seller)
      values (gen_random_uuid(), ${id}, 'invoice', 'draft', 'EUR', 0, 0, 0, 0, 0, 0, 0, 0, 0, 'nl', '{}', '{}')`.execute(
      store.owner,
    );
    expect((await as("GET", "/api/administration")).json).toMatchObject({ countryIsFixed: true });
    const moved = { ...saved, country: "NL", legalRegistrationIdentifier: "", version: 1 };
    const refused = await as("PUT", "/api/administration", moved);
    expectProblem(refused, 409, "request.conflict");
    expect(refused.json).toMatchObject({
      errors: [
        { field: "country", message: "Het land blijft België: er zijn al documenten met die nummers en btw-regels" },
      ],
    });
    await expect(sql`update administrations set country = 'NL' where id = ${id}`.execute(store.owner)).rejects.toThrow(
      "cannot be changed",
    );
    expect((await as("PUT", "/api/administration", { ...saved, version: 1 })).status).toBe(200);
  });
});

describe("a company by its VAT number", () => {
  test.each([
    ["be 0202.239.951", "BE", "NV PROXIMUS", ["KONING ALBERT II LAAN 27", "1030", "SCHAARBEEK"]],
    ["NL004495445B01", "NL", "VOORBEELD B.V.", ["DAMRAK 12", "1012AB", "AMSTERDAM"]],
    ["LU15027442", "LU", "EXEMPLE S.A R.L.", ["12, RUE DU FORT", "1234", "LUXEMBOURG"]],
    ["FR40303265045", "FR", "SA EXEMPLE", ["12 RUE DE LA PAIX", "75001", "PARIS"]],
    ["DE136695976", "DE", "", ["", "", ""]],
    ["EL 094259216", "GR", "PARADEIGMA AE", ["ODOS ERMOU 5", "105 63", "ATHINA"]],
    ["GR094259216", "GR", "PARADEIGMA AE", ["ODOS ERMOU 5", "105 63", "ATHINA"]],
  ])("%s", async (number, country, name, [streetName, postalZone, cityName]) => {
    const { as } = await company();
    const { json } = await as("GET", `/api/companies/${encodeURIComponent(number)}`);
    expect(json).toMatchObject({
      valid: true,
      country,
      name,
      address: { streetName, postalZone, cityName, countryCode: country },
      consultationNumber: expect.stringMatching(/^WAPI/),
    });
    expect(vies.asked.at(-1)).toMatchObject({ requesterMemberStateCode: "BE", requesterNumber: "0765432146" });
  });

  test("is asked once a day when it is valid, and again every time when it is not", async () => {
    const { as } = await company();
    const before = vies.asked.length;
    for (let n = 0; n < 3; n += 1) await as("GET", "/api/companies/BE0202239951");
    expect(vies.asked.length).toBe(before);
    for (let n = 0; n < 2; n += 1)
      expect((await as("GET", "/api/companies/BE1000000021")).json).toMatchObject({ valid: false, name: "" });
    expect(vies.asked.length).toBe(before + 2);
  });

  test.each(["BE0202239950", "NL123456789B12", "GB123456789", "0202239951", "geen"])(
    "%s cannot exist, and VIES is not asked",
    async (number) => {
      const { as } = await company();
      const before = vies.asked.length;
      expectProblem(await as("GET", `/api/companies/${number}`), 400, "request.invalid");
      expect(vies.asked.length).toBe(before);
    },
  );

  test.each(["MS_UNAVAILABLE", "GLOBAL_MAX_CONCURRENT_REQ", "TIMEOUT", "IP_BLOCKED", "html", "500"] as const)(
    "when VIES says %s it is told so, and nothing is kept",
    async (fault) => {
      const { as } = await company();
      vies.faults.push(fault);
      const refused = await as("GET", "/api/companies/BE0765432146");
      expectProblem(refused, 502, "remote.unavailable");
      expect(refused.json).toMatchObject({
        errors: [{ field: "vatNumber", message: expect.stringContaining("VIES antwoordt nu niet") }],
      });
    },
  );

  test("a number that VIES calls malformed is refused as such: that is not the same as not registered", async () => {
    const { as } = await company();
    vies.faults.push("INVALID_INPUT");
    const refused = await as("GET", "/api/companies/BE0765432146");
    expectProblem(refused, 400, "request.invalid");
    expect(refused.json).toMatchObject({ errors: [{ field: "vatNumber" }] });
  });

  test("our own number that VIES does not take is left out, the question stays", async () => {
    const { as } = await company();
    vies.faults.push("INVALID_REQUESTER_INFO");
    expect((await as("GET", "/api/companies/BE0765432146")).json).toMatchObject({
      valid: true,
      consultationNumber: "",
    });
  });

  test("many at once are asked one by one per member state", async () => {
    const { as } = await company();
    vies.slowMs = 40;
    vies.companies.set("BE1023456797", { name: "EEN", address: "A 1\n9000 GENT" });
    const numbers = ["BE1000000021", "BE1023456797", "BE1000000021", "NL000099998B57", "NL000099998B57"];
    const answers = await Promise.all(numbers.map((number) => as("GET", `/api/companies/${number}`)));
    vies.slowMs = 0;
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    expect([...vies.mostAtOnce.values()].every((most) => most === 1)).toBe(true);
  });

  test("before there is a user it is found with the set-up code, and without it not", async () => {
    const refused = await call("GET", "/api/setup/companies/BE0202239951");
    expectProblem(refused, 403, "set_up.code_needed");
    const { setUpCode } = await import("#api/users/set-up-code.ts");
    const code = setUpCode(store.key);
    const found = await call("GET", `/api/setup/companies/BE0202239951?code=${code}`);
    expect(found.json).toMatchObject({ valid: true, name: "NV PROXIMUS", consultationNumber: "" });
  });
});
