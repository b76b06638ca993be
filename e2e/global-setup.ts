import type { TestProject } from "vitest/node";
import { openPlace, type Place } from "./place.ts";

declare module "vitest" {
  export interface ProvidedContext {
    place: Place;
  }
}

/** Enough for every state to occur. */
const orders = 300;

/** One hub with a demo behind it for all browser tests of a run. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { place, stop } = await openPlace(orders);
  project.provide("place", place);
  return stop;
}
