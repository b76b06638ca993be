import { readConfiguration } from "#cli/configuration.ts";
import { startHub } from "#cli/start-hub.ts";
import { patient } from "#cli/testing/patient-timing.ts";
import { liftPriceLimits } from "#cli/testing/price-limits.ts";

/** The hub that is measured, in a process of its own and without a limit on how often Cebeo is asked. Prints where it is. */
liftPriceLimits();
const hub = await startHub({ configuration: readConfiguration(process.env), role: "all", timing: patient });
process.once("SIGTERM", () => void hub.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ url: hub.url.href, token: hub.token }));
