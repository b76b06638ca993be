/** Each takes its own arguments and returns the exit code. Loaded when it is asked for: all together take a second. */
const commands: Readonly<Record<string, (args: string[]) => Promise<number>>> = {
  audit: async (args) => (await import("./audit.ts")).audit(args),
  backup: async (args) => (await import("./backup.ts")).backup(args),
  connector: async (args) => (await import("./connector.ts")).connector(args),
  couple: async (args) => (await import("./couple.ts")).couple(args),
  doctor: async (args) => (await import("./doctor.ts")).doctor(args),
  licence: async (args) => (await import("./licence.ts")).licence(args),
  person: async (args) => (await import("./person.ts")).person(args),
  punchout: async (args) => (await import("./punchout.ts")).punchout(args),
  replay: async (args) => (await import("./replay.ts")).replay(args),
  restore: async (args) => (await import("./restore.ts")).restore(args),
  users: async (args) => (await import("./users.ts")).users(args),
};

const help = `schakel COMMAND

  doctor     can this machine run Schakel?
  replay     what becomes of a folder of recorded orders
  users      who can sign in; add one, help one in again
  audit      was the audit log altered, cut or rewritten?
  backup     a copy of the database of a hub, while it works
  restore    puts such a copy back
  couple     sets connections and couplings up from a file
  connector  tries out a connector or a transform of your own
  person     deletes a person everywhere the law allows, and says what stays
  punchout   what a supplier's webshop posts back, as we read it
  licence    codes for apps that an operator asks a licence for

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
