import { expect, test } from "vitest";
import { readConfiguration } from "./configuration.ts";

const messageOf = (environment: Record<string, string>): string => {
  try {
    readConfiguration(environment);
    return "";
  } catch (error) {
    return error instanceof Error ? error.message : "";
  }
};

test("on a bare machine every setting has a value that works", () => {
  expect(readConfiguration({})).toMatchObject({
    dataFolder: expect.stringMatching(/\/data$/) as string,
    port: 4380,
    host: "127.0.0.1",
    publicUrl: null,
    openHosts: [],
    logLevel: "info",
    databaseUrl: null,
  });
});

test("an empty variable is one that is not set: .env files are full of them", () => {
  const names = ["DATA", "PORT", "HOST", "PUBLIC_URL", "OPEN_HOSTS", "LOG"].map((name) => `SCHAKEL_${name}`);
  const empty = Object.fromEntries([...names, "DATABASE_URL"].map((name) => [name, " "]));
  expect(readConfiguration(empty)).toEqual(readConfiguration({}));
});

test.each([
  ["SCHAKEL_PORT", "abc", "expected a port, a number from 0 to 65535 (0 is any free one)"],
  ["SCHAKEL_PORT", "65536", "expected a port, a number from 0 to 65535 (0 is any free one)"],
  ["SCHAKEL_PORT", "-1", "expected a port, a number from 0 to 65535 (0 is any free one)"],
  ["SCHAKEL_PORT", "0x10", "expected a port, a number from 0 to 65535 (0 is any free one)"],
  ["SCHAKEL_PORT", "80.5", "expected a port, a number from 0 to 65535 (0 is any free one)"],
  ["SCHAKEL_PUBLIC_URL", "hub.example.be", "expected an address such as https://hub.example.be"],
  ["SCHAKEL_PUBLIC_URL", "ftp://hub.example.be", "expected an address such as https://hub.example.be"],
  ["SCHAKEL_LOG", "loud", "expected debug, info, warn, error, silent"],
  ["DATABASE_URL", "mysql://a:geheim@b/c", "expected an address such as postgres://user:password@host:5432/database"],
  ["DATABASE_URL", "postgres://a:geheim@b", "expected an address such as postgres://user:password@host:5432/database"],
])("%s=%s is refused by name", (name, value, expected) => {
  expect(messageOf({ [name]: value })).toBe(`${name}: ${expected}`);
});

test("each wrong variable is named, and no value is said back", () => {
  const message = messageOf({ SCHAKEL_PORT: "x", SCHAKEL_LOG: "y", DATABASE_URL: "http://a:geheim@b/c" });
  expect(message.split("\n").map((line) => line.split(":")[0])).toEqual([
    "SCHAKEL_PORT",
    "SCHAKEL_LOG",
    "DATABASE_URL",
  ]);
  expect(message).not.toContain("geheim");
});

test("a public address below a folder keeps the folder", () => {
  const { publicUrl } = readConfiguration({ SCHAKEL_PUBLIC_URL: "https://example.be/hub" });
  expect(new URL("hooks/x", publicUrl ?? "").href).toBe("https://example.be/hub/hooks/x");
});

test("opened hosts are a list, without blanks and capitals", () => {
  expect(readConfiguration({ SCHAKEL_OPEN_HOSTS: " Shop.Local:8080, ,10.0.0.5 " }).openHosts).toEqual([
    "shop.local:8080",
    "10.0.0.5",
  ]);
});

test("mail leaves over the server of the operator, with TLS wherever there is a password", () => {
  const from = (url: string, sender = "Schakel <mail@hub.be>") =>
    readConfiguration({ SCHAKEL_SMTP_URL: url, SCHAKEL_MAIL_FROM: sender }).mail;
  expect(from("smtps://jan:g%40heim@mail.voorbeeld.be")).toEqual({
    server: {
      host: "mail.voorbeeld.be",
      port: 465,
      security: "tls",
      user: "jan",
      password: "g@heim",
      isOperators: true,
    },
    from: { name: "Schakel", address: "mail@hub.be" },
  });
  expect(from("smtp://mail.voorbeeld.be").server).toMatchObject({ port: 587, security: "offered", user: "" });
  expect(from("smtp://a:b@mail.voorbeeld.be:2525").server).toMatchObject({ port: 2525, security: "starttls" });
  expect(from("smtp://a:b@[::1]:25?security=none").server).toMatchObject({ host: "::1", security: "none" });
  expect(readConfiguration({}).mail).toEqual({ server: null, from: null });
  expect(() => from("https://mail.voorbeeld.be")).toThrow("SCHAKEL_SMTP_URL: expected an address such as");
  expect(() => from("smtp://mail.voorbeeld.be", "jan")).toThrow("SCHAKEL_MAIL_FROM: expected an address such as");
});
