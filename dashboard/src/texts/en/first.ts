import { home } from "./home.ts";
import { session } from "./session.ts";
import { shell } from "./shell.ts";

/** What sign-in, shell and home need: downloaded at once, and counted in the 200 kB. */
export const first = { ...shell, ...session, ...home } as const;
