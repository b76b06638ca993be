import assert from "node:assert/strict";
import { join } from "node:path";
import { z } from "zod";
import { transformed, type Transform } from "#connect/transform.ts";
import { HubError } from "#domain/error.ts";
import { Item } from "#domain/item.ts";
import type { Check } from "./conformance.ts";
import { fixturesIn } from "./recordings.ts";

/** `fixtures/transforms/<id>/<case>.json`: an item with what it becomes, or with what the step says when it stops that item. */
const Example = z.union([
  z.strictObject({ input: Item, output: Item }),
  z.strictObject({ input: Item, stops: z.string().min(1) }),
]);

/** Everything a transform is held to. Throws at once when a fixture cannot be read. */
export function transformChecks(transform: Transform, fixtures: string): readonly Check[] {
  const examples = fixturesIn(join(fixtures, "transforms"), transform.id, Example);
  const title = `transform ${transform.id}`;
  return [
    {
      name: `${title} has an example`,
      run: () => assert.ok(examples.length > 0, `nothing in fixtures/transforms/${transform.id}`),
    },
    ...examples.map(({ file, data }) => ({
      name: `${title} ${file} ${"output" in data ? "becomes what the example says" : "is stopped with these words"}`,
      run() {
        if ("output" in data) assert.deepEqual(transformed(data.input, [transform]), data.output);
        else assert.equal(reasonOf(data.input, transform), data.stops);
      },
    })),
    ...examples.map(({ file, data }) => ({
      name: `${title} ${file} becomes the same every time`,
      run: () => assert.deepEqual(outcomeOf(data.input, transform), outcomeOf(data.input, transform)),
    })),
  ];
}

function reasonOf(item: Item, transform: Transform): string {
  const outcome = outcomeOf(item, transform);
  return outcome instanceof HubError ? (outcome.details["value"] ?? "") : assert.fail("it was not stopped");
}

function outcomeOf(item: Item, transform: Transform): Item | HubError {
  try {
    return transformed(item, [transform]);
  } catch (error) {
    if (error instanceof HubError) return error;
    throw error;
  }
}
