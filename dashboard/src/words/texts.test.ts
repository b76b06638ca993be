import { beforeEach, expect, test, vi } from "vitest";
import { openTexts, type Language } from "./texts.ts";

const kept = new Map<string, string>();
beforeEach(() => {
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, text: string) => kept.set(key, text),
  });
  vi.stubGlobal("document", { documentElement: { lang: "" } });
});

const tIn = async (language: Language) => {
  const texts = await openTexts(language);
  await texts.loadRest();
  return texts;
};

test("a plural follows the language: zero is plural in Dutch and singular in French", async () => {
  const nl = (await tIn("nl")).t();
  const fr = (await tIn("fr")).t();
  expect([0, 1, 2].map((count) => nl("cause.orders", { count }))).toEqual([
    "0 bestellingen",
    "1 bestelling",
    "2 bestellingen",
  ]);
  expect([0, 1, 2].map((count) => fr("cause.orders", { count }))).toEqual(["0 commande", "1 commande", "2 commandes"]);
});

test("a large number is written as its language does", async () => {
  const written = async (language: Language) => (await tIn(language)).t()("cause.orders", { count: 12345 });
  expect([await written("nl"), await written("fr"), await written("en")]).toEqual([
    "12.345 bestellingen",
    "12\u202f345 commandes",
    "12,345 orders",
  ]);
});

test("some words follow the country of the administration, and fall back to the usual one", async () => {
  const t = (await tIn("nl")).t();
  expect(t("document.deliveryNote", { count: 2, context: "NL" })).toBe("2 pakbonnen");
  expect(t("document.deliveryNote", { count: 1, context: "BE" })).toBe("1 leveringsbon");
  expect(t("document.invoice", { count: 2, context: "NL" })).toBe("2 facturen");
});

test("a sentence that begins with a record begins with a capital; a value is never a pattern", async () => {
  const t = (await tIn("nl")).t();
  expect(t("order.skipped", { record: t("record.order", { number: "10482" }) })).toBe(
    "Bestelling 10482 is overgeslagen",
  );
  expect(t("order.note", { note: "<b>$& {{record}}</b>" })).toBe("Opmerking: <b>$& {{record}}</b>");
});

test("another language brings its texts and says so to who listens", async () => {
  const texts = await tIn("nl");
  const changed = vi.fn<() => void>();
  texts.subscribe(changed);
  await texts.use("fr");
  expect(changed).toHaveBeenCalledOnce();
  expect([texts.language(), texts.t()("orders.title"), document.documentElement.lang]).toEqual([
    "fr",
    "Commandes",
    "fr",
  ]);
  expect(kept.get("schakel.language")).toBe("fr");
});
