import { resolveHook, type Hook } from "#store/connections.ts";
import { RequestRefused } from "./problem.ts";
import type { ApiStore } from "./endpoint.ts";

const rememberedMs = 5_000;
/** Made-up keys one address may try in a minute before it has to wait; a shop knows its key. */
const missesPerMinute = 30;
const addressesWatched = 10_000;

interface Misses {
  readonly since: number;
  count: number;
}

/** Which connection a hook key belongs to; throws for unknown ones. A flood of made-up keys costs a look-up each only until its address is known for it. */
export function hookDirectory({ hub, key: masterKey }: ApiStore): (key: string, address: string) => Promise<Hook> {
  const known = new Map<string, { readonly hook: Hook; readonly at: number }>();
  const missed = new Map<string, Misses>();
  const underWay = new Map<string, Promise<Hook | null>>();

  const lookUp = (key: string): Promise<Hook | null> => {
    const running = underWay.get(key) ?? resolveHook(hub, masterKey, key).finally(() => underWay.delete(key));
    underWay.set(key, running);
    return running;
  };

  const missesOf = (address: string): Misses => {
    const found = missed.get(address);
    if (found !== undefined && performance.now() - found.since < 60_000) return found;
    if (missed.size >= addressesWatched) missed.clear();
    const fresh = { since: performance.now(), count: 0 };
    missed.set(address, fresh);
    return fresh;
  };

  return async (key, address) => {
    const notHere = () => new RequestRefused("request.not_found", "No shop delivers here");
    if (!/^[A-Za-z0-9_-]{1,100}$/.test(key)) throw notHere();
    const found = known.get(key);
    if (found !== undefined && performance.now() - found.at < rememberedMs) return found.hook;
    // A burst for one key is one look-up; a key that was ours a moment ago is looked up whatever else comes from this
    // address: shops may share a proxy with a stranger.
    if (found === undefined && !underWay.has(key)) {
      const misses = missesOf(address);
      if (misses.count >= missesPerMinute) {
        throw new RequestRefused("request.too_many", "Too many addresses of no shop were tried; wait a minute");
      }
      misses.count += 1;
    }
    const hook = await lookUp(key);
    if (hook === null) {
      known.delete(key);
      throw notHere();
    }
    // Not a miss after all.
    if (!known.has(key)) missesOf(address).count -= 1;
    known.set(key, { hook, at: performance.now() });
    return hook;
  };
}
