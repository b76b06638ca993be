import { expect, test } from "vitest";
import { connectorById } from "#connectors/registry.ts";
import { accountKeyOf } from "./account-key.ts";

const keyOf = (connector: string, settings: object): string => accountKeyOf(connectorById(connector), { ...settings });

test("two logins at one supplier are two accounts, and a login is one however it is written", () => {
  const cebeo = { customerNumber: "9900123", userName: "WSDEMO" };
  expect(keyOf("cebeo", cebeo)).toBe("cebeo b2b.cebeo.be/webservices 9900123 wsdemo");
  expect(keyOf("cebeo", { ...cebeo, userName: " wsdemo ", testArticle: "7000001" })).toBe(keyOf("cebeo", cebeo));
  const others = [cebeo, { ...cebeo, userName: "WSAN" }, { ...cebeo, customerNumber: "9900456" }];
  expect(new Set(others.map((settings) => keyOf("cebeo", settings))).size).toBe(3);
});

test("one shop for punch-out by user, by customer and by the users of one cXML identity", () => {
  const address = "https://shop.example/oci";
  const logins = [
    { address },
    { address, userName: "demo" },
    { address, userName: "demo", customerNumber: "100200" },
    { address, fromIdentity: "HUB-7" },
    { address, fromIdentity: "HUB-7", extrinsics: ["UserEmail=an@voorbeeld.example"] },
    { address: "https://other.example/oci", userName: "demo" },
  ];
  expect(new Set(logins.map((settings) => keyOf("oci", settings))).size).toBe(logins.length);
});
