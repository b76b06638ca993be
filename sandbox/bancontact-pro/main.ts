/**
 * Bancontact Pro as its own process:
 * `node sandbox/bancontact-pro/main.ts [--port P] [--api-key K] [--profile-id ID] [--public-urls-only]`.
 * Prints one JSON line when ready and stops on SIGTERM.
 */
import { parseArgs } from "node:util";
import { startBancontactPro } from "./stand-in.ts";

const { values } = parseArgs({
  options: {
    port: { type: "string", default: "0" },
    "api-key": { type: "string" },
    "profile-id": { type: "string" },
    "public-urls-only": { type: "boolean", default: false },
  },
});

const { "api-key": apiKey, "profile-id": profileId } = values;
const bancontactPro = await startBancontactPro({
  port: Number(values.port),
  allowLocalUrls: !values["public-urls-only"],
  ...(apiKey === undefined ? {} : { apiKey }),
  ...(profileId === undefined ? {} : { profileId }),
});

for (const signal of ["SIGTERM", "SIGINT"] as const) {
  process.once(signal, () => {
    void bancontactPro.stop().then(() => process.exit(0));
  });
}
const { url, jwksUrl, apiKey: key, profileId: profile } = bancontactPro;
process.stdout.write(`${JSON.stringify({ url, jwksUrl, apiKey: key, profileId: profile, pid: process.pid })}\n`);
