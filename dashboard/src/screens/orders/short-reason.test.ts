import { expect, test } from "vitest";
import { shortReason } from "./short-reason.ts";

test("the order is not named twice in a row of the list", () => {
  expect(shortReason("Bestelling 7: nog niets gekozen. Kies.", "bestelling 7")).toBe("Nog niets gekozen. Kies.");
  expect(shortReason("Commande 7 : rien de choisi", "commande 7")).toBe("Rien de choisi");
});

test("a sentence that goes on from its name stays whole", () => {
  for (const message of ["Bestelling 7 wacht: Velo antwoordt niet", "Bestelling 77: verschil", "Overgeslagen"])
    expect(shortReason(message, "bestelling 7")).toBe(message);
});
