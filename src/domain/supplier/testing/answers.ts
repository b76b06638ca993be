import type { z } from "zod";
import { PriceAnswer } from "#domain/supplier/price-answer.ts";

/** A priced answer of a piece at 10.00, with what a test is about. Values are decimal text, as in the contract. */
export const answerWith = (given: Partial<z.input<typeof PriceAnswer>> = {}): PriceAnswer =>
  PriceAnswer.parse({
    suppliersItemIdentifier: "0700002",
    status: "ok",
    currency: "EUR",
    net: "10.00",
    basis: { quantity: "1", unitCode: "C62" },
    orderUnitCode: "C62",
    perOrderUnit: "1",
    useUnitCode: "C62",
    usePerOrder: "1",
    retrievedAt: "2026-11-21T08:30:00Z",
    raw: "…",
    ...given,
  });

/** The wire of contract price-lists.md 7: 38.00 per 100 m and copper on top. */
export const wire = (given: Partial<z.input<typeof PriceAnswer>> = {}): PriceAnswer =>
  answerWith({
    suppliersItemIdentifier: "7000003",
    manufacturersItemIdentifier: "H07V-U1,5BL",
    gtin: "05412345000013",
    asked: { quantity: "250", unitCode: "MTR" },
    gross: "95.00",
    discounts: [{ kind: "percent", value: "60", group: "KAB1", source: "group table 2026-10" }],
    net: "38.00",
    basis: { quantity: "100", unitCode: "MTR" },
    orderUnitCode: "MTR",
    useUnitCode: "MTR",
    surcharges: [
      {
        kind: "metal",
        amount: "54.648",
        per: { quantity: "100", unitCode: "MTR" },
        includedInNet: "no",
        vatRate: "21",
      },
    ],
    metal: {
      type: "Cu",
      weightKgPerKm: "72",
      basePer100Kg: "150",
      quotePer100Kg: "900",
      quoteDate: "2026-11-20",
      handlingPercent: "1",
    },
    vatRate: "21",
    minimum: "100",
    multiple: "100",
    ...given,
  });

/** The lamp of contract price-lists.md 7: nobody knows whether 3.933 holds its Recupel. */
export const lamp = (given: Partial<z.input<typeof PriceAnswer>> = {}): PriceAnswer =>
  answerWith({
    asked: { quantity: "25", unitCode: "C62" },
    gross: "6.90",
    discounts: [{ kind: "percent", value: "43", source: "answer" }],
    net: "3.933",
    surcharges: [
      {
        kind: "recupel",
        amount: "0.0413",
        per: { quantity: "1", unitCode: "C62" },
        includedInNet: "unknown",
        vatRate: "21",
      },
    ],
    vatRate: "21",
    packQuantity: "10",
    ...given,
  });
