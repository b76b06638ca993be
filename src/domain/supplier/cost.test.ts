import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { add, amount, cents, equals, multiply, sum, text, type Amount } from "#domain/amount.ts";
import { costOf, lineAmountOf, lineComponentsOf, type Cost, type SupplierTerms } from "./cost.ts";
import { netAfter } from "./discounts.ts";
import { PriceAnswer } from "./price-answer.ts";
import { answerWith, lamp, wire } from "./testing/answers.ts";

const terms: SupplierTerms = { metalInNet: "no", contributionsIncluded: "unknown" };

function priced(answer: PriceAnswer, given: Partial<SupplierTerms> = {}): Cost {
  const cost = costOf(answer, { ...terms, ...given });
  if (cost === null) throw new Error("no cost");
  return cost;
}
const lineOf = (cost: Cost, quantity: string): string => text(lineAmountOf(cost, amount(quantity)));

describe("the worked examples of the contracts, to the cent", () => {
  test("price-lists 3: a pipe at 850.00 per 100 m, by the bundle of 5 × 4 m", () => {
    const cost = priced(
      answerWith({
        net: "850.00",
        basis: { quantity: "100", unitCode: "MTR" },
        orderUnitCode: "XBE",
        perOrderUnit: "20",
        useUnitCode: "MTR",
        usePerOrder: "20",
      }),
    );
    expect([text(cost.perOrderUnit), text(cost.perUseUnit)]).toEqual(["170", "8.5"]);
    expect(lineOf(cost, "2")).toBe("340.00");
  });

  test("price-lists 4.1: Datanorm's wire at 95.00 less 60 % and its lamp at a net 3.93", () => {
    const net = netAfter(amount("95.00"), [{ kind: "percent", value: amount("60") }]);
    const cost = priced(
      answerWith({
        gross: "95.00",
        net: text(net),
        basis: { quantity: "100", unitCode: "MTR" },
        orderUnitCode: "MTR",
        useUnitCode: "MTR",
      }),
    );
    expect(text(cost.perUseUnit)).toBe("0.38");
    expect(text(priced(answerWith({ gross: "6.90", net: "3.93" })).perUseUnit)).toBe("3.93");
  });

  test("price-lists 5 and 7: copper on top of a wire per 100 m", () => {
    const cost = priced(wire());
    expect(text(cost.perUseUnit)).toBe("0.92648");
    expect(lineOf(cost, "250")).toBe("231.62");
    expect(cost.flags).toEqual([]);
  });

  test("price-lists 5: without the stated surcharge it is computed from its metal, and said so", () => {
    const cost = priced(wire({ surcharges: [] }));
    expect(text(cost.perUseUnit)).toBe("0.92648");
    expect(lineOf(cost, "250")).toBe("231.62");
    expect(cost.flags).toEqual(["metalComputed"]);
    expect(lineOf(priced(wire({ surcharges: [] }), { metalInNet: "yes" }), "250")).toBe("95.00");
  });

  test("price-lists 7: Recupel assumed on top of the lamp", () => {
    const cost = priced(lamp());
    expect(text(cost.perUseUnit)).toBe("3.9743");
    expect(cost.flags).toEqual(["contributionAssumedOnTop"]);
  });

  test("cebeo 3.1: 250 m of cable, and 25 lamps whose Recupel stays apart", () => {
    const cable = answerWith({
      net: "2.1050",
      basis: { quantity: "1", unitCode: "MTR" },
      orderUnitCode: "MTR",
      useUnitCode: "MTR",
    });
    expect(lineOf(priced(cable), "250")).toBe("526.25");
    const { goods, extras } = lineComponentsOf(priced(lamp()), amount("25"));
    expect(text(goods)).toBe("98.33");
    expect(extras).toEqual([{ kind: "recupel", amount: amount("1.03") }]);
    expect(lineOf(priced(lamp()), "25")).toBe("99.36");
  });
});

describe("what is in a cost", () => {
  test.each([
    ["unknown", "unknown", "3.9743", ["contributionAssumedOnTop"]],
    ["unknown", "no", "3.9743", []],
    ["unknown", "yes", "3.933", []],
    ["yes", "no", "3.933", []],
    ["no", "yes", "3.9743", []],
  ] as const)("a contribution included: %s, by the supplier's terms: %s", (said, setting, expected, flags) => {
    const surcharge = { kind: "recupel", amount: "0.0413", per: { quantity: "1", unitCode: "C62" } } as const;
    const cost = priced(lamp({ surcharges: [{ ...surcharge, includedInNet: said }] }), {
      contributionsIncluded: setting,
    });
    expect(text(cost.perUseUnit)).toBe(expected);
    expect(cost.flags).toEqual(flags);
    expect(cost.extras).toHaveLength(1);
  });

  test.each([
    ["yes", "0.38"],
    ["no", "0.92648"],
  ] as const)("metal nobody spoke of, when the source's net holds it: %s", (metalInNet, expected) => {
    const [metal] = wire().surcharges;
    if (metal === undefined) throw new Error("no metal");
    const answer = { ...wire(), surcharges: [{ ...metal, includedInNet: "unknown" as const }] };
    expect(text(priced(answer, { metalInNet }).perUseUnit)).toBe(expected);
  });

  test("a negative metal surcharge stays negative", () => {
    const answer = wire({
      surcharges: [{ kind: "metal", amount: "-4.00", per: { quantity: "100", unitCode: "MTR" }, includedInNet: "no" }],
    });
    expect(text(priced(answer).perUseUnit)).toBe("0.34");
    const { goods, extras } = lineComponentsOf(priced(answer), amount("33"));
    expect(text(add(goods, sum(extras.map((extra) => extra.amount))))).toBe(lineOf(priced(answer), "33"));
  });

  test("a cut, freight and a deposit are no part of the cost of a unit", () => {
    const cost = priced(
      answerWith({
        surcharges: [
          { kind: "cutting", amount: "2.50", per: { quantity: "1", unitCode: "C62" }, includedInNet: "no" },
          { kind: "other", amount: "1.00", per: "line", includedInNet: "no" },
          { kind: "freight", amount: "9.90", per: "order", includedInNet: "no" },
          { kind: "smallOrder", amount: "5.00", per: "order", includedInNet: "yes" },
          { kind: "freight", amount: "0.50", per: "line", includedInNet: "no" },
          { kind: "deposit", amount: "12.00", per: { quantity: "1", unitCode: "C62" }, includedInNet: "no" },
          { kind: "deposit", amount: "80.00", per: "line", includedInNet: "no" },
        ],
      }),
    );
    expect(
      [cost.perOrderUnit, cost.perLine, cost.perOrder, cost.depositPerOrderUnit].map((value) => text(value)),
    ).toEqual(["10", "4", "9.9", "12"]);
    expect(lineOf(cost, "3")).toBe("30.00");
  });

  test("extras per price unit, order unit, use unit and another unit of the same kind all come per order unit", () => {
    const roll = (unitCode: string, value: string, quantity = "1"): string =>
      text(
        priced(
          answerWith({
            net: "100",
            basis: { quantity: "100", unitCode: "MTR" },
            orderUnitCode: "XRO",
            perOrderUnit: "50",
            useUnitCode: "MTR",
            usePerOrder: "50",
            surcharges: [{ kind: "eco", amount: value, per: { quantity, unitCode }, includedInNet: "no" }],
          }),
        ).extraPerOrderUnit,
      );
    expect(roll("MTR", "0.02")).toBe("1");
    expect(roll("XRO", "1.00")).toBe("1");
    expect(roll("KMT", "20.00")).toBe("1");
    expect(roll("CMT", "0.02", "100")).toBe("1");
  });

  test("an extra per a unit that does not convert is left out and flagged, not guessed", () => {
    const cost = priced(
      answerWith({
        surcharges: [{ kind: "eco", amount: "0.10", per: { quantity: "1", unitCode: "KGM" }, includedInNet: "no" }],
      }),
    );
    expect(text(cost.perOrderUnit)).toBe("10");
    expect(cost.flags).toEqual(["surchargeNotConverted"]);
  });

  test("a price per dozen has no end as a decimal, and half a cent of it is still rounded up", () => {
    const cost = priced(answerWith({ net: "0.02", basis: { quantity: "12", unitCode: "C62" } }));
    expect(lineOf(cost, "3")).toBe("0.01"); // 0.005 exactly; of the rounded 0.001666… it would be 0.00
    expect(PriceAnswer.shape.perOrderUnit.safeParse(cost.perUseUnit).success).toBe(true);
  });

  test.each([
    ["no price", answerWith({ status: "noPrice", net: null })],
    ["unknown", answerWith({ status: "unknown", net: null })],
    ["on request, with a price in the field", answerWith({ status: "onRequest", net: "0" })],
    ["ok without a net price", answerWith({ net: null })],
    ["a basis of 0 that never was parsed", { ...answerWith(), basis: { quantity: amount("0"), unitCode: "C62" } }],
    ["a negative order unit", { ...answerWith(), perOrderUnit: amount("-1") }],
  ])("%s is no cost, never a cost of 0", (_, answer) => {
    expect(costOf(answer, terms)).toBeNull();
  });
});

describe("a price per 100 cannot be read as one per 1", () => {
  const given = {
    ...answerWith(),
    net: "38.00",
    basis: { quantity: "100", unitCode: "MTR" },
  };

  test("an answer without its basis, or with a basis that divides by nothing, is no answer", () => {
    const { basis, ...without } = given;
    expect(PriceAnswer.safeParse(given).success).toBe(true);
    expect(PriceAnswer.safeParse(without).success).toBe(false);
    for (const broken of [
      { unitCode: "MTR" },
      { quantity: "100" },
      { ...basis, quantity: "0" },
      { ...basis, quantity: "-100" },
      { ...basis, quantity: 100 },
      { ...basis, quantity: "" },
      { ...basis, unitCode: "" },
    ]) {
      expect(PriceAnswer.safeParse({ ...given, basis: broken }).success, JSON.stringify(broken)).toBe(false);
    }
  });

  test("and the basis is in the cost of every unit", () => {
    expect(text(priced(PriceAnswer.parse(given)).perUseUnit)).toBe("0.38");
  });
});

describe("properties", () => {
  const price = fc.integer({ min: 0, max: 10_000_000 }).map((units) => amount((units / 10_000).toFixed(4)));
  const quantity = fc.integer({ min: 1, max: 1_000_000 }).map((units) => amount((units / 1000).toFixed(3)));
  const powers = fc.constantFrom("1", "10", "100", "1000").map((power) => amount(power));
  const per = (net: Amount, basis: Amount): Cost =>
    priced(answerWith({ net: text(net), basis: { quantity: text(basis), unitCode: "C62" } }));

  test("(a) a cost does not change when the basis and the price per basis grow together", () => {
    fc.assert(
      fc.property(price, powers, quantity, (net, power, bought) => {
        const grown = per(multiply(net, power), power);
        expect(equals(grown.perUseUnit, per(net, amount("1")).perUseUnit)).toBe(true);
        expect(lineAmountOf(grown, bought)).toEqual(cents(multiply(net, bought)));
      }),
    );
  });

  test("(c) no discount touches a surcharge", () => {
    fc.assert(
      fc.property(price, fc.integer({ min: 0, max: 100 }), (gross, percent) => {
        const net = netAfter(gross, [{ kind: "percent", value: amount(String(percent)) }]);
        const cost = priced(wire({ net: text(net) }));
        expect(text(cost.extraPerOrderUnit)).toBe("0.54648");
        expect(equals(cost.perOrderUnit, add(cost.goodsPerOrderUnit, cost.extraPerOrderUnit))).toBe(true);
      }),
    );
  });

  test("components of a line add up to it", () => {
    const anyBasis = fc.constantFrom("1", "3", "12", "100").map((basis) => amount(basis));
    const extra = fc.integer({ min: -50_000, max: 50_000 }).map((units) => (units / 10_000).toFixed(4));
    fc.assert(
      fc.property(price, anyBasis, extra, quantity, (net, basis, value, bought) => {
        const perBasis = { quantity: text(basis), unitCode: "C62" };
        const cost = priced(
          answerWith({
            net: text(net),
            basis: perBasis,
            surcharges: [
              { kind: "eco", amount: value, per: perBasis, includedInNet: "no" },
              { kind: "bebat", amount: "0.0250", per: { quantity: "1", unitCode: "C62" }, includedInNet: "no" },
            ],
          }),
        );
        const { goods, extras } = lineComponentsOf(cost, bought);
        expect(equals(sum([goods, ...extras.map((one) => one.amount)]), lineAmountOf(cost, bought))).toBe(true);
      }),
    );
  });
});
