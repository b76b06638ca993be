import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { amount, compare, zero } from "./amount.ts";
import {
  isOver,
  nextLook,
  paymentRanks,
  progressOf,
  type KnownPayment,
  type PaymentState,
  type ProviderPayment,
} from "./provider-payment.ts";

const seen = (fields: Partial<ProviderPayment> = {}): ProviderPayment => ({
  id: "tr_1",
  state: "open",
  amount: amount("22.70"),
  currency: "EUR",
  reference: "",
  refunded: zero,
  chargedBack: zero,
  method: "",
  paidAt: null,
  checkoutUrl: null,
  expiresAt: null,
  ...fields,
});
const started: KnownPayment = {
  state: "starting",
  amount: amount("22.70"),
  currency: "EUR",
  refunded: zero,
  chargedBack: zero,
};

describe("what is told of a payment", () => {
  test("about other money is nothing that may be booked", () => {
    expect(progressOf(started, seen({ amount: amount("22.71") }), true)).toBe(null);
    expect(progressOf(started, seen({ currency: "USD" }), true)).toBe(null);
    expect(progressOf(started, seen({ amount: amount("22.7") }), true)).not.toBe(null);
  });

  test("paid after it ended is late, and received all the same", () => {
    const expired: KnownPayment = { ...started, state: "expired" };
    expect(progressOf(expired, seen({ state: "paid" }), true)).toMatchObject({
      state: "paid",
      received: true,
      isLate: true,
    });
    expect(progressOf({ ...started, state: "paid" }, seen({ state: "expired" }), true)).toMatchObject({
      state: "paid",
      received: false,
    });
  });

  test("less that went back than before came again; the same sum later went back once more", () => {
    const known: KnownPayment = { ...started, state: "paid", chargedBack: amount("22.70") };
    const undone = progressOf(known, seen({ state: "paid" }), true);
    expect(undone).toMatchObject({ chargedBack: "0.00", newlyChargedBack: null, noLongerChargedBack: "22.70" });
    const again = seen({ state: "paid", chargedBack: amount("22.70") });
    expect(progressOf({ ...known, chargedBack: zero }, again, true)).toMatchObject({ newlyChargedBack: "22.70" });
    // An older answer that was on its way says nothing about what came after it.
    expect(progressOf(known, seen({ state: "paid" }), false)).toMatchObject({
      chargedBack: "22.70",
      noLongerChargedBack: null,
    });
  });

  test("in any order and any number of times ends the same: received once, and each cent back once", () => {
    const states = Object.keys(paymentRanks).filter((state) => state !== "starting") as ProviderPayment["state"][];
    const told = fc.record({ state: fc.constantFrom(...states), refunded: fc.nat(500), chargedBack: fc.nat(500) });
    fc.assert(
      fc.property(fc.array(told, { minLength: 1, maxLength: 12 }), (messages) => {
        let known = started;
        let received = 0;
        let back = zero;
        for (const { state, refunded, chargedBack } of messages) {
          const paidOnly = (sum: number) => (state === "paid" ? amount(`${sum}`) : zero);
          const progress = progressOf(
            known,
            seen({ state, refunded: paidOnly(refunded), chargedBack: paidOnly(chargedBack) }),
            false,
          );
          if (progress === null) throw new Error("the amount is the same");
          expect(paymentRanks[progress.state]).toBeGreaterThanOrEqual(paymentRanks[known.state]);
          if (progress.received) received += 1;
          for (const more of [progress.newlyRefunded, progress.newlyChargedBack])
            if (more !== null) back = amount(String(Number(back) + Number(more)));
          known = { ...known, state: progress.state, refunded: progress.refunded, chargedBack: progress.chargedBack };
        }
        const paid = messages.filter(({ state }) => state === "paid");
        expect(received).toBe(paid.length > 0 ? 1 : 0);
        const most = (of: "refunded" | "chargedBack") => Math.max(0, ...paid.map((one) => one[of]));
        expect(compare(back, amount(String(most("refunded") + most("chargedBack"))))).toBe(0);
      }),
    );
  });
});

describe("asking again", () => {
  const start = Temporal.Instant.from("2026-11-22T09:00:00Z");
  const looks = (state: PaymentState): Temporal.Instant[] => {
    const all: Temporal.Instant[] = [];
    for (let at: Temporal.Instant | null = start; at !== null && all.length < 2000; at = nextLook(state, start, at))
      all.push(at);
    return all;
  };

  test.each(["open", "pending", "authorized", "expired", "canceled", "failed", "paid"] as const)(
    "%s: goes on for a while, and ends",
    (state) => {
      const all = looks(state);
      expect(all.length).toBeGreaterThan(2);
      expect(all.length).toBeLessThan(400);
      const days = start.until(all.at(-1) ?? start).total("hours") / 24;
      expect(days).toBeGreaterThan(isOver(state) && state !== "paid" ? 2 : 90);
    },
  );

  test("the first look is soon", () => {
    expect(start.until(looks("open")[1] ?? start).total("minutes")).toBe(2);
  });
});
