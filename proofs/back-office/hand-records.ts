import type { Group } from "../../e2e/screen.ts";
import { screens } from "../../e2e/screens.ts";
import type { ByHand } from "../proof-line.ts";
import { bulletsIn, sectionOf, withoutBullets } from "../records.ts";

/** What each group of screens is called in the record. */
const titles: Readonly<Record<Group, string>> = {
  entrance: "Entrance",
  home: "Home and work",
  orders: "Orders",
  documents: "Documents and payments",
  parties: "Contacts and items",
  connections: "Connections and couplings",
  settings: "Settings",
  program: "Catalogue program",
  pay: "Pay page",
};

const fewestFaults = 3;
const groups = [...new Set(screens.map(({ group }) => group))];
const under = (title: string): RegExp => new RegExp(`^${title}$`);
const said = (problems: readonly string[]): string | null => (problems.length === 0 ? null : problems.join("; "));

/** Per group of screens what was found by looking: `### Orders` with a bullet for each. */
export const faultsFound: ByHand = {
  byHand: (record) =>
    said(
      groups.flatMap((group) => {
        const found = bulletsIn(sectionOf(record, 3, under(titles[group]))).length;
        const title = `### ${titles[group]}`;
        return found >= fewestFaults ? [] : [`"${title}" has ${found} bullets of at least ${fewestFaults}`];
      }),
    ),
  emptied: (record) => withoutBullets(record, under(titles.orders)),
};

const fewestGoals = 5;
const goals = "Goals";
const changes = "Hesitations and changes";

/** A goal in the words of whoever had it: `_Ik wil een factuur sturen_ – what came of it`. */
function isGoal(bullet: string): boolean {
  const [, goal = ""] = /^_([^_]{8,})_ – \S{2,}/.exec(bullet) ?? [];
  return /\b(de|het|een|dat|je|ik|mijn|voor|naar|aan|welke?|hoe|wat)\b/i.test(goal);
}
const isChange = (bullet: string): boolean => /^\S.{6,} – \S.{3,}/.test(bullet);

/** Somebody who has an address and a goal: when, which goals, where he hesitated and what was changed for it. */
export const triedByNewcomer: ByHand = {
  byHand: (record) => {
    const [opening = ""] = record.split(/^### /m);
    const ofGoals = bulletsIn(sectionOf(record, 3, under(goals)));
    const ofChanges = bulletsIn(sectionOf(record, 3, under(changes)));
    return said([
      ...(/\b20\d\d-\d\d-\d\d\b/.test(opening) ? [] : ["above the first ### no date as 2026-11-22"]),
      ...(ofGoals.length >= fewestGoals
        ? []
        : [`"### ${goals}" has ${ofGoals.length} bullets of at least ${fewestGoals}`]),
      ...ofGoals
        .filter((bullet) => !isGoal(bullet))
        .map((bullet) => `a goal is "- _the goal in Dutch_ – what came of it", not "${bullet.slice(0, 60)}"`),
      ...(ofChanges.length >= fewestGoals
        ? []
        : [`"### ${changes}" has ${ofChanges.length} bullets of at least ${fewestGoals}`]),
      ...ofChanges
        .filter((bullet) => !isChange(bullet))
        .map((bullet) => `a hesitation is "- what made him hesitate – what was changed", not "${bullet.slice(0, 60)}"`),
    ]);
  },
  emptied: (record) => withoutBullets(record, under(changes)),
};
