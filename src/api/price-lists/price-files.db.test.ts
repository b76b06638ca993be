import { randomBytes } from "node:crypto";
import { describe, expect, test } from "vitest";
import { apiUnderTest, expectProblem } from "#api/testing/api-under-test.ts";
import { priceCompany, csv, type Shown } from "#api/testing/price-company.ts";

const api = await apiUnderTest();
const company = () => priceCompany(api);

describe("a file", () => {
  const file = csv("A;Draad;95,00;60;100;M;5412345000013", "B;Lamp;6,90;43;1;st;", "C;Kap;1.234;;1;st;");

  test("shows its first articles with their cost, and then what all of it would do", async () => {
    const { preview, as, rows } = await company();
    const { shown, now, importId } = await preview(file, { isWholeList: true });
    expect(shown.columns.map(({ field }) => field)).toEqual([
      "code",
      "name",
      "gross",
      "discount",
      "basis",
      "unit",
      "gtin",
    ]);
    expect(
      shown.rows.map(({ code, price }) => [code, price?.["net"], price?.["cost"], price?.["useUnitCode"]]),
    ).toEqual([
      ["A", "38", "0.38", "MTR"],
      ["B", "3.933", "3.933", "C62"],
    ]);
    expect(now).toMatchObject({ state: "previewed", counts: { new: 2, problems: 1, vanished: 0 }, questions: [] });
    const problems = (await as("GET", `/api/price-imports/${importId}/problems`)).json;
    expect(problems).toMatchObject({
      items: [{ line: 4, place: "Bruto", value: "1.234", message: expect.stringContaining("twee manieren") }],
    });
    expect(await rows()).toEqual([]);
  });

  test("is taken over once, and put back in one act", async () => {
    const { bring, rows, as, carryOut, get } = await company();
    const done = await bring(file);
    expect(done).toMatchObject({ state: "applied" });
    expect((await rows()).map(({ code, cost }) => [code, cost])).toEqual([
      ["A", "0.38"],
      ["B", "3.933"],
    ]);
    expect((await as("POST", `/api/price-imports/${done.id}/apply`, {})).json).toMatchObject({ state: "applied" });
    expectProblem(await as("PUT", `/api/price-imports/${done.id}/mapping`, {}), 409);
    expectProblem(await as("DELETE", `/api/price-imports/${done.id}`), 409);
    await as("POST", `/api/price-batches/${done.batchId}/undo`);
    await carryOut();
    expect(await rows()).toEqual([]);
    expect(await get(`/api/price-batches`)).toMatchObject({
      items: [{ state: "undone", counts: { new: 2, putBack: 2, kept: 0 } }],
    });
  });

  test("shows old beside new with the change, and what vanishes; suspicious ones wait for a yes", async () => {
    const { bring, preview, as, rows, carryOut } = await company();
    await bring(csv("A;x;10,00;;1;st;", "B;x;10,00;;1;st;", "C;x;10,00;;1;st;"));
    const { importId, now } = await preview(csv("A;x;11,00;;1;st;", "B;x;1000,00;;1;st;"), { isWholeList: true });
    expect(now.counts).toMatchObject({ changed: 1, suspicious: 1, vanished: 1 });
    const shown = async (state: string) =>
      (
        (await as("GET", `/api/price-imports/${importId}/rows?state=${state}`)).json as {
          items: Record<string, unknown>[];
        }
      ).items;
    expect(await shown("changed")).toMatchObject([
      { code: "A", before: { cost: "10" }, price: { cost: "11" }, changePercent: "10" },
    ]);
    expect(await shown("suspicious")).toMatchObject([
      {
        code: "B",
        reasons: [{ reason: "factor" }, { reason: "unitError", text: expect.stringContaining("10, 100 of 1000") }],
      },
    ]);
    expect((await as("GET", `/api/price-imports/${importId}/vanished`)).json).toMatchObject({ items: [{ code: "C" }] });
    expect(
      (await as("POST", `/api/price-imports/${importId}/decisions`, { codes: ["B", "A"], isTaken: true })).json,
    ).toEqual({ decided: 1 });
    await as("POST", `/api/price-imports/${importId}/apply`, {});
    await carryOut();
    expect((await rows()).map(({ cost, isInList }) => [cost, isInList])).toEqual([
      ["11", true],
      ["1000", true],
      ["10", false],
    ]);
  });

  test("of which the columns are chosen by hand is read in the same way next time, by header", async () => {
    const { preview, bring, upload, as } = await company();
    const odd = "Nr;Tekst;Onze prijs\nA;Draad;3,80\n";
    expectProblem(await as("PUT", `/api/price-imports/${((await upload(odd)).json as Shown).id}/mapping`, {}), 400);
    const columns = [
      { position: 0, field: "code" },
      { position: 1, field: "name" },
      { position: 2, field: "net" },
    ];
    await bring(odd, { format: { headerLine: 1 }, columns });
    const next = (await upload("Prijslijst\nTekst;Extra;Onze prijs;Nr\nDraad;x;3,90;A\n")).json as Shown;
    expect(next.format).toMatchObject({ headerLine: 2 });
    expect(next.columns.map(({ field }) => field)).toEqual(["name", null, "net", "code"]);
    for (const wrong of [
      [{ position: 9, field: "code" }],
      [{ position: 0, field: "onzin" }],
      [...columns, { position: 1, field: "net" }],
    ])
      expectProblem(await as("PUT", `/api/price-imports/${next.id}/mapping`, { columns: wrong }), 400);
    expect((await preview(odd)).now.counts).toMatchObject({ unchanged: 1 });
  });

  test("that leaves doubt about VAT or the price quantity is not taken over before somebody answers", async () => {
    const { preview, as, bring, rows, get, list } = await company();
    const dear = "Artikelnr;Bruto incl. btw\nA;12,10\n";
    const { importId, now } = await preview(dear);
    expect(now.questions).toMatchObject([{ question: "tax", text: expect.stringContaining("btw") }]);
    expectProblem(await as("POST", `/api/price-imports/${importId}/apply`, {}), 409);
    await as("DELETE", `/api/price-imports/${importId}`);
    await bring(dear, { tax: { pricesIncludeTax: true, vatRate: "21" } });
    expect((await rows()).map(({ cost }) => cost)).toEqual(["10"]);
    expect(await get(`/api/price-lists/${list.id}`)).toMatchObject({
      terms: { pricesIncludeTax: true, vatRate: "21" },
    });

    const other = await company();
    const five = "V;050;A;20261121;EUR;x;;;;;;;;;\nA;N;7;Kit;;PCE;2;1;500;001;;;\n";
    const asked = await other.preview(five);
    expect(asked.now.questions.map(({ question }) => question)).toEqual(["priceQuantityField"]);
    expect(asked.shown.rows[0]?.price).toMatchObject({ basisQuantity: "2", cost: "2.5" });
    expectProblem(await other.as("POST", `/api/price-imports/${asked.importId}/apply`, {}), 409);
    await other.bring(five, { format: { priceQuantityField: 7 } });
    expect((await other.rows()).map(({ cost }) => cost)).toEqual(["5"]);
    // Asked once: the list remembers.
    expect((await other.preview(five)).now).toMatchObject({ questions: [], counts: { unchanged: 1 } });
  });

  test("of Datanorm 5 is not read by its first articles alone", async () => {
    const { preview } = await company();
    const many = Array.from({ length: 500 }, (_, index) => `A;N;N${index};Kit;;PCE;1;1;500;001;;;`);
    const { now } = await preview(
      ["V;050;A;20261121;EUR;x;;;;;;;;;", ...many, "A;N;X;Kit;;PCE;2;1;500;001;;;"].join("\n"),
    );
    expect(now.questions.map(({ question }) => question)).toEqual(["priceQuantityField"]);
  });

  test("with articles that went and came back has them; one code that is none keeps nobody waiting", async () => {
    const { bring, rows } = await company();
    const article = (code: string, action: string) => `A;${action};${code};00;x;;1;0;St;100;;;;`;
    const filler = Array.from({ length: 5000 }, (_, index) => article(`N${index}`, "N"));
    const done = await bring(
      [
        `V 211126${"x".padEnd(115)}04EUR`,
        article("A", "L"),
        article("A", "N"),
        article("B", "L"),
        article("C", "N"),
        `P;A;${randomBytes(9000).toString("hex")};1;100;;;;;;`,
        ...filler,
        article("B", "N"),
        article("C", "L"),
      ].join("\n"),
    );
    expect(done).toMatchObject({ state: "applied", counts: { new: 5002, problems: 1 } });
    expect((await rows()).slice(0, 3).map(({ code }) => code)).toEqual(["A", "B", "N0"]);
  });

  test("in another currency than its list waits for an answer", async () => {
    const { preview } = await company();
    const { now } = await preview(`V 211126${"Schweiz".padEnd(115)}04CHF\nA;N;1;00;x;;1;0;St;100;;;;\n`);
    expect(now.questions).toMatchObject([
      { question: "currency", text: "Dit bestand is in CHF, de prijslijst in EUR" },
    ]);
  });

  test("that is large comes in parts, each once", async () => {
    const { send, upload, as, carryOut, get } = await company();
    const whole = Buffer.from(csv(...Array.from({ length: 500 }, (_, index) => `N${index};é;1,50;;1;st;`)));
    const cut = whole.indexOf("é") + 1;
    const { id } = (await upload(whole.subarray(0, cut), "&more=true")).json as Shown;
    expectProblem(await as("PUT", `/api/price-imports/${id}/mapping`, {}), 409);
    const part = (offset: number, more: boolean) =>
      send(
        "PUT",
        `/api/price-imports/${id}/content?offset=${offset}&more=${String(more)}`,
        whole.subarray(offset, more ? offset + 1000 : undefined),
      );
    expect((await part(cut, true)).status).toBe(200);
    expectProblem(await part(cut, true), 409);
    expect((await part(cut + 1000, false)).json).toMatchObject({
      state: "uploaded",
      fileSize: whole.byteLength,
      format: { encoding: "utf-8" },
    });
    expectProblem(await part(cut + 1000, false), 409);
    await as("PUT", `/api/price-imports/${id}/mapping`, {});
    await carryOut();
    expect(await get(`/api/price-imports/${id}`)).toMatchObject({ state: "previewed", counts: { new: 500 } });
  });

  test.each([
    ["nothing", "", "leeg"],
    ["blanks", " \r\n \n", "leeg"],
    ["a spreadsheet", Buffer.from([0x50, 0x4b, 3, 4, 20, 0, 6, 0, 8, 0]), "rekenblad"],
    ["a picture", Buffer.concat([Buffer.from([0x89, 0x50]), Buffer.alloc(500)]), "geen tekstbestand"],
    ["a PDF", "%PDF-1.7 …", "geen tekstbestand"],
  ])("that is %s is refused with what to do, and nothing is kept of it", async (_, body, words) => {
    const { upload, get } = await company();
    const refused = await upload(body);
    expectProblem(refused, 400, "request.invalid");
    expect(refused.json).toMatchObject({ errors: [{ field: "file", message: expect.stringContaining(words) }] });
    expect(await get("/api/price-imports")).toEqual({ items: [] });
  });

  test("with hostile content is text, one huge cell is one line that is left out, half a character no reason to stop", async () => {
    const { bring, itemOf, rows } = await company();
    const huge = "x".repeat(3 * 1024 * 1024);
    const done = await bring(
      Buffer.concat([
        Buffer.from(
          csv(
            `A;<script>alert(1)</script>;1,00;;1;st;`,
            `=cmd|' /C calc'!A0;@SUM(1);2,00;;1;st;`,
            `H;${huge};1,00;;1;st;`,
            "N;nul\0teken;1,00;;1;st;",
          ),
        ),
        Buffer.from("\nO;x;5,00;;1;st;5.41E+12\n"),
      ]),
    );
    expect(done.counts).toMatchObject({ new: 4, problems: 2 });
    expect((await rows()).map(({ code }) => code)).toEqual(["=cmd|' /C calc'!A0", "A", "N", "O"]);
    expect(await itemOf("A")).toMatchObject({ name: "<script>alert(1)</script>" });
    expect(await itemOf("N")).toMatchObject({ name: "nul\u{FFFD}teken" });
    expect(await itemOf("O")).toMatchObject({ gtin: "" });
  });

  test("of another company is not there", async () => {
    const [ours, theirs] = [await company(), await company()];
    const { id } = (await theirs.upload(file)).json as Shown;
    for (const [method, path] of [
      ["GET", ""],
      ["GET", "/rows"],
      ["GET", "/problems"],
      ["GET", "/vanished"],
      ["PUT", "/mapping"],
      ["POST", "/apply"],
      ["DELETE", ""],
    ] as const)
      expectProblem(await ours.as(method, `/api/price-imports/${id}${path}`, method === "GET" ? undefined : {}), 404);
  });
});
