import { readConfiguration } from "#cli/configuration.ts";
import { startHub } from "#cli/start-hub.ts";
import type { Transport } from "#connect/transport.ts";
import { patient } from "./patient-timing.ts";
import { liftPriceLimits } from "./price-limits.ts";

/**
 * A node that asks for prices as fast as the stand-in takes it, to be killed by a test. Prints a line when it is ready. With `hoard` it lets go of
 * nothing it was ever answered: the proof that it does not grow has to see that one grow.
 */
const hoard: Buffer[] = [];
const hoarding =
  (transport: Transport): Transport =>
  async (request) => {
    const answer = await transport(request);
    // As bytes: the garbage collector moves nothing of it.
    for (let copy = 0; copy < 8; copy += 1) hoard.push(Buffer.from(answer.body));
    return answer;
  };

liftPriceLimits();
const hub = await startHub({
  configuration: readConfiguration(process.env),
  role: "worker",
  timing: patient,
  ...(process.argv[2] === "hoard" && { wrapTransport: hoarding }),
});
process.once("SIGTERM", () => void hub.stop().then(() => process.exit(0)));
console.log("ready");
