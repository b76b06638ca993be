/** Who may ask what: from a path and a key to the entity that answers (contract sections 1, 2 and 10). */
import type { Params } from "#sandbox/woocommerce/php.ts";
import { bodyOf, type Asked, type Reply } from "./asked.ts";
import { orderRoutes } from "./order-routes.ts";
import { otherRoutes } from "./other-routes.ts";
import { productRoutes } from "./product-routes.ts";
import { Refused } from "./refusals.ts";
import type { Right, User } from "./users.ts";
import type { World } from "./world.ts";

export interface Incoming {
  readonly method: string;
  /** Behind `/api/` or `_d=`, without slashes around it. */ readonly path: string;
  /** Whether it came through `api.php`, which knows no versions. */ readonly isPlain: boolean;
  readonly params: Params;
  readonly authorization: string | undefined;
  readonly contentType: string;
  readonly accept: string;
  readonly body: Uint8Array;
  readonly ignore: (field: string) => void;
}

type Work = (asked: Asked) => Reply | Promise<Reply>;
interface Entity {
  readonly list: readonly [Right, Work];
  readonly read?: readonly [Right, Work];
  readonly create?: readonly [Right, Work];
  readonly update?: readonly [Right, Work];
  readonly delete?: readonly [Right, Work];
}

function entitiesOf(world: World): Readonly<Record<string, Entity>> {
  const orders = orderRoutes(world);
  const products = productRoutes(world);
  const others = otherRoutes(world);
  const { combinations, options, exceptions, features, payments, taxes, shipments } = others;
  return {
    orders: {
      ...{ list: ["view_orders", orders.list], read: ["view_orders", orders.read] },
      ...{ create: ["create_order", orders.create], update: ["edit_order", orders.update] },
      delete: ["delete_orders", orders.delete],
    },
    products: {
      ...{ list: ["view_catalog", products.list], read: ["view_catalog", products.read] },
      ...{ create: ["manage_catalog", products.create], update: ["manage_catalog", products.update] },
    },
    statuses: { list: ["view_orders", others.statuses.list] },
    payments: { list: ["view_orders", payments.list], read: ["view_orders", payments.read] },
    taxes: { list: ["view_orders", taxes.list], read: ["view_orders", taxes.read] },
    categories: { list: ["view_catalog", others.categories.list] },
    combinations: {
      ...{ list: ["view_catalog", combinations.list], read: ["view_catalog", combinations.read] },
      update: ["manage_catalog", combinations.update],
    },
    options: { list: ["view_catalog", options.list], update: ["manage_catalog", options.update] },
    exceptions: { list: ["view_catalog", exceptions.list], update: ["manage_catalog", exceptions.update] },
    features: { list: ["view_catalog", features.list], update: ["manage_catalog", features.update] },
    users: {
      list: ["view_users", others.users.list],
      ...{ create: ["manage_users", others.createUser], update: ["manage_users", others.users.update] },
    },
    shipments: { list: ["view_orders", shipments.list], create: ["edit_order", others.createShipment] },
    version: {
      list: ["view_orders", () => ({ status: 200, body: { Version: world.settings.version } })],
    },
  };
}

interface Target {
  readonly name: string;
  readonly id: string;
  readonly companyId: number | null;
  readonly shape: "1.0" | "2.0";
}

/** Taken apart: version, storefront or vendor, entity, id. */
function targetOf({ path, isPlain }: Incoming, { settings, data }: World): Target {
  const parts = path.split("/");
  const isVersioned = !isPlain && parts[0] === "2";
  if (isVersioned) parts.shift();
  let companyId: number | null = null;
  const scope = settings.edition === "ultimate" ? (["stores", "orders"] as const) : (["vendors", "products"] as const);
  if (parts[0] === scope[0]) {
    const company = data.companies.find((one) => String(one.companyId) === parts[1]);
    if (company === undefined || parts[2] !== scope[1]) throw new Refused(404);
    companyId = company.companyId;
    parts.splice(0, 2);
  }
  const [name = "", id = "", ...more] = parts;
  if (more.length > 0) throw new Refused(404);
  return { name, id, companyId, shape: isVersioned ? "2.0" : settings.unversioned };
}

function workOf(entity: Entity, method: string, id: string): readonly [Right, Work] {
  const work = {
    GET: id === "" ? entity.list : entity.read,
    POST: id === "" ? entity.create : undefined,
    PUT: id === "" ? undefined : entity.update,
    DELETE: id === "" ? undefined : entity.delete,
  }[method];
  if (work !== undefined) return work;
  throw new Refused(method === "GET" ? 404 : 405);
}

const acceptsJson = (accept: string): boolean =>
  accept === "" || /(^|,)\s*(application\/json|application\/\*|\*\/\*)\s*(;|,|$)/i.test(accept);

function signedIn(world: World, { authorization }: Incoming): User {
  const given = world.settings.dropAuthorization ? undefined : authorization;
  const user = world.users.signedIn(given);
  if (user === undefined) throw new Refused(401);
  if (user.type === "C") throw new Refused(403);
  return user;
}

/** https, key, type of user, path, method, forms, right, body: what is wrong first is what is said. */
export function routesOf(world: World): (incoming: Incoming) => Promise<Reply> {
  const entities = entitiesOf(world);
  return async (incoming) => {
    const { method, params, ignore } = incoming;
    if (world.settings.httpsOnly) throw new Refused(403, "The API is available by https only");
    const who = signedIn(world, incoming);
    if (!acceptsJson(incoming.accept)) throw new Refused(406);
    const { name, id, companyId, shape } = targetOf(incoming, world);
    const entity = Object.hasOwn(entities, name) ? entities[name] : undefined;
    if (entity === undefined) throw new Refused(404);
    const [right, work] = workOf(entity, method, id);
    const isWrite = method === "POST" || method === "PUT";
    if (isWrite && !/^application\/json\s*(;|$)/i.test(incoming.contentType)) throw new Refused(415);
    if (!who.rights.has(right)) throw new Refused(403);
    const own = who.type === "V" ? who.companyId : null;
    if (own !== null && companyId !== null && own !== companyId) throw new Refused(403);
    const body = isWrite ? bodyOf(incoming.body) : {};
    return work({ method, params, body, id, who, companyId: own ?? companyId, shape, ignore });
  };
}
