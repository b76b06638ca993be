import { parseArgs } from "node:util";
import { readConfiguration } from "#cli/configuration.ts";
import { startHub } from "#cli/start-hub.ts";
import type { NodeRole } from "#engine/engine.ts";

const roles: readonly NodeRole[] = ["all", "server", "worker"];

const longestStopMs = 90_000;

function readRole(): NodeRole {
  const { values } = parseArgs({ options: { role: { type: "string", default: "all" } } });
  const role = roles.find((known) => known === values.role);
  if (role === undefined) throw new Error(`--role must be one of ${roles.join(", ")}, not ${values.role}`);
  return role;
}

/** `npm start`: one node of the hub, until it is told to stop. */
async function main(): Promise<void> {
  const role = readRole();
  const configuration = readConfiguration(process.env);
  const starting = startHub({
    configuration,
    role,
    onDatabaseExit: (error) => {
      console.error(`The database stopped: ${error.message}`);
      process.exit(1);
    },
  });
  let isStopping = false;
  // A signal that comes while it starts waits for the start: half a hub cannot be stopped.
  const stop = (signal: NodeJS.Signals) => {
    if (isStopping) return;
    isStopping = true;
    console.log(`Schakel stops (${signal})`);
    // What is left then, other nodes take over as from one that was killed.
    setTimeout(() => {
      console.error(`It did not end within ${longestStopMs / 1000} s`);
      process.exit(1);
    }, longestStopMs).unref();
    starting
      .then((hub) => hub.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => {
          console.error(error);
          process.exit(1);
        },
      );
  };
  process.on("SIGTERM", stop);
  process.on("SIGINT", stop);
  const hub = await starting;
  if (role === "worker") {
    console.log(`Schakel works on the data in ${configuration.dataFolder}`);
    return;
  }
  console.log(`Schakel runs at ${(hub.setUpUrl ?? hub.url).href}`);
}

try {
  await main();
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
