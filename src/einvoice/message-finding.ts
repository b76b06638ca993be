import { absolute, compare, isNegative, subtract, type Amount } from "#domain/amount.ts";
import { at } from "./read-elements.ts";
import type { XmlElement } from "./read-xml.ts";

/** A rule that does not hold in a message. Fatal: it is never sent, and parked when it comes in. */
export interface MessageFinding {
  /** Id of the published rule; `…-REQUIRED` and `…-CODE` for what its structure demands. */
  readonly rule: string;
  readonly flag: "fatal" | "warning";
  /** Names without prefix, from the root. */
  readonly path: string;
  readonly message: string;
}

/** An element where it stands. */
export interface Placed {
  readonly element: XmlElement;
  readonly path: string;
}

/** Every element, the root first. */
export function everyElement(root: XmlElement, path = root.name): Placed[] {
  return [{ element: root, path }, ...root.children.flatMap((child) => everyElement(child, `${path}/${child.name}`))];
}

/** A finding unless it holds. */
export const unless = (
  holds: boolean,
  rule: string,
  path: string,
  message: string,
  flag: MessageFinding["flag"] = "fatal",
): MessageFinding[] => (holds ? [] : [{ rule, flag, path, message }]);

export const isStated = (element: XmlElement | null, ...path: readonly string[]): boolean =>
  at(element, ...path) !== null;

/** Each path must lead to something with a text of its own, or with elements in it. */
export function required(
  root: XmlElement | null,
  prefix: string,
  where: string,
  paths: readonly string[],
): MessageFinding[] {
  return paths.flatMap((path) => {
    const found = at(root, ...path.split("/"));
    const isFilled = found !== null && (found.text.trim() !== "" || found.children.length > 0);
    return unless(isFilled, `${prefix}-REQUIRED`, `${where}/${path}`, `${path} is missing`);
  });
}

/** What is missing, or no number, is not at least zero: the published rules count it so. */
export const isAtLeastZero = (value: Amount | null): boolean => value !== null && !isNegative(value);

export const isWithin = (one: Amount, other: Amount, slack: Amount): boolean =>
  compare(absolute(subtract(one, other)), slack) <= 0;
