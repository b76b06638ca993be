import { readConfiguration } from "#cli/configuration.ts";
import { startHub } from "#cli/start-hub.ts";
import { patient } from "./patient-timing.ts";

/** A whole hub, to be killed by a test. Prints a line when it answers. Its clock goes two days on at SIGUSR2: a period is over then. */
let daysAhead = Number(process.argv[2] ?? "0");
const hub = await startHub({
  configuration: readConfiguration(process.env),
  role: "all",
  timing: patient,
  now: () => Temporal.Now.instant().add({ hours: 24 * daysAhead }),
});
process.on("SIGUSR2", () => {
  daysAhead += 2;
  console.log("later");
});
process.once("SIGTERM", () => void hub.stop().then(() => process.exit(0)));
console.log("ready");
