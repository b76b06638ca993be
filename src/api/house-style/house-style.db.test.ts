import { describe, expect, test } from "vitest";
import { jpegOf, pngOf } from "#backoffice/pdf/testing/pictures.ts";
import { pdfText } from "#backoffice/pdf/testing/pdf-text.ts";
import { openBooks, orderOf } from "#backoffice/testing/document-orders.ts";
import { apiUnderTest, expectProblem } from "#api/testing/api-under-test.ts";

const api = await apiUnderTest();
const { call, store, makeToken, url } = api;

/** A company with its owner's token. */
async function company(country = "BE") {
  const id = await store.makeAdministration({ country });
  const token = await makeToken("owner", id);
  return { id, token, as: (method: string, path: string, body?: unknown) => call(method, path, { token, body }) };
}

/** Answers as bytes, as a browser reads them. */
async function fetched(
  token: string,
  path: string,
  init: { method?: string; body?: Uint8Array | string; type?: string } = {},
) {
  const { method = "GET", body, type = "image/png" } = init;
  const headers = {
    authorization: `Bearer ${token}`,
    "accept-language": "nl",
    ...(body !== undefined && { "content-type": type }),
  };
  const answer = await fetch(new URL(path, url), {
    method,
    headers,
    ...(body !== undefined && { body: new Uint8Array(Buffer.from(body)) }),
  });
  const bytes = Buffer.from(await answer.arrayBuffer());
  return {
    status: answer.status,
    headers: answer.headers,
    bytes,
    json: () => JSON.parse(bytes.toString("utf8")) as never,
  };
}

const style = {
  accentColour: "#AA0000",
  addressSide: "left",
  secondIban: "BE71 0961 2345 6769",
  footer: "RPR Gent",
  terms: { nl: "Betaling binnen 14 dagen.", fr: "", en: "", de: "" },
  showsPaymentQr: true,
  showsPayLink: false,
  pricesOnDeliveryNotes: true,
};

describe("the style", () => {
  test("is the usual one until somebody chooses, with the address where that country's envelopes have their window", async () => {
    const [belgian, dutch] = [await company(), await company("NL")];
    expect((await belgian.as("GET", "/api/house-style")).json).toMatchObject({
      version: 0,
      addressSide: "right",
      logo: null,
    });
    expect((await dutch.as("GET", "/api/house-style")).json).toMatchObject({ addressSide: "left" });
  });

  test("is saved over the version that was read, and says who was first", async () => {
    const { as } = await company();
    const saved = await as("PUT", "/api/house-style", { ...style, version: 0 });
    expect(saved.json).toMatchObject({ version: 1, accentColour: "#aa0000", secondIban: "BE71096123456769" });
    const late = await as("PUT", "/api/house-style", { ...style, version: 0 });
    expectProblem(late, 409, "request.conflict");
    expect(late.text).toContain("owner in a test");
    expect((await as("PUT", "/api/house-style", { ...style, version: 1 })).json).toMatchObject({ version: 2 });
    expectProblem(await as("PUT", "/api/house-style", { ...style, version: 7 }), 409);
  });

  test.each([
    ["secondIban", { secondIban: "BE71 0961 2345 6768" }],
    ["accentColour", { accentColour: "red" }],
    ["footer", { footer: "a\nb\nc\nd" }],
    ["terms.nl", { terms: { ...style.terms, nl: "x".repeat(6001) } }],
    ["addressSide", { addressSide: "middle" }],
  ])("names the field that is wrong: %s", async (field, wrong) => {
    const { as } = await company();
    const answer = await as("PUT", "/api/house-style", { ...style, ...wrong, version: 0 });
    expectProblem(answer, 400);
    expect(answer.json).toMatchObject({ errors: [{ field }] });
  });

  test("is seen before it is saved, in every language", async () => {
    const { token, as } = await company();
    const saved = await fetched(token, "/api/house-style/preview?kind=quote&sample=fr");
    expect((await pdfText(saved.bytes)).text).toContain("Devis");
    const body = JSON.stringify({ style, kind: "deliveryNote", sample: "de" });
    const unsaved = await fetched(token, "/api/house-style/preview", {
      method: "POST",
      body,
      type: "application/json",
    });
    expect(unsaved.headers.get("content-type")).toBe("application/pdf");
    const { text } = await pdfText(unsaved.bytes);
    expect(text).toContain("Lieferschein");
    expect(text).toContain("RPR Gent");
    expect((await as("GET", "/api/house-style")).json).toMatchObject({ version: 0 });
  });
});

describe("the logo", () => {
  const put = (token: string, body: Buffer, type?: string) =>
    fetched(token, "/api/house-style/logo", { method: "PUT", body, ...(type !== undefined && { type }) });

  test("is kept by its content, given back, and taken away", async () => {
    const { token, as } = await company();
    const picture = pngOf({ width: 120, height: 40 });
    expect((await put(token, picture, "image/jpeg")).json()).toMatchObject({
      mediaType: "image/png",
      width: 120,
      height: 40,
    });
    const kept = await fetched(token, "/api/house-style/logo");
    expect([kept.headers.get("content-type"), kept.bytes.equals(picture)]).toEqual(["image/png", true]);
    expect((await put(token, jpegOf({ width: 90, height: 30 }))).status).toBe(200);
    expect((await fetched(token, "/api/house-style/logo")).headers.get("content-type")).toBe("image/jpeg");
    expect((await as("GET", "/api/house-style")).json).toMatchObject({ logo: { width: 90, height: 30 } });
    expect((await as("DELETE", "/api/house-style/logo")).status).toBe(200);
    expect((await fetched(token, "/api/house-style/logo")).status).toBe(404);
  });

  test.each([
    [
      "an SVG",
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>"),
      "image/svg+xml",
      "SVG kan script bevatten",
    ],
    [
      "an SVG that says it is a PNG",
      Buffer.from("<svg xmlns='http://www.w3.org/2000/svg'/>"),
      "image/png",
      "SVG kan script",
    ],
    ["a JPEG in CMYK", jpegOf({ width: 90, height: 30, parts: 4 }), "image/jpeg", "CMYK"],
    ["nothing", Buffer.from(""), "image/png", "geen PNG of JPEG"],
  ])("is refused with its reason: %s", async (_name, body, type, reason) => {
    const { token } = await company();
    const answer = await put(token, body, type);
    expect(answer.status).toBe(400);
    expect(JSON.stringify(answer.json())).toContain(reason);
    expect((await fetched(token, "/api/house-style/logo")).status).toBe(404);
  });

  test("of 30 MB is refused before it is read, and the hub goes on", async () => {
    const { token, as } = await company();
    const answer = await put(token, Buffer.alloc(30 * 1024 * 1024));
    expect(answer.status).toBe(413);
    expect(JSON.stringify(answer.json())).toContain("het mag 2 MB zijn");
    expect((await as("GET", "/api/house-style")).status).toBe(200);
  });

  test("is no way around the limit of other bodies", async () => {
    const { as } = await company();
    expectProblem(await as("PUT", "/api/house-style", { ...style, version: 0, x: "y".repeat(1_100_000) }), 413);
  });
});

test("the PDF of a document opens in the browser under its own name, and only for who may read documents", async () => {
  const books = await openBooks(store);
  const [issued] = await books.issue([orderOf(books.draft({ kind: "creditNote", language: "fr" }))]);
  const token = await makeToken("viewer", books.administration.id);
  const path = `/api/documents/${issued?.id}/pdf`;
  const answer = await fetched(token, path);
  expect(answer.headers.get("content-type")).toBe("application/pdf");
  expect(answer.headers.get("content-disposition")).toBe(
    `inline; filename="Note de credit CN-2026-0001.pdf"; filename*=UTF-8''Note%20de%20cr%C3%A9dit%20CN-2026-0001.pdf`,
  );
  const again = await fetched(token, path);
  expect(again.headers.get("etag")).toBe(answer.headers.get("etag"));
  expect(again.bytes.equals(answer.bytes)).toBe(true);
  const stranger = await company();
  expect((await fetched(stranger.token, path)).status).toBe(404);
});
