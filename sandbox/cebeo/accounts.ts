/** Who may call: several users at several customers. The basket belongs to the login. */
import type { Credentials } from "./questions.ts";
import { Refused } from "./refusals.ts";
import type { Settings } from "./settings.ts";

export interface NewAccount extends Credentials {
  /** `OrderedBy` of what this login orders. */
  readonly orderedBy: string;
}

export interface Account extends NewAccount {
  readonly isLocked: boolean;
}

export interface Accounts {
  list(): readonly Account[];
  add(account: NewAccount): Account;
  /** By user name, or "customer number/user name" when two customers have the same. Throws when there is none. */
  find(login: string): Account;
  changePassword(login: string, password: string): void;
  /** From then on it is refused. */ remove(login: string): void;
  unlock(login: string): void;
  /** Throws a `Refused`; counts wrong passwords. */ enter(credentials: Credentials): Account;
}

export const exampleAccounts: readonly NewAccount[] = [
  { customerNumber: "9900123", userName: "WSDEMO", password: "geheim&1", orderedBy: "Jan" },
  { customerNumber: "9900123", userName: "WSAN", password: "ook<geheim>2", orderedBy: "An" },
  { customerNumber: "9900456", userName: "WSBUUR", password: "buurman3", orderedBy: "Piet" },
];

export const loginOf = ({ customerNumber, userName }: Pick<Account, "customerNumber" | "userName">): string =>
  `${customerNumber}/${userName}`;

export function openAccounts(settings: Settings, first: readonly NewAccount[]): Accounts {
  const accounts = new Map<string, NewAccount>();
  const wrongTries = new Map<string, number>();
  const isLocked = (login: string): boolean =>
    settings.lockAfter !== null && (wrongTries.get(login) ?? 0) >= settings.lockAfter;
  const shown = (account: NewAccount): Account => ({ ...account, isLocked: isLocked(loginOf(account)) });
  const add = (account: NewAccount): Account => {
    if (accounts.has(loginOf(account))) throw new RangeError(`There is already an account ${loginOf(account)}`);
    accounts.set(loginOf(account), { ...account });
    return shown(account);
  };
  const find = (login: string): Account => {
    const found = [...accounts.values()].filter((one) => loginOf(one) === login || one.userName === login);
    const [account] = found;
    if (account === undefined || found.length > 1) throw new RangeError(`There are ${found.length} accounts ${login}`);
    return shown(account);
  };
  for (const account of first) add(account);
  return {
    ...{ add, find, list: () => [...accounts.values()].map(shown) },
    changePassword(login, password) {
      const { isLocked: _, ...account } = find(login);
      accounts.set(loginOf(account), { ...account, password });
    },
    remove: (login) => void accounts.delete(loginOf(find(login))),
    unlock: (login) => void wrongTries.delete(loginOf(find(login))),
    enter(credentials) {
      const login = loginOf(credentials);
      const account = accounts.get(login);
      const { loginCode } = settings;
      if (account === undefined || account.password !== credentials.password || isLocked(login)) {
        const wasLocked = isLocked(login);
        if (account !== undefined && account.password !== credentials.password) {
          wrongTries.set(login, (wrongTries.get(login) ?? 0) + 1);
        }
        throw wasLocked
          ? new Refused(loginCode, "Deze gebruiker is geblokkeerd. Neem contact op met uw Cebeo-kantoor.")
          : new Refused(loginCode, "Aanmelden mislukt: klantnummer, gebruikersnaam of wachtwoord is niet juist.");
      }
      wrongTries.delete(login);
      return shown(account);
    },
  };
}
