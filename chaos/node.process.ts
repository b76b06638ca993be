import { readConfiguration } from "#cli/configuration.ts";
import { startHub } from "#cli/start-hub.ts";
import { usualTiming } from "#engine/options.ts";
import { planted, type Planted } from "./sabotage.ts";

/**
 * One node: what `npm start` starts, with a quicker look around, and for a sabotage with its fault planted in the way out. Prints its address when it is
 * ready. Arguments: JSON of the fault, or nothing.
 */
const [fault] = process.argv.slice(2);
const hub = await startHub({
  configuration: readConfiguration(process.env),
  role: "all",
  timing: { ...usualTiming, careSeconds: 2, leftBehindSeconds: 5, sweepSeconds: 20, pollSeconds: 20 },
  ...(fault !== undefined && { wrapTransport: planted(JSON.parse(fault) as Planted) }),
});
process.once("SIGTERM", () => void hub.stop().then(() => process.exit(0)));
console.log(hub.url.href);
