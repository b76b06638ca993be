import { z } from "zod";
import type { Session } from "#connect/connector.ts";
import { learntUnits } from "#connect/learnt-units.ts";

/** What Cebeo documents nowhere is a setting, with what is likely as its default (docs/connectors/cebeo.md). */
export const settings = z.object({
  customerNumber: z.string().trim().min(1).max(40).meta({ placeholder: "9900123" }),
  /** Of the web service: it may be another one than that of the shop. */
  userName: z.string().trim().min(1).max(100),
  /** An article that is asked to find out whether the login works. Empty: the basket is asked. */
  testArticle: z.string().trim().max(100).default(""),
  /** Whether the net price holds Recupel, Ecotax and Sabam; the first invoice tells. */
  contributionsIncluded: z.enum(["unknown", "yes", "no"]).default("unknown"),
  /** `fromOrders`: what was delivered of an order stands for the delivery note, under the number of the order. */
  deliveryNotes: z.enum(["none", "fromOrders"]).default("none"),
  /** Whether a sent order only fills the basket of the shop. `unknown`: the basket is looked at. */
  createFillsBasket: z.enum(["unknown", "no", "yes"]).default("unknown"),
  /** Cebeo's own words for how an order comes: nobody publishes them. */
  deliveryOption: z.string().trim().max(40).default(""),
  pickupOption: z.string().trim().max(40).default(""),
  sendsPrices: z.boolean().default(false),
  /** An order that was not found three times is sent once more, instead of asking a person. */
  sendAgainWhenNotFound: z.boolean().default(false),
  learntUnits: learntUnits,
  batchSize: z
    .string()
    .regex(/^(?:[1-9]|[1-4]\d|50)$/)
    .default("50"),
  address: z.url({ protocol: /^https?$/ }).default("https://b2b.cebeo.be/webservices/xml"),
});
export type CebeoSettings = typeof settings;
export type Settings = z.output<CebeoSettings>;
export type Cebeo = Session<CebeoSettings>;
