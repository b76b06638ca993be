/** A hub that is nothing but its database. Only for the tests beside it, which kill it. */
import { parseArgs } from "node:util";
import { startEmbedded } from "./server.ts";

const { values } = parseArgs({ options: { folder: { type: "string" }, mode: { type: "string" } } });

const say = (message: object) => process.stdout.write(`${JSON.stringify(message)}\n`);

try {
  const server = await startEmbedded({
    folder: values.folder ?? "",
    mode: values.mode === "join" || values.mode === "share" ? values.mode : "own",
    log: (line) => say({ log: line }),
    onExit: (error) => say({ exit: error.message }),
    settings: { fsync: "off" },
  });
  const { host, port, user, password, owned } = server;
  say({ server: { host, port, user, password, owned } });
  process.stdin.once("end", () => {
    void server.stop().then(() => process.exit(0));
  });
  process.stdin.resume();
} catch (error) {
  say({ refused: error instanceof Error ? error.message : String(error) });
  process.exit(1);
}
