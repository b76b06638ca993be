import { z } from "zod";
import type { HttpRequest } from "#connect/http.ts";
import type { Session } from "#connect/connector.ts";
import { HubError } from "#domain/error.ts";
import { at } from "./address.ts";
import type { CsCartSettings } from "./settings.ts";

type Shop = Session<CsCartSettings>;

export const pageSize = 100;

const Count = z.union([
  z.int().nonnegative(),
  z
    .string()
    .regex(/^\d{1,9}$/)
    .transform(Number),
]);
const Params = z.object({
  page: Count.optional().catch(undefined),
  items_per_page: Count.optional().catch(undefined),
  total_items: Count.optional().catch(undefined),
});
const Rows = z.union([
  z.array(z.looseObject({})),
  z.record(z.string(), z.looseObject({})).transform(Object.values<object>),
]);

export interface Page {
  readonly rows: readonly object[];
  /** Null: the shop does not say it. */
  readonly total: number | null;
  readonly isLast: boolean;
  readonly headers: Readonly<Record<string, string>>;
}

/** `{orders: […], params: {…}}`; older shops answer with the list itself, or a map of it, and say nothing of how much there is. */
function answerOf(entity: string, idName: string) {
  const Named = z.looseObject({ [entity]: Rows, params: Params.optional().catch(undefined) });
  const isOf = (rows: readonly object[]): boolean => rows.every((row) => idName in row);
  return z.unknown().transform((answer, context) => {
    const named = Named.safeParse(answer);
    if (named.success) {
      const rows = named.data[entity] as readonly object[];
      if (isOf(rows)) return { rows, params: named.data.params as z.output<typeof Params> | undefined };
    }
    const bare = Rows.safeParse(answer);
    if (bare.success && isOf(bare.data as readonly object[]))
      return { rows: bare.data as readonly object[], params: undefined };
    context.addIssue({ code: "custom", path: [entity], message: `expected a list of ${entity}` });
    return z.NEVER;
  });
}

/** One page of a list. Throws `remote.protocol_changed` when the shop shows another page than was asked for. */
export async function readPage(
  { http, settings }: Shop,
  list: { readonly entity: string; readonly idName: string; readonly query: HttpRequest["query"] },
  page: number,
  size: number = pageSize,
): Promise<Page> {
  const request: HttpRequest = {
    method: "GET",
    ...at(settings, list.entity, {
      ...(list.query as Readonly<Record<string, string | number>>),
      items_per_page: size,
      page,
    }),
  };
  const { data, headers } = await http.jsonWithHeaders(request, answerOf(list.entity, list.idName));
  const { rows, params } = data;
  if (params?.page !== undefined && params.page !== page && rows.length > 0)
    throw new HubError("remote.protocol_changed", `The shop answered with page ${params.page} instead of ${page}`);
  const perPage = params?.items_per_page || size;
  const total = params?.total_items ?? null;
  const isLast = rows.length === 0 || (total === null ? rows.length < perPage : page * perPage >= total);
  return { rows, total, isLast, headers };
}

/** Where a walk by page is: `page`, how much there was, and what the page before began with. */
export interface Step {
  readonly page: number;
  readonly total: number | null;
  readonly first: string;
}

export const firstStep: Step = { page: 1, total: null, first: "" };

/** Empty when the row has none that can be read. */
export function idIn(row: object | undefined, idName: string): string {
  const id = (row as Readonly<Record<string, unknown>> | undefined)?.[idName];
  return typeof id === "string" || typeof id === "number" ? String(id) : "";
}

/**
 * The step after a page; null after the last one. Fewer than there were: what was deleted moved the rest up, so the same page is read
 * again. Throws `remote.protocol_changed` when the page is the one before, told again: a shop that ignores `page` would be read for ever.
 */
export function nextStep(step: Step, page: Page, idName: string): Step | null {
  const first = idIn(page.rows[0], idName);
  if (step.page > 1 && first !== "" && first === step.first)
    throw new HubError("remote.protocol_changed", "The shop answers every page with the same records");
  if (page.isLast && !hasShrunk(step, page)) return null;
  if (hasShrunk(step, page)) return { page: Math.max(1, step.page - 1), total: page.total, first: "" };
  return { page: step.page + 1, total: page.total, first };
}

const hasShrunk = ({ total: before }: Step, { total }: Page): boolean =>
  before !== null && total !== null && total < before;

/** Everything of a list that is not long. */
export async function readAll<T extends z.ZodType>(
  shop: Shop,
  list: { readonly entity: string; readonly idName: string; readonly query: HttpRequest["query"] },
  schema: T,
): Promise<z.output<T>[]> {
  const found: unknown[] = [];
  for (let step: Step | null = firstStep; step !== null;) {
    shop.signal.throwIfAborted();
    const page: Page = await readPage(shop, list, step.page);
    found.push(...page.rows);
    step = nextStep(step, page, list.idName);
  }
  const read = z
    .array(schema)
    .safeParse([...new Map(found.map((row) => [idIn(row as object, list.idName), row])).values()]);
  if (read.success) return read.data;
  throw new HubError("remote.protocol_changed", `The shop lists ${list.entity} in a form that is not expected`);
}

const stepPattern = /^(\d{1,6}),(\d{0,9}),([\w-]{0,64})$/;
export const stepText = ({ page, total, first }: Step): string => `${page},${total ?? ""},${first}`;

/** Throws `internal.unexpected` on a text that is not ours. */
export function stepOf(text: string): Step {
  const [, page, total, first] = stepPattern.exec(text) ?? [];
  if (page === undefined || Number(page) < 1)
    throw new HubError("internal.unexpected", `${text} is not a cursor of CS-Cart`);
  return { page: Number(page), total: total === undefined || total === "" ? null : Number(total), first: first ?? "" };
}
