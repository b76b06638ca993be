import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";

/** While long work goes on, V8 collects as soon as what is kept has grown by so much; 0: as it sees fit. */
const leanPercent = 40;

type Collect = (options: { readonly type: "major"; readonly execution: "async" }) => Promise<void>;

/**
 * Runs long work without letting the memory of the process grow. Left alone, V8 lets the heap grow to several times what lives in it before it
 * collects, and the system never gets that back: a run over a hundred thousand articles would take twice the memory it needs, for good.
 * One for each process.
 */
export function leanMemory(): <T>(work: () => Promise<T>) => Promise<T> {
  let under = 0;
  return async (work) => {
    under += 1;
    if (under === 1) {
      setFlagsFromString(`--heap-growing-percent=${leanPercent}`);
      setFlagsFromString("--expose-gc");
      // How far the heap may grow was settled at the last collection, so there has to be one.
      await (runInNewContext("gc") as Collect)({ type: "major", execution: "async" });
    }
    try {
      return await work();
    } finally {
      under -= 1;
      if (under === 0) setFlagsFromString("--heap-growing-percent=0");
    }
  };
}
