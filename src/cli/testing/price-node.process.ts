import { readConfiguration } from "#cli/configuration.ts";
import { startHub } from "#cli/start-hub.ts";
import { patient } from "./patient-timing.ts";
import { liftPriceLimits } from "./price-limits.ts";

/** A node that asks for prices as fast as the stand-in takes it, to be killed by a test. Prints a line when it is ready. */
liftPriceLimits();
const hub = await startHub({ configuration: readConfiguration(process.env), role: "worker", timing: patient });
process.once("SIGTERM", () => void hub.stop().then(() => process.exit(0)));
console.log("ready");
