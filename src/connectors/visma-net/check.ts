import { z } from "zod";
import type { Checked } from "#connect/connector.ts";
import { asHubError, HubError } from "#domain/error.ts";
import { counted, readAll, readChanges, type Changes } from "./paging.ts";
import { isAllowed, rightsOf } from "./rights.ts";
import { scopes, type Visma } from "./settings.ts";
import { ordersPath, reading } from "./wire.ts";

const Words = z.string().nullish();
const Branch = z.object({ ...counted, number: z.string(), name: Words, vatRegistrationId: Words });
const Terms = z.object({ ...counted, termsId: z.string(), description: Words });
const Class = z.object({ ...counted, id: z.string(), description: Words });
const Customer = z.object({
  ...counted,
  number: z.string(),
  customerClass: z.object({ id: Words }).nullish(),
  glAccounts: z.object({ customerLedgerAccount: z.object({ number: Words }).nullish() }).nullish(),
});

/** Enough to see what there is instead. */
const shown = 12;

/** Refuses a setting that the company does not know, naming what it does know. */
function demand(field: string, wanted: string, there: readonly string[]): void {
  if (there.includes(wanted)) return;
  const list = [...new Set(there)];
  const value = list.length === 0 ? "-" : `${list.slice(0, shown).join(", ")}${list.length > shown ? ", …" : ""}`;
  const why = wanted === "" ? `Visma Net needs a ${field}` : `Visma Net has no ${wanted} for ${field}`;
  throw new HubError("settings.invalid", `${why}; it has ${value}`, {
    details: { field: `settings.${field}`, entry: "notThere", value },
  });
}

/** The branch orders are booked in, and the name and VAT number for a person to confirm. */
async function companyOf(visma: Visma): Promise<string> {
  const keyOf = ({ number }: z.output<typeof Branch>): string => number;
  const branches = await readAll(visma, { path: "v1/branch", row: Branch, keyOf });
  // A company without a branch does not exist: asked of the wrong one, lists are empty without an error.
  if (branches.length === 0)
    throw new HubError("settings.invalid", "Visma Net shows no branch at all: this is not the id of a company", {
      details: { field: "settings.companyTenantId", entry: "otherCompany", value: "" },
    });
  demand("branch", visma.settings.branch, branches.map(keyOf));
  const [organisation] = await readAll(visma, { path: "v1/organization", row: Branch, keyOf });
  const branch = branches.find((one) => one.number === visma.settings.branch);
  const name = organisation?.name || branch?.name || visma.settings.companyTenantId;
  const vat = organisation?.vatRegistrationId || branch?.vatRegistrationId || "";
  const branchName = branch?.name && branch.name !== name ? `, ${branch.name}` : "";
  return `${name}${branchName}${vat === "" ? "" : ` (${vat})`}`;
}

interface FoundClass {
  readonly id: string;
  /** There is no debtor at all. */
  readonly isEmpty: boolean;
}

/**
 * The class of new debtors. A class does not say which control account it has, its debtors do: of the first page that has any with the account,
 * the class of most of them.
 */
async function classOf(visma: Visma): Promise<FoundClass> {
  const { controlAccount, customerClass } = visma.settings;
  const keyOf = ({ id }: z.output<typeof Class>): string => id;
  const classes = (await readAll(visma, { path: "v1/customer/customerClass", row: Class, keyOf })).map(keyOf);
  if (customerClass !== "") demand("customerClass", customerClass, classes);
  const accounts: string[] = [];
  for await (const customers of customerPages(visma)) {
    if (customerClass !== "") return { id: customerClass, isEmpty: customers.length === 0 };
    accounts.push(...customers.map(accountOf).filter(Boolean));
    const id = mostOf(customers.filter((one) => accountOf(one) === controlAccount).map(classIn));
    if (id !== null) return { id, isEmpty: false };
  }
  if (accounts.length > 0) demand("controlAccount", controlAccount, accounts);
  // Nobody to tell: a person chooses.
  demand("customerClass", "", classes);
  return { id: "", isEmpty: true };
}

const accountOf = ({ glAccounts }: z.output<typeof Customer>): string =>
  glAccounts?.customerLedgerAccount?.number ?? "";
const classIn = ({ customerClass }: z.output<typeof Customer>): string => customerClass?.id ?? "";

async function* customerPages(visma: Visma): AsyncGenerator<readonly z.output<typeof Customer>[]> {
  const query = { expandAccountInformation: true, expandPaymentMethods: false, expandDirectDebit: false };
  const list = { path: "v1/customer", row: Customer, query, keyOf: ({ number }: z.output<typeof Customer>) => number };
  let cursor: string | null = null;
  do {
    const page: Changes<z.output<typeof Customer>> = await readChanges(
      visma,
      "",
      { modifiedSince: null, cursor },
      list,
    );
    yield page.rows;
    cursor = page.next;
  } while (cursor !== null);
}

function mostOf(ids: readonly string[]): string | null {
  const counts = [...Map.groupBy(ids.filter(Boolean), (id) => id)].map(([id, all]) => ({ id, count: all.length }));
  return counts.toSorted((a, b) => b.count - a.count)[0]?.id ?? null;
}

/** A right that is missing is named: a bare refusal helps nobody who has to give it. */
async function naming<T>(asked: readonly string[], role: string, work: Promise<T>): Promise<T> {
  return work.catch((thrown: unknown) => {
    const { code, message, details } = asHubError(thrown);
    if (code !== "credentials.insufficient") throw thrown;
    // Without a token nothing was asked yet: one of all these was not given to the application.
    const isToken = details["status"] === "400";
    const right = isToken ? { scope: asked.join(" ") } : { scope: scopes.readFinance, role };
    const needed = isToken
      ? `it was asked for ${right.scope}`
      : `it takes the scope ${right.scope} and the role ${role}`;
    throw new HubError(code, `${message}; ${needed}`, { cause: thrown, details: { ...details, ...right } });
  });
}

const Any = z.unknown();

/** Reads what a person has to confirm, looks up every value the settings name, and finds out what the token is good for. */
export async function check(visma: Visma): Promise<Checked> {
  const { http, settings } = visma;
  const warnings: string[] = [];
  const account = await naming(settings.scopes, "Financials User", companyOf(visma));
  const terms = await readAll(visma, {
    path: "v1/creditTerm",
    row: Terms,
    keyOf: ({ termsId }: z.output<typeof Terms>) => termsId,
  });
  demand(
    "creditTerms",
    settings.creditTerms,
    terms.map(({ termsId }) => termsId),
  );
  const found = await naming(settings.scopes, "Sales User", classOf(visma));
  if (found.isEmpty) warnings.push("Visma Net shows no customer at all: is this the right company?");
  const small = { pageNumber: 1, pageSize: 1 };
  const tried = {
    customers: true,
    orders: await isAllowed(() =>
      http.json({ method: "GET", path: ordersPath(visma), query: { pageIndex: 0, pageSize: 1 } }, Any),
    ),
    warehouses: await isAllowed(() =>
      http.json({ method: "GET", path: "v1/warehouse", query: small }, reading(z.array(Any))),
    ),
  };
  const granted = await http.scopes();
  const { rights = [], lacks = [] } = rightsOf(granted, tried);
  if (granted === null)
    warnings.push("The token does not tell its scopes: whether it may write is seen with the first order");
  for (const { kind, name, proved } of rights) if (proved === false) warnings.push(`The ${kind} ${name} is missing`);
  const asked = settings.scopes.filter((scope) => !Object.values<string>(scopes).includes(scope));
  if (asked.length > 0) warnings.push(`Scopes are asked for that nothing here needs: ${asked.join(", ")}`);
  return { account, learnt: { classFound: found.id }, warnings, lacks, rights };
}
