import { describe, expect, test } from "vitest";
import { isClosedAddress, isOpened, refusalOf } from "./egress.ts";

describe("addresses no connector may reach, one per network and in every way they can be written", () => {
  test.each([
    ["this network", "0.0.0.0"],
    ["private", "10.1.2.3"],
    ["private", "172.31.255.255"],
    ["private", "192.168.1.1"],
    ["carrier-grade NAT", "100.64.0.1"],
    ["loopback", "127.255.0.1"],
    ["cloud metadata", "169.254.169.254"],
    ["protocol assignments", "192.0.0.170"],
    ["documentation", "192.0.2.1"],
    ["documentation", "198.51.100.1"],
    ["documentation", "203.0.113.1"],
    ["benchmarks", "198.19.0.1"],
    ["multicast", "224.0.0.1"],
    ["reserved", "255.255.255.255"],
    ["unspecified", "::"],
    ["loopback", "::1"],
    ["loopback in full", "0:0:0:0:0:0:0:1"],
    ["IPv4-compatible, loopback", "::127.0.0.1"],
    ["IPv4-compatible, hexadecimal", "::7f00:1"],
    ["IPv4-compatible, also of a public address", "::8.8.8.8"],
    ["IPv4-mapped", "::ffff:127.0.0.1"],
    ["IPv4-mapped, hexadecimal", "::ffff:7f00:1"],
    ["IPv4-mapped, capitals", "::FFFF:A00:1"],
    ["IPv4-mapped in full", "0:0:0:0:0:ffff:c0a8:0101"],
    ["IPv4-translated", "::ffff:0:127.0.0.1"],
    ["IPv4-translated, hexadecimal", "::ffff:0:7f00:1"],
    ["translation by the well-known prefix", "64:ff9b::7f00:1"],
    ["translation by a network's own prefix", "64:ff9b:1::7f00:1"],
    ["translation by a network's own prefix, its end", "64:ff9b:1:ffff:ffff:ffff:ffff:ffff"],
    ["discard", "100::1"],
    ["Teredo", "2001::1"],
    ["Teredo, its end", "2001:0:ffff:ffff:ffff:ffff:ffff:ffff"],
    ["documentation", "2001:db8::1"],
    ["6to4", "2002:7f00:1::"],
    ["unique local", "fd12:3456::1"],
    ["link-local", "fe80::1"],
    ["link-local with a zone", "fe80::1%eth0"],
    ["site-local", "fec0::1"],
    ["site-local, its end", "feff:ffff::1"],
    ["multicast", "ff02::1"],
    ["in brackets", "[::1]"],
    ["no address at all", "shop.example.be"],
    ["nothing", ""],
  ])("%s: %s", (_what, address) => expect(isClosedAddress(address)).toBe(true));

  test.each([
    "8.8.8.8",
    "100.128.0.1",
    "172.32.0.1",
    "2a00:1450:400e::1",
    "2001:1::1",
    "::ffff:8.8.8.8",
    "::ffff:808:808",
    "64:ff9b:2::1",
  ])("%s is open", (address) => expect(isClosedAddress(address)).toBe(false));
});

describe("addresses as they are written in a URL", () => {
  test.each([
    "https://localhost/",
    "https://localhost./",
    "https://LOCALHOST../",
    "https://shop.localhost/",
    "https://x.internal/",
    "https://x.internal./",
    "https://printer.local",
    "https://printer.local./",
    "https://nas.home.arpa./",
    "https://intranet/",
    "https://intranet./",
    "https://127.0.0.1/",
    "https://127.0.0.1./",
    "https://2130706433/",
    "https://0x7f.1/",
    "https://0177.0.0.1/",
    "https://[::1]/",
    "https://[::127.0.0.1]/",
    "https://[::ffff:10.0.0.1]/",
    "https://[::ffff:0:10.0.0.1]/",
    "https://[fec0::1]/",
  ])("%s is inside", (address) => expect(refusalOf(new URL(address), [])).toMatch(/inside the operator's own network/));

  test("https is required, and no user name or password", () => {
    expect(refusalOf(new URL("http://shop.example.be/"), [])).toMatch(/https/);
    expect(refusalOf(new URL("ftp://shop.example.be/"), [])).toMatch(/https/);
    expect(refusalOf(new URL("https://user@shop.example.be/"), [])).toMatch(/user name/);
    expect(refusalOf(new URL("https://:pass@shop.example.be/"), [])).toMatch(/password/);
  });

  test.each([
    "https://shop.example.be/",
    "https://shop.example.be./",
    "https://internal.example.be/",
    "https://8.8.8.8/",
  ])("%s may be called", (address) => expect(refusalOf(new URL(address), [])).toBeNull());
});

describe("what the operator opened", () => {
  test.each([
    ["http://127.0.0.1:8080/", "127.0.0.1:8080", true],
    ["http://127.0.0.1:8081/", "127.0.0.1:8080", false],
    ["http://127.0.0.1:8081/", "127.0.0.1", true],
    ["http://shop.local/", "shop.local:80", true],
    ["https://shop.local/", "shop.local:443", true],
    ["https://shop.local/", "shop.local:80", false],
    ["https://shop.local./", "shop.local", true],
    ["https://[::1]:8443/", "::1:8443", true],
    ["https://other.shop.local/", "shop.local", false],
    ["https://shop.local.example.be/", "shop.local", false],
  ])("%s by %s: %s", (address, entry, isOpen) => {
    expect(isOpened(new URL(address), [entry])).toBe(isOpen);
    expect(refusalOf(new URL(address), [entry]) === null).toBe(isOpen || address.endsWith(".example.be/"));
  });
});
