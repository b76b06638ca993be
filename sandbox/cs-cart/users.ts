/** Who has an account: the people who run the shop, with or without a key for the API, and its customers. */
import { randomBytes } from "node:crypto";

const rights = [
  ...(["view_orders", "edit_order", "create_order", "delete_orders"] as const),
  ...(["view_catalog", "manage_catalog", "view_users", "manage_users"] as const),
] as const;
export type Right = (typeof rights)[number];

export interface User {
  readonly userId: number;
  readonly profileId: number;
  /** Administrator, vendor, customer. */ readonly type: "A" | "V" | "C";
  readonly email: string;
  firstname: string;
  lastname: string;
  /** Of a vendor: what the key may see. */ readonly companyId: number;
  readonly status: "A" | "D";
  /** As it was sent; the shop takes it for an md5 hash. `null` when the shop made one up. */ readonly password:
    string | null;
  /** Names and `b_`/`s_` fields as they were sent. */ fields: Readonly<Record<string, string>>;
  apiKey: string | null;
  readonly rights: ReadonlySet<Right>;
}
export interface NewAccount {
  readonly email: string;
  readonly type?: User["type"];
  readonly companyId?: number;
  /** Default all. */ readonly rights?: readonly Right[];
  /** Default a new one. */ readonly key?: string;
}
export type NewUser = Omit<User, "userId" | "profileId" | "apiKey" | "rights">;

export const newKey = (): string => randomBytes(16).toString("hex");

export class Users {
  readonly #users = new Map<number, User>();
  readonly #byEmail = new Map<string, User>();

  get list(): readonly User[] {
    return [...this.#users.values()];
  }
  get(userId: number): User | undefined {
    return this.#users.get(userId);
  }
  withEmail(email: string): User | undefined {
    return this.#byEmail.get(email.toLowerCase());
  }

  add(given: NewUser, account: { readonly apiKey?: string; readonly rights?: readonly Right[] } = {}): User {
    const userId = this.#users.size + 1;
    const user: User = {
      ...given,
      ...{ userId, profileId: userId + 100, apiKey: account.apiKey ?? null },
      rights: new Set(account.rights),
    };
    this.#users.set(userId, user);
    this.#byEmail.set(user.email.toLowerCase(), user);
    return user;
  }

  addAccount({ email, type = "A", companyId = 0, rights: some = rights, key = newKey() }: NewAccount): User {
    const person = { firstname: "Beheer", lastname: "", status: "A", password: null, fields: {} } as const;
    return this.add({ email, type, companyId, ...person }, { apiKey: key, rights: some });
  }

  /** Whose e-mail and key these are. */
  signedIn(authorization: string | undefined): User | undefined {
    const [scheme, given = ""] = (authorization ?? "").split(" ");
    if (scheme?.toLowerCase() !== "basic") return undefined;
    const text = Buffer.from(given, "base64").toString("utf8");
    const colon = text.indexOf(":");
    const user = this.withEmail(text.slice(0, colon));
    const isRight = user !== undefined && user.apiKey !== null && user.apiKey === text.slice(colon + 1);
    return isRight && user.status === "A" ? user : undefined;
  }
}
