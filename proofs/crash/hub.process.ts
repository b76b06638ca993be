import { startHub } from "#cli/start-hub.ts";
import { readConfiguration } from "#cli/configuration.ts";
import { watchAwaits, type CrashPoint } from "./await-points.ts";

/**
 * A hub that kills itself with SIGKILL at one await, told by SCHAKEL_CRASH (JSON), or only lists its awaits when that is empty. Lives in
 * proofs/ and not in src/: `npm start` has no such switch.
 */
const crash = process.env["SCHAKEL_CRASH"] ?? "";
const watch = watchAwaits(crash === "" ? null : (JSON.parse(crash) as CrashPoint));
const hub = await startHub({
  configuration: readConfiguration(process.env),
  role: "all",
  timing: {
    careSeconds: 0.5,
    leftBehindSeconds: 1,
    sweepSeconds: 900,
    pollSeconds: 900,
    migrationSeconds: 900,
    alarmSeconds: 900,
  },
  wrapTransport: watch.transport,
});
process.on("message", (message) => {
  if (message === "intake" || message === "booking") {
    watch.arm(message);
    process.send?.("armed");
  }
  if (message === "list") process.send?.(watch.seen());
});
process.on("SIGTERM", () => void hub.stop().then(() => process.exit(0)));
console.log(JSON.stringify({ url: hub.url.href, token: hub.token }));
