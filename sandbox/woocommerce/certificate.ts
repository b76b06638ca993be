/** A self-signed certificate for 127.0.0.1 and localhost, made on the spot so that no private key lies in the repository. */
import { generateKeyPairSync, randomBytes, sign } from "node:crypto";

export interface Certificate {
  readonly key: string;
  readonly cert: string;
}

/** One DER element. */
function der(tag: number, ...parts: readonly Buffer[]): Buffer {
  const content = Buffer.concat(parts);
  const { length } = content;
  const size =
    length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, Math.trunc(length / 0x100), length % 0x100];
  return Buffer.concat([Buffer.from([tag, ...size]), content]);
}

const sequence = (...parts: readonly Buffer[]): Buffer => der(0x30, ...parts);
const hex = (text: string): Buffer => Buffer.from(text, "hex");

function time(moment: Temporal.ZonedDateTime): Buffer {
  const text = moment.toPlainDateTime().toString({ smallestUnit: "second" }).replaceAll(/[-T:]/g, "").slice(2);
  return der(0x17, Buffer.from(`${text}Z`));
}

/** Valid from yesterday for a year. */
export function selfSigned(): Certificate {
  const { publicKey, privateKey } = generateKeyPairSync("ec", { namedCurve: "P-256" });
  const algorithm = sequence(hex("06082a8648ce3d040302"));
  const commonName = sequence(hex("0603550403"), der(0x0c, Buffer.from("127.0.0.1")));
  const name = sequence(der(0x31, commonName));
  const now = Temporal.Now.zonedDateTimeISO("UTC");
  const names = sequence(der(0x82, Buffer.from("localhost")), der(0x87, Buffer.from([127, 0, 0, 1])));
  const extension = sequence(hex("0603551d11"), der(0x04, names));
  const authority = sequence(hex("0603551d13"), hex("0101ff"), der(0x04, sequence(hex("0101ff"))));
  const body = sequence(
    der(0xa0, hex("020102")),
    der(0x02, Buffer.concat([hex("01"), randomBytes(8)])),
    algorithm,
    name,
    sequence(time(now.subtract({ days: 1 })), time(now.add({ years: 1 }))),
    name,
    publicKey.export({ type: "spki", format: "der" }),
    der(0xa3, sequence(extension, authority)),
  );
  const signed = sequence(body, algorithm, der(0x03, hex("00"), sign("sha256", body, privateKey)));
  const lines = signed
    .toString("base64")
    .replace(/(.{64})/g, "$1\n")
    .trimEnd();
  return {
    key: privateKey.export({ type: "pkcs8", format: "pem" }) as string,
    cert: `-----BEGIN CERTIFICATE-----\n${lines}\n-----END CERTIFICATE-----\n`,
  };
}
