/** In which bytes the basket comes back (contract sections 2.1 and 7, number 5). */
import { afterEach, beforeEach, expect, test } from "vitest";
import { encoded, formText, readForm, reference } from "./form-bytes.ts";
import type { Settings } from "./settings.ts";
import { startWholesaler, type Wholesaler } from "./stand-in.ts";
import { opening, visitorOf, type Visitor } from "./testing/visitor.ts";

let shop: Wholesaler;
let visitor: Visitor;
beforeEach(async () => {
  shop = await startWholesaler({ settings: { afterTransfer: "keeps", contributions: "none" } });
  visitor = visitorOf(shop);
  shop.fill("demo", [{ article: "CAFÉ-ZUIL 3", quantity: "1" }]);
});
afterEach(() => shop.stop());

async function back(settings: Partial<Settings>, call: Record<string, string> = {}) {
  Object.assign(shop.settings, settings);
  await visitor.post("/oci", opening(call));
  const { contentType, body } = shop.returnForm(visitor.session());
  return { contentType, text: Buffer.from(body).toString("latin1") };
}

const utf8 = "Contactzuil+%E2%80%9CCaf%C3%A9%E2%80%9D+3-voudig%2C+cr%C3%A8me";
const latin = "Contactzuil+%93Caf%E9%94+3-voudig%2C+cr%E8me";

test.each<[Partial<Settings>, Record<string, string>, string]>([
  [{}, {}, utf8],
  [{ charset: "iso-8859-1" }, {}, utf8],
  [{ charset: "iso-8859-1" }, { http_content_charset: "" }, latin],
  [{ charset: "iso-8859-1" }, { http_content_charset: "koi8-r" }, latin],
  [{ charset: "iso-8859-1", honoursAskedCharset: false }, {}, latin],
  [{ charset: "utf-8" }, { http_content_charset: "ISO-8859-1" }, latin],
  [{ charset: "utf-8", honoursAskedCharset: false }, { http_content_charset: "ISO-8859-1" }, utf8],
])("%j, asked %j", async (settings, call, expected) => {
  const { contentType, text } = await back(settings, call);
  expect(text.split("&")[0]).toBe(`NEW_ITEM-DESCRIPTION%5B1%5D=${expected}`);
  expect(contentType).toBe("application/x-www-form-urlencoded");
});

test("the character set is said in a field, in the header, or nowhere", async () => {
  const ignoring = { charset: "iso-8859-1", honoursAskedCharset: false } as const;
  expect((await back(ignoring)).text).not.toMatch(/charset/i);
  const inField = await back({ charsetSaid: "field" });
  expect(inField.text.endsWith("&_charset_=windows-1252")).toBe(true);
  expect(inField.contentType).toBe("application/x-www-form-urlencoded");
  expect((await back({ charset: "utf-8" })).text.endsWith("&_charset_=UTF-8")).toBe(true);
  const inHeader = await back({ ...ignoring, charsetSaid: "header" });
  expect(inHeader.contentType).toBe("application/x-www-form-urlencoded; charset=iso-8859-1");
  expect(inHeader.text).not.toContain("_charset_");
});

test("what the character set lacks becomes a reference, in the page and in what is posted", async () => {
  const { text } = await back({ charset: "iso-8859-1", honoursAskedCharset: false });
  expect(text).toContain("%96+230+V%7E+%26%238804%3B+16+A");
  const page = await visitor.post("/mandje/overdragen", {});
  expect(page.contentType).toBe("text/html; charset=iso-8859-1");
  expect(page.html).toContain("crème \x96 230 V~ &#8804; 16 A");
  expect(page.handOver?.acceptCharset).toBe("");
});

test("a form in another character set than its page says so to the browser", async () => {
  await back({ charset: "iso-8859-1" });
  expect((await visitor.post("/mandje/overdragen", {})).handOver?.acceptCharset).toBe("utf-8");
});

test("the shop reads its own forms in the character set of its pages", async () => {
  await back({ charset: "iso-8859-1" });
  expect((await visitor.get("/artikelen?zoek=%93caf%E9%94")).text).toContain("1 artikel");
  expect((await visitor.get("/artikelen?zoek=caf%C3%A9")).text).toContain("niets gevonden");
});

test("names and values are escaped as the HTML standard has it", () => {
  expect(formText([["a~[1]", "x*-._ é\n\r\n\r%&=+/"]], "utf-8")).toBe(
    "a%7E%5B1%5D=x*-._+%C3%A9%0D%0A%0D%0A%0D%0A%25%26%3D%2B%2F",
  );
  expect(formText([["a", "\ud800€\u{1f4a1}"]], "iso-8859-1")).toBe("a=%26%2365533%3B%80%26%23128161%3B");
  expect(formText([["a", "\ud800\u{1f4a1}"]], "utf-8")).toBe("a=%EF%BF%BD%F0%9F%92%A1");
  expect(encoded("\x81\x8d\x90ÿ", "iso-8859-1", reference).toString("hex")).toBe("818d90ff");
});

test("what comes in is read as it was sent, broken escapes as they stand", () => {
  expect(readForm("a=1&a=2&&b&=c&d=%zz%4&e=%C3%A9+%2B")).toEqual([
    ...[
      ["a", "1"],
      ["a", "2"],
      ["b", ""],
      ["", "c"],
      ["d", "%zz%4"],
      ["e", "é +"],
    ],
  ]);
  expect(readForm("a=%E9%80%81", "iso-8859-1")).toEqual([["a", "é€\x81"]]);
});
