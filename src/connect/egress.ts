import { BlockList, isIP } from "node:net";

/** Networks no connector may reach: loopback, private, link-local (cloud metadata), carrier-grade NAT, multicast, reserved. */
const closed = new BlockList();
for (const [network, prefix] of [
  ["0.0.0.0", 8],
  ["10.0.0.0", 8],
  ["100.64.0.0", 10],
  ["127.0.0.0", 8],
  ["169.254.0.0", 16],
  ["172.16.0.0", 12],
  ["192.0.0.0", 24],
  ["192.0.2.0", 24],
  ["192.168.0.0", 16],
  ["198.18.0.0", 15],
  ["198.51.100.0", 24],
  ["203.0.113.0", 24],
  ["224.0.0.0", 4],
  ["240.0.0.0", 4],
] as const) {
  closed.addSubnet(network, prefix, "ipv4");
}
for (const [network, prefix] of [
  // Unspecified, loopback, and IPv4 written inside IPv6 in the old way.
  ["::", 96],
  // IPv4 inside IPv6 by translation, both forms, and the prefix for a network's own translator.
  ["::ffff:0:0:0", 96],
  ["64:ff9b::", 96],
  ["64:ff9b:1::", 48],
  ["100::", 64],
  // Teredo: an IPv4 address and port behind somebody's router.
  ["2001::", 32],
  ["2001:db8::", 32],
  ["2002::", 16],
  ["fc00::", 7],
  ["fe80::", 10],
  ["fec0::", 10],
  ["ff00::", 8],
] as const) {
  closed.addSubnet(network, prefix, "ipv6");
}

const withoutBrackets = (host: string): string => host.replace(/^\[|\]$/g, "");

/** A name may end with a dot, or be given with capitals, and is then the same name. */
const plainName = (host: string): string => withoutBrackets(host).toLowerCase().replace(/\.+$/, "");

/** An IPv6 address in its shortest form and without a zone; IPv4 inside it (`::ffff:127.0.0.1`) as the IPv4 address it reaches. */
const plainAddress = (address: string): string => {
  if (isIP(address) !== 6) return address;
  const shortest = withoutBrackets(new URL(`http://[${address.replace(/%.*$/, "")}]/`).hostname);
  const hex = /^::ffff:([0-9a-f]{1,4}):([0-9a-f]{1,4})$/.exec(shortest);
  if (hex?.[1] === undefined || hex[2] === undefined) return shortest;
  const [high, low] = [Number.parseInt(hex[1], 16), Number.parseInt(hex[2], 16)];
  return [high >> 8, high & 255, low >> 8, low & 255].join(".");
};

/** True when an address lies in a network that connectors may not reach. Anything that is no IP address counts as closed. */
export function isClosedAddress(address: string): boolean {
  const plain = plainAddress(withoutBrackets(address));
  const version = isIP(plain);
  return version === 0 || closed.check(plain, version === 6 ? "ipv6" : "ipv4");
}

/**
 * What the operator opened, as `host` or `host:port` in lower case; the port is the URL's or its scheme's.
 * An opened host may also be plain http: a shop on the same machine has no certificate.
 */
export function isOpened(url: URL, opened: readonly string[]): boolean {
  const host = plainName(url.hostname);
  const port = url.port || (url.protocol === "https:" ? "443" : "80");
  return opened.some((entry) => entry === host || entry === `${host}:${port}`);
}

/** Null when a connector may call this URL; else why not. Names are judged again when they resolve (transport.ts). */
export function refusalOf(url: URL, opened: readonly string[]): string | null {
  if (isOpened(url, opened)) return null;
  if (url.protocol !== "https:") return `${url.host} must be reached over https`;
  if (url.username !== "" || url.password !== "") return "an address with a user name or password in it is refused";
  return refusalOfHost(url.hostname);
}

/** Null when this host may lie outside the operator's own network; else why not. Names are judged again when they resolve. */
export function refusalOfHost(name: string): string | null {
  const host = plainName(name);
  const isLocalName = /(^|\.)(localhost|local|internal|home\.arpa)$/.test(host) || !host.includes(".");
  if (isIP(host) === 0 ? isLocalName : isClosedAddress(host))
    return `${host} is an address inside the operator's own network`;
  return null;
}
