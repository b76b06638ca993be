import { z } from "zod";
import { testedThings } from "#engine/connection-test.ts";
import { Instant, RightShape } from "#api/shapes.ts";

const Label = z.object({ nl: z.string(), en: z.string() });

export const faultKinds = ["wrongSecret", "stranger", "plain", "elsewhere", "off", "absent"] as const;

export const ShopSetupShape = z
  .object({
    deliveryUrl: z
      .string()
      .nullable()
      .meta({ description: "Null when shops cannot reach this hub: it asks by itself then" }),
    shop: z.object({ name: z.string(), version: z.string() }).meta({ description: "Empty until they are known" }),
    topics: z.array(
      z.object({
        topic: z.string(),
        label: Label,
        pingVerifiedAt: Instant.nullable(),
        deliveryVerifiedAt: Instant.nullable(),
        isVerified: z.boolean().meta({ description: "Only after a test call and a signed delivery" }),
      }),
    ),
    makes: z.int().meta({ description: "How many webhooks the hub makes when it is asked to" }),
    pings: z.array(z.object({ webhookId: z.string(), at: Instant })).meta({
      description: "Test calls of webhooks that have not delivered yet: which topic they are for is not known",
    }),
    lastDeliveryAt: Instant.nullable(),
    faults: z
      .array(
        z.object({
          kind: z.enum(faultKinds),
          topic: z.string(),
          text: z.string().meta({ description: "What it means" }),
          mend: z.string().meta({ description: "What to do" }),
          at: Instant,
          count: z.int(),
        }),
      )
      .meta({ description: "Of the last week, or as the last test found it" }),
    test: z
      .object({
        at: Instant,
        lines: z.array(
          z.object({
            what: z.enum(["access", ...testedThings]),
            state: z.enum(["ok", "missing", "failed"]),
            title: z.string(),
            text: z.string().meta({ description: "Empty when all is well" }),
          }),
        ),
        rights: z.array(RightShape),
      })
      .nullable()
      .meta({ description: "Null before the first test" }),
    guide: z
      .object({
        path: z.array(Label),
        fields: z.array(z.object({ name: Label, fill: z.string().nullable(), choose: Label.nullable() })),
        save: Label,
      })
      .nullable()
      .meta({ description: "Where to click in the shop, Dutch beside English; `fill` names what to copy" }),
    orderMail: z
      .object({ name: Label, path: z.array(Label) })
      .nullable()
      .meta({ description: "The shop's own mail to the customer of an order, and where it is switched off" }),
    advice: z.object({
      doubleMail: z
        .object({ text: z.string(), mend: z.string(), path: z.array(Label), names: z.array(Label) })
        .nullable()
        .meta({
          description: "Only when documents are mailed automatically: the customer gets the shop's own mail as well",
        }),
      stock: z.array(z.string()),
      bankTransfer: z.object({
        text: z.string(),
        path: z.array(Label),
        paste: z.object({ nl: z.string(), fr: z.string(), en: z.string() }),
      }),
    }),
  })
  .meta({ id: "ShopSetup" });
