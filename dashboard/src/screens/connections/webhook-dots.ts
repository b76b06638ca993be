import type { Connector, ShopSetup } from "./connection-state.ts";

type Topic = ShopSetup["topics"][number];

/** Where one webhook stands; only `verified` is a green tick. */
export type Dot = "waiting" | "pinged" | "delivered" | "verified";

const isOpen = ({ pingVerifiedAt, deliveryVerifiedAt }: Topic): boolean =>
  pingVerifiedAt === null && deliveryVerifiedAt === null;

/**
 * A test call does not say which webhook it is of, and a webhook is known once it has delivered. So test calls nobody owns
 * count for the webhooks that were not heard of, when there is one for each; fewer prove nothing of a particular one.
 */
export function dotOf(topic: Topic, setup: Pick<ShopSetup, "topics" | "pings">): Dot {
  if (topic.isVerified) return "verified";
  if (topic.deliveryVerifiedAt !== null) return "delivered";
  if (topic.pingVerifiedAt !== null) return "pinged";
  return setup.pings.length > 0 && setup.pings.length >= setup.topics.filter(isOpen).length ? "pinged" : "waiting";
}

/** Test calls of which nobody can say yet to which of the waiting webhooks they belong. */
export function unownedPings(setup: Pick<ShopSetup, "topics" | "pings">): ShopSetup["pings"] {
  const waiting = setup.topics.filter((topic) => dotOf(topic, setup) === "waiting").length;
  return waiting === 0 ? [] : setup.pings;
}

export const steps = ["access", "webhooks", "check"] as const;
export type Step = (typeof steps)[number];

/** A system that rings no bell has no webhooks to set up. */
export const stepsOf = ({ webhooks }: Pick<Connector, "webhooks">): readonly Step[] =>
  webhooks === "none" ? steps.filter((step) => step !== "webhooks") : steps;

/**
 * Which steps of connecting a shop are done. One webhook that is proved proves address and secret, which they share; of the
 * others a test call is enough, since an order that is placed and never changed calls only one of them.
 */
export function stepsDone(isConnected: boolean, setup: ShopSetup | undefined): Readonly<Record<Step, boolean>> {
  const topics = setup?.topics ?? [];
  const lines = setup?.test?.lines ?? [];
  return {
    access: isConnected,
    webhooks:
      setup !== undefined &&
      (setup.deliveryUrl === null ||
        (topics.some((one) => one.isVerified) && topics.every((one) => dotOf(one, setup) !== "waiting"))),
    check: lines.length > 0 && lines.every(({ state }) => state === "ok"),
  };
}

/** Where somebody goes on: the first step that is not done, else the last. */
export const stepToShow = (done: Readonly<Record<Step, boolean>>, of: readonly Step[] = steps): Step =>
  of.find((step) => !done[step]) ?? "check";
