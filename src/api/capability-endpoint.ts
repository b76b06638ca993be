import { z } from "zod";
import { evidences } from "#connect/evidence.ts";
import { operationNames } from "#connect/operations.ts";
import { capabilitiesOf } from "#connectors/capabilities.ts";
import { textOf } from "#domain/texts/text.ts";
import { defineEndpoint } from "./endpoint.ts";

const Operation = z.enum(operationNames as [(typeof operationNames)[number], ...typeof operationNames]);

export const listCapabilitiesEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/capabilities",
  summary: "What each product can do here, and what that is known from",
  permission: "connections.read",
  answer: z.object({
    operations: z
      .array(z.object({ name: Operation, label: z.string() }))
      .meta({ description: "All there are, also those that nobody offers" }),
    items: z.array(
      z.object({
        connector: z.string(),
        name: z.string(),
        isOwn: z.boolean().meta({ description: "A module of this hub, not one of Schakel's" }),
        offers: z.array(
          z.object({
            operation: Operation,
            evidence: z.enum(evidences).meta({
              description:
                "recording: asked of the product itself; documentation: after what its vendor says; inferred: by analogy",
            }),
          }),
        ),
      }),
    ),
  }),
  errors: [],
  handle: async ({ connectors }, { language }) => ({
    operations: operationNames.map((name) => ({ name, label: textOf(`operation.${name}`, language) })),
    items: capabilitiesOf(connectors).map(({ connector: { id, name }, isOwn, offers }) => ({
      connector: id,
      name,
      isOwn,
      offers: [...offers],
    })),
  }),
});
