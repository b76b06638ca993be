import type { Earlier, EffectBook, Made, Progress } from "./once.ts";

const begun: Progress = { looks: 0, isSentAgain: false };

interface Row {
  done: Made | null;
  attempt: number;
  state: Earlier["state"];
  first: number | null;
  last: number;
  input: unknown;
  mark: string;
  progress: Progress;
}

/** Effects in memory, for what tries a connector out without a hub. `seconds` is the clock. */
export function rememberedEffects(seconds: () => number = () => 0): EffectBook {
  const rows = new Map<string, Row>();
  const clear = (row: Row) => Object.assign(row, { first: null, input: null, mark: "", progress: begun });
  return {
    async begin({ key, input, mark }, mayBegin) {
      const row = rows.get(key) ?? {
        done: null,
        attempt: 0,
        state: "sending",
        first: null,
        last: 0,
        input: null,
        mark: "",
        progress: begun,
      };
      if (row.done !== null) return { done: row.done };
      const at = seconds();
      const { state, first, last } = row;
      const earlier =
        first === null
          ? null
          : {
              state,
              secondsSinceFirst: Math.floor(at - first),
              secondsSinceLast: Math.floor(at - last),
              ...row.progress,
            };
      const progress = mayBegin(earlier) ?? row.progress;
      rows.set(key, row);
      if (first === null) Object.assign(row, { first: at, input, mark });
      row.progress = progress;
      Object.assign(row, { state: "sending", last: at, attempt: row.attempt + 1 });
      return { attempt: { number: row.attempt, earlier, input: row.input, mark: row.mark } };
    },
    async resume(key, mayBegin) {
      const row = rows.get(key);
      if (row === undefined) return null;
      if (row.done !== null) return { done: row.done };
      if (row.first === null) return null;
      const at = seconds();
      const { state, first, last } = row;
      const times = { secondsSinceFirst: Math.floor(at - first), secondsSinceLast: Math.floor(at - last) };
      const earlier = { state, ...times, ...row.progress };
      row.progress = mayBegin(earlier) ?? row.progress;
      Object.assign(row, { state: "sending", last: at, attempt: row.attempt + 1 });
      return { attempt: { number: row.attempt, earlier, input: row.input, mark: row.mark } };
    },
    async end(key, attempt, ending) {
      const row = rows.get(key);
      if (row === undefined || row.done !== null) return;
      if (ending.kind === "done") row.done = { id: ending.id, number: ending.number, mark: row.mark };
      else if (row.attempt !== attempt) return;
      else if (ending.kind === "refused") clear(row);
      else Object.assign(row, { state: "lost", last: seconds(), progress: ending.progress ?? row.progress });
    },
  };
}
