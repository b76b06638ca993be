import { describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem } from "#api/testing/api-under-test.ts";
import { importCompany, people, type Import } from "#api/testing/import-company.ts";

const api = await apiUnderTest();
const company = () => importCompany(api);

const windows1252 = (text: string): Buffer =>
  Buffer.from(Array.from(text, (sign) => (sign === "€" ? 0x80 : (sign.codePointAt(0) ?? 0x3f))));

describe("a file", () => {
  test.each([
    ["Windows-1252 with semicolons", windows1252(people), { encoding: "windows-1252", separator: ";" }],
    ["UTF-8 with its mark", Buffer.from(`\u{FEFF}${people}`), { encoding: "utf-8", separator: ";" }],
    ["UTF-8 with commas", people.replaceAll(";", ","), { encoding: "utf-8", separator: "," }],
    ["tabs", people.replaceAll(";", "\t"), { separator: "\t" }],
    ["bars", people.replaceAll(";", "|"), { separator: "|" }],
    ["UTF-16 as Excel writes it", Buffer.from(`\u{FEFF}${people}`, "utf16le"), { encoding: "utf-16le" }],
    ["UTF-16 without its mark", Buffer.from(people, "utf16le"), { encoding: "utf-16le" }],
    ["lines of Windows", people.replaceAll("\n", "\r\n"), { separator: ";" }],
    ["everything between quotes", people.replaceAll(/[^;\n]+/g, '"$&"'), { separator: ";" }],
  ])("of %s is read as it is written", async (_, body, format) => {
    const { bring, get } = await company();
    const seen = await bring("parties", body);
    expect(seen.format).toMatchObject({ ...format, hasHeader: true });
    expect(seen.counts).toEqual({ new: 2, changed: 0, unchanged: 0, wrong: 0 });
    const list: { items: { id: string; name: string }[] } = await get("/api/parties");
    expect(list.items.map(({ name }) => name)).toEqual(["Bakkerij Zoë", "De Fiets"]);
    expect(await get(`/api/parties/${list.items[0]?.id}`)).toMatchObject({
      contactName: "Zoë Çelik",
      vatIdentifier: "BE0202239951",
      addresses: {
        postal: { streetName: "Kerkstraat 12 bus 3", postalZone: "9000", cityName: "Gent", countryCode: "BE" },
      },
    });
  });

  test("shows what its columns hold and are taken for", async () => {
    const { upload } = await company();
    const found = (await upload("parties", people)).json as Import;
    expect(found).toMatchObject({ state: "uploaded", counts: null, what: "parties", fileName: "bestand.csv" });
    expect(found.columns.map(({ header, field }) => [header, field])).toEqual([
      ["Klant", "name"],
      ["Contactpersoon", "contactName"],
      ["E-mail", "email"],
      ["Btw-nummer", "vatIdentifier"],
      ["Straat", "streetName"],
      ["Huisnummer", "houseNumber"],
      ["Bus", "boxNumber"],
      ["Postcode", "postalZone"],
      ["Gemeente", "cityName"],
      ["Land", "countryCode"],
    ]);
    expect(found.columns[0]?.samples).toEqual(["Bakkerij Zoë", "De Fiets"]);
  });

  test.each([
    ["nothing", "", "leeg"],
    ["only blanks", " \n\n ", "leeg"],
    ["a spreadsheet", Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]), "rekenblad"],
    ["an old spreadsheet", Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0xa1]), "rekenblad"],
    ["a picture", Buffer.concat([Buffer.from([0x89, 0x50]), Buffer.alloc(500)]), "geen tekstbestand"],
    ["a PDF", "%PDF-1.7 …", "geen tekstbestand"],
  ])("that is %s is refused with what to do", async (_, body, words) => {
    const { upload } = await company();
    for (const type of ["text/csv", "application/octet-stream", "application/json"]) {
      const refused = await upload("items", body, type);
      expectProblem(refused, 400, "request.invalid");
      expect(refused.json).toMatchObject({ errors: [{ field: "file", message: expect.stringContaining(words) }] });
    }
  });

  test("without a header is mapped by hand, and read otherwise when a person says so", async () => {
    const { upload, as } = await company();
    const { id, format, columns } = (await upload("items", "A1,Boor,12.50\nA2,Zaag,7\n")).json as Import;
    expect(format).toMatchObject({ hasHeader: false, separator: ",", decimal: "point" });
    expect(columns.map(({ field }) => field)).toEqual([null, null, null]);
    const nothing = await as("PUT", `/api/imports/${id}/mapping`, { columns: [{ position: 1, field: "name" }] });
    expect(nothing.json).toMatchObject({ errors: [{ message: "Kies een kolom voor Artikelcode" }] });
    const mapping = ["sellersItemIdentifier", "name", "salesPrice"].map((field, position) => ({ position, field }));
    const seen = (await as("PUT", `/api/imports/${id}/mapping`, { columns: mapping })).json as Import;
    expect(seen.counts).toEqual({ new: 2, changed: 0, unchanged: 0, wrong: 0 });
    const other = await as("PUT", `/api/imports/${id}/mapping`, { format: { hasHeader: true }, columns: mapping });
    expect((other.json as Import).counts).toMatchObject({ new: 1 });
    for (const wrong of [
      [{ position: 9, field: "name" }],
      [{ position: 0, field: "nonsense" }],
      [...mapping, { position: 2, field: "name" }],
    ])
      expectProblem(await as("PUT", `/api/imports/${id}/mapping`, { columns: wrong }), 400);
  });
});

describe("rows that are not right", () => {
  const file = [
    "Artikelcode;Naam;Prijs;Btw;Eenheid;Barcode",
    "A1;Boor;12,50;21;stuk;5412345000013",
    "A2;Zaag;gratis;21;stuk;",
    "A3;Vijl;1.234,50;121%;el;123",
    ";Zonder code;1;21;;",
    "A5;Te;veel;velden;hier;nu;en nog;een",
    "A1;Nog eens;1;21;;",
    "A6;;1;21;;",
    'A7;"Een ""echte"" boor";€ 7,-;6 %;uur;',
    "A8;Nul\0byte;1;21;;",
    '=cmd|" /C calc"!A0;Formule;1;21;;',
    'A9;Nooit;"dicht',
    "A10;Verloren;1;21;;",
  ].join("\r\n");

  test("name their line, column, value and mend; the others are good", async () => {
    const { upload, as } = await company();
    const { id } = (await upload("items", file)).json as Import;
    const seen = (await as("PUT", `/api/imports/${id}/mapping`, {})).json as Import;
    expect(seen.counts).toEqual({ new: 3, changed: 0, unchanged: 0, wrong: 8 });
    expect(
      seen.wrong.map(({ line, problems }) => [line, ...problems.map(({ column, value }) => `${column}: ${value}`)]),
    ).toEqual([
      [3, "Prijs: gratis"],
      [4, "Btw: 121%", "Eenheid: el", "Barcode: 123"],
      [5, "Artikelcode: "],
      [6, ": en nog een"],
      [7, ": "],
      [8, "Naam: "],
      [10, "Naam: Nul\u{FFFD}byte"],
      [12, ": "],
    ]);
    expect(seen.wrong[0]?.problems[0]?.message).toBe(
      "Schrijf een prijs zoals 12,50, zonder min en met hoogstens 6 decimalen",
    );
    expect(seen.wrong[4]?.problems[0]?.message).toBe("Dit is dezelfde als regel 2: houd er één");
    expect(seen.rows.find(({ line }) => line === 9)?.fields).toEqual({
      sellersItemIdentifier: "A7",
      name: 'Een "echte" boor',
      salesPrice: "7",
      vatRate: "6",
      unitCode: "HUR",
    });
    const report = await as("GET", `/api/imports/${id}/problems?separator=,`, undefined, "fr");
    expect(report.type).toContain("text/csv");
    expect(report.text.split("\r\n").slice(0, 2)).toEqual([
      "\u{FEFF}Ligne,Colonne,Contenu,À faire",
      '3,Prijs,gratis,"Écrivez un prix comme 12,50, sans signe moins et avec 6 décimales au plus"',
    ]);
    // What looks like a formula comes back as text.
    expect(report.text).toContain("\r\n");
  });

  test("keep everything out when that is asked, and only themselves otherwise", async () => {
    const { upload, as, carryOut, get } = await company();
    const { id } = (await upload("items", file)).json as Import;
    expectProblem(await as("POST", `/api/imports/${id}/apply`, {}), 409);
    await as("PUT", `/api/imports/${id}/mapping`, {});
    const strict = await as("POST", `/api/imports/${id}/apply`, { strict: true });
    expectProblem(strict, 409, "request.conflict");
    expect((await as("POST", `/api/imports/${id}/apply`, {})).json).toMatchObject({
      state: "applying",
      progress: { done: 0, total: 3 },
    });
    expectProblem(await as("PUT", `/api/imports/${id}/mapping`, {}), 409);
    await carryOut();
    const list: { items: { sellersItemIdentifier: string; gtins: string[]; salesPrice: string }[] } =
      await get("/api/items");
    expect(list.items.map((item) => item.sellersItemIdentifier)).toEqual(['=cmd|" /C calc"!A0', "A1", "A7"]);
    expect(list.items[1]).toMatchObject({ gtins: ["5412345000013"], salesPrice: "12.50" });
    const exported = await as("GET", "/api/items/export");
    expect(exported.text).toContain(`"'=cmd|"" /C calc""!A0"`);
    expect(exported.text).toContain(";12.50;21;5412345000013;true;0");
  });

  test("a cell of ten megabytes is one wrong row", async () => {
    const { upload, as } = await company();
    const huge = `Code;Naam\nA1;${"x".repeat(10 * 1024 * 1024)}\nA2;Goed\n`;
    const { id } = (await upload("items", huge)).json as Import;
    const seen = (await as("PUT", `/api/imports/${id}/mapping`, {})).json as Import;
    expect(seen.counts).toMatchObject({ new: 1, wrong: 1 });
    expect(seen.wrong[0]?.problems[0]).toMatchObject({ column: "Naam", message: "Kort dit in tot 500 tekens" });
    expect(seen.wrong[0]?.problems[0]?.value.length).toBe(100);
  });

  // With a pattern that looks back at every blank this took half a minute, and everybody waited.
  test("a cell of blanks is looked at once", { timeout: 10_000 }, async () => {
    const { upload } = await company();
    const blanks = `Artikelcode;Naam\n"${" ".repeat(120_000)}x";y\n`;
    expect((await upload("items", blanks)).status).toBe(201);
  });

  test("of another company are not there", async () => {
    const [mine, other] = [await company(), await company()];
    const { id } = (await mine.upload("items", "Code;Naam\nA1;Goed\n")).json as Import;
    expectProblem(await other.as("GET", `/api/imports/${id}/rows`), 404, "request.not_found");
  });

  test("of an upload above 60 MB nothing is read", async () => {
    const { upload } = await company();
    expectProblem(await upload("items", Buffer.alloc(61 * 1024 * 1024, "a")), 413, "request.too_large");
  });
});
