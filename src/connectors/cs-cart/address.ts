import type { HttpRequest } from "#connect/http.ts";
import { shopFolder, type Settings } from "./settings.ts";

/** What is asked below a storefront or a vendor; of the rest only lists can be asked of one company. */
const scoped = { stores: "orders", vendors: "products" } as const;
const ofCompany = new Set(["orders", "products", "users"]);

type Place = Pick<Settings, "shopUrl" | "apiForm" | "scopePath">;

/** Where `orders/105` is in this shop. Without rewritten addresses the record is a parameter like the others. */
export function at(
  { shopUrl, apiForm, scopePath }: Place,
  resource: string,
  given: Readonly<Record<string, string | number>> = {},
): Required<Pick<HttpRequest, "path" | "query">> {
  const [entity = "", id] = resource.split("/");
  const [kind, company] = scopePath.split("/");
  const isBelow = (kind === "stores" || kind === "vendors") && scoped[kind] === entity;
  const whole = isBelow ? `${scopePath}/${resource}` : resource;
  const isList = id === undefined && ofCompany.has(entity) && "page" in given;
  const query = company !== undefined && !isBelow && isList ? { ...given, company_id: company } : given;
  const folder = shopFolder(shopUrl).pathname;
  if (apiForm === "api.php") return { path: `${folder}api.php`, query: { _d: whole, ajax_custom: 1, ...query } };
  return { path: `${folder}${apiForm}/${whole}`, query };
}
