export interface Difference {
  readonly name: string;
  readonly theirs: string;
  readonly mine: string;
}

/** What two people typed differently, field by field; both as they are read, under the same names. */
export const differencesOf = (
  theirs: Readonly<Record<string, string>>,
  mine: Readonly<Record<string, string>>,
): Difference[] =>
  Object.entries(mine).flatMap(([name, text]) =>
    (theirs[name] ?? "") === text ? [] : [{ name, theirs: theirs[name] ?? "", mine: text }],
  );
