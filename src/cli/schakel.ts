import { audit } from "./audit.ts";
import { backup } from "./backup.ts";
import { doctor } from "./doctor.ts";
import { licence } from "./licence.ts";
import { person } from "./person.ts";
import { replay } from "./replay.ts";
import { restore } from "./restore.ts";
import { users } from "./users.ts";

/** Each takes its own arguments and returns the exit code. */
const commands: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  audit,
  backup,
  doctor,
  licence,
  person,
  replay,
  restore,
  users,
};

const help = `schakel COMMAND

  doctor   can this machine run Schakel?
  replay   what becomes of a folder of recorded orders
  users    who can sign in; add one, help one in again
  audit    was the audit log altered, cut or rewritten?
  backup   a copy of the database of a hub, while it works
  restore  puts such a copy back
  person   deletes a person everywhere the law allows, and says what stays
  licence  codes for apps that an operator asks a licence for

schakel COMMAND --help says more.`;

const [name = "", ...args] = process.argv.slice(2);
const command = Object.hasOwn(commands, name) ? commands[name] : undefined;
if (command === undefined) {
  const isHelp = name === "" || name === "--help" || name === "help";
  (isHelp ? console.log : console.error)(isHelp ? help : `There is no command ${name}.\n\n${help}`);
  process.exit(isHelp ? 0 : 2);
}
try {
  process.exit(await command(args));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
