/** Paths and the keys in them. */
import { refused } from "./answers.ts";

const missing = () => refused(404, "No HTTP resource was found that matches the request URI.");

/**
 * A key as it stands in a path. One with reserved characters has to be written `b64(<base64url>)`; percent-encoded it
 * is not found, as the servers in front take it for a path or refuse it.
 */
function keyOf(segment: string): string {
  let plain: string;
  try {
    plain = decodeURIComponent(segment);
  } catch {
    throw missing();
  }
  const inside = /^b64\(([A-Za-z0-9_-]*)\)$/.exec(plain)?.[1];
  if (inside !== undefined) return Buffer.from(inside, "base64url").toString("utf8");
  if (plain === "" || /[/\\&?#%+:*<>"|]/.test(plain)) throw missing();
  return plain;
}

export interface Route<Work> {
  readonly method: string;
  /** `v1/customer/{}`, where `{}` is a key. Capitals count. */ readonly pattern: string;
  readonly work: Work;
}

/** The first route that fits, with the keys of its path. Any other method is a path that is not there. */
export function routeOf<Work>(
  routes: readonly Route<Work>[],
  method: string,
  path: string,
): { readonly work: Work; readonly keys: readonly string[] } {
  const segments = path.split("/").slice(1);
  for (const route of routes) {
    const pattern = route.pattern.split("/");
    if (route.method !== method || pattern.length !== segments.length) continue;
    if (!pattern.every((part, index) => part === "{}" || part === segments[index])) continue;
    return { work: route.work, keys: segments.filter((_, index) => pattern[index] === "{}").map(keyOf) };
  }
  throw missing();
}
