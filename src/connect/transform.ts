import { z } from "zod";
import { HubError } from "#domain/error.ts";
import { Item } from "#domain/item.ts";
import type { Language } from "#domain/party.ts";
import { textNow } from "#domain/texts/text.ts";

/** What may be read and not changed, all the way down. */
export type Frozen<T> = T extends (...given: never) => unknown
  ? T
  : T extends object
    ? { readonly [K in keyof T]: Frozen<T[K]> }
    : T;

/**
 * A step of somebody else's on every item of a coupling's source, before anything is matched or decided: it gives the item as it should
 * have been. Pure: of the same item the same item, at once, without clock, network or memory; it may not change what it is given.
 * Throwing stops that one item, with the message as the reason. There is none for orders: what is booked is what the shop said.
 */
export interface Transform {
  /** Stable: it stands in the settings of couplings. */
  readonly id: string;
  /** What people choose it by; Dutch is there. */
  readonly labels: Readonly<Partial<Record<Language, string>>> & { readonly nl: string };
  readonly item: (item: Frozen<Item>) => Frozen<Item>;
}

/** The transforms of this hub, by their id; handed in where a flow runs. */
export type Transforms = ReadonlyMap<string, Transform>;

export const transformId = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** For the settings of a coupling: which transforms, in this order. */
export const TransformNames = z.array(z.string().regex(transformId)).max(10).default([]);

/** Throws `settings.invalid` naming the first that this hub does not have: without it, what is written would be wrong. */
export const transformsNamed = (transforms: Transforms, names: readonly string[]): readonly Transform[] =>
  names.map((name) => {
    const found = transforms.get(name);
    if (found === undefined)
      throw new HubError("settings.invalid", `This hub has no transform ${name}`, {
        details: { field: "transforms", value: name },
      });
    return found;
  });

/** The item after these steps. Throws `document.invalid` naming the step and the item. */
export const transformed = (item: Item, steps: readonly Transform[]): Item => steps.reduce(oneStep, item);

function oneStep(item: Item, step: Transform): Item {
  const given = frozen(structuredClone(item));
  let made: unknown;
  try {
    made = step.item(given);
  } catch (cause) {
    throw stopped(item, step, cause instanceof Error ? cause.message : String(cause), cause);
  }
  // A step that is not done yet, too: a promise is no item.
  const read = Item.safeParse(made);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw stopped(item, step, `it made no item: ${issue?.path.join(".")} ${textNow(issue?.message ?? "", "en")}`);
  }
  if (read.data.externalId !== item.externalId || read.data.externalParentId !== item.externalParentId)
    throw stopped(item, step, "it made another item of it: externalId and externalParentId stay as they are");
  return read.data;
}

function stopped(item: Item, { id }: Transform, why: string, cause?: unknown): HubError {
  const name = item.sellersItemIdentifier === "" ? item.externalId : item.sellersItemIdentifier;
  return new HubError("document.invalid", `The step ${id} stopped ${name}: ${why}`, {
    cause,
    details: { transform: id, item: name, value: why },
  });
}

function frozen<T>(value: T): Frozen<T> {
  if (typeof value === "object" && value !== null) {
    for (const each of Object.values(value)) frozen(each);
    Object.freeze(value);
  }
  return value as Frozen<T>;
}
