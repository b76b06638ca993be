import { z } from "zod";

export const settings = z.object({
  apiUrl: z
    .url({ protocol: /^https?$/ })
    .default("https://api.mollie.com/")
    .meta({ title: "Address of Mollie" }),
});
export type MollieSettings = typeof settings;

const Money = z.object({ currency: z.string(), value: z.string() });
const Moment = z.iso.datetime({ offset: true });

/** A payment in Mollie's own words, only the fields we read. */
export const MolliePayment = z.object({
  id: z.string(),
  status: z.string(),
  amount: Money,
  amountRefunded: Money.optional(),
  amountChargedBack: Money.optional(),
  metadata: z.unknown(),
  method: z.string().nullish(),
  paidAt: Moment.nullish(),
  expiresAt: Moment.nullish(),
  isCancelable: z.boolean().optional(),
  _links: z.object({ checkout: z.object({ href: z.string() }).nullish() }),
});
export type MolliePayment = z.output<typeof MolliePayment>;
