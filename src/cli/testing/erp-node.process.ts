import { readConfiguration } from "#cli/configuration.ts";
import { startHub } from "#cli/start-hub.ts";
import { liftLimits } from "./lifted-limits.ts";
import { patient } from "./patient-timing.ts";

/** A node that works, to be killed by a test; as fast as the stand-ins take it. Prints a line when it is ready. */
liftLimits();
const hub = await startHub({ configuration: readConfiguration(process.env), role: "worker", timing: patient });
process.once("SIGTERM", () => void hub.stop().then(() => process.exit(0)));
console.log("ready");
