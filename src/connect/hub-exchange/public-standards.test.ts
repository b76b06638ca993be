/** What others published, byte for byte: our own vectors would agree with our own mistakes. */
import { exportJWK, flattenedVerify, generateKeyPair, FlattenedSign, importJWK } from "jose";
import { expect, test } from "vitest";
import { canonicalBytes, canonicalJson } from "./canonical-json.ts";
import { isDetachedSignature, kidOfJws, signDetached } from "./detached-jws.ts";
import { isSignedBy, makeOwnKey, signBytes, thumbprint } from "./exchange-keys.ts";
import { digestOf, isDigestOf, signatureBase } from "./http-signature.ts";
import { bytesOf, innerListText, parseDictionary } from "./structured-fields.ts";

test("RFC 9421 B.2.6: a request signed with Ed25519", () => {
  const key = {
    kid: "test-key-ed25519",
    x: "JrQLj5P_89iXES9-vFgrIy29clF9CC_oPPsw3c5D0bs",
    d: "n4Ni-HpISpVObnQMW0wOhCKROaIKqKtW_2ZYb2p9KcU",
  };
  const request = {
    method: "POST",
    targetUri: "https://example.com/foo?param=Value&Pet=dog",
    headers: {
      Host: "example.com",
      Date: "Tue, 20 Apr 2021 02:07:55 GMT",
      "Content-Type": "application/json",
      "Content-Length": "18",
    },
  };
  const input =
    'sig-b26=("date" "@method" "@path" "@authority" "content-type" "content-length");created=1618884473;keyid="test-key-ed25519"';
  const list = parseDictionary(input)?.get("sig-b26");
  if (list === undefined || !("items" in list)) throw new Error("not a list");
  const base = signatureBase(list, request) ?? "";
  expect(base.split("\n").slice(0, 4)).toEqual([
    '"date": Tue, 20 Apr 2021 02:07:55 GMT',
    '"@method": POST',
    '"@path": /foo',
    '"@authority": example.com',
  ]);
  const published = "wqcAqbmYJ2ji2glfAMaRy4gruYYnx2nEFN2HN6jrnDnQCK1u02Gb04v9EDgwUPiu4A0w6vuQv5lIp5WPpBKRCw==";
  expect(signBytes(Buffer.from(base), key).toString("base64")).toBe(published);
  expect(isSignedBy(Buffer.from(base), Buffer.from(published, "base64"), key.x)).toBe(true);
  expect(isSignedBy(Buffer.from(`${base} `), Buffer.from(published, "base64"), key.x)).toBe(false);
});

test("RFC 9530: the digest of a body", () => {
  const body = Buffer.from('{"hello": "world"}\n');
  expect(digestOf(body)).toBe("sha-256=:RK/0qy18MlBSVnWgjwz6lZEWjP/lF5HF9bvEF8FabDg=:");
  expect(isDigestOf(digestOf(body), body)).toBe(true);
  expect(isDigestOf(digestOf(body), Buffer.from('{"hello": "world"}'))).toBe(false);
  for (const field of [null, "", "sha-256", "sha-256=abc", "sha-256=(:AAAA:)", "md5=:AAAA:"])
    expect(isDigestOf(field, body)).toBe(false);
});

test("RFC 8037 A.3: the name of a key", () => {
  expect(thumbprint("11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo")).toBe("kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k");
});

test("RFC 8785 3.2.3: members by their UTF-16 code units, numbers as ECMAScript writes them", () => {
  const value: unknown = JSON.parse(
    String.raw`{"\u20ac":1,"\r":2,"\ufb33":3,"1":4,"\ud83d\ude00":5,"\u0080":6,"\u00f6":[333333333.33333329,1E30,4.50,2e-3,1e-27]}`,
  );
  expect(canonicalJson(value)).toBe(
    '{"\\r":2,"1":4,"\u0080":6,"\u00f6":[333333333.3333333,1e+30,4.5,0.002,1e-27],"\u20ac":1,"\ud83d\ude00":5,"\ufb33":3}',
  );
  for (const bad of [Number.NaN, Infinity, "\ud83d", 1n, () => 1, [undefined]])
    expect(() => canonicalJson(bad)).toThrow(TypeError);
});

test("a detached JWS of ours is one for jose, and the other way round", async () => {
  const value = { b: [1, "é"], a: null };
  const key = makeOwnKey();
  const [header = "", , signature = ""] = signDetached(value, key).split(".");
  const payload = canonicalBytes(value).toString("base64url");
  const publicKey = await importJWK({ kty: "OKP", crv: "Ed25519", x: key.x }, "EdDSA");
  const verified = await flattenedVerify({ protected: header, payload, signature }, publicKey);
  expect(verified.protectedHeader).toEqual({ alg: "EdDSA", kid: key.kid });

  const pair = await generateKeyPair("EdDSA", { extractable: true });
  const { x = "" } = await exportJWK(pair.publicKey);
  const made = await new FlattenedSign(canonicalBytes(value))
    .setProtectedHeader({ alg: "EdDSA", kid: thumbprint(x) })
    .sign(pair.privateKey);
  const jws = `${made.protected}..${made.signature}`;
  expect(kidOfJws(jws)).toBe(thumbprint(x));
  expect(isDetachedSignature(jws, value, { kid: thumbprint(x), x })).toBe(true);
  expect(isDetachedSignature(jws, { ...value, a: 0 }, { kid: thumbprint(x), x })).toBe(false);
});

test.each(["a=:AAA:", "a=:AB==:"])("bytes %s are read, and are none in the one spelling", (text) => {
  const member = parseDictionary(text)?.get("a");
  expect(member !== undefined && "item" in member ? bytesOf(member.item) : 0).toBeNull();
});

test("what no signature of ours uses is read, and written as it stood", () => {
  const member = parseDictionary('a=(1.50 @12 %"caf%c3%a9");x=1.5')?.get("a");
  expect(member !== undefined && "items" in member && innerListText(member)).toBe('(1.50 @12 %"caf%c3%a9");x=1.5');
});

test.each([
  ["a=1, a=2", "a name twice"],
  ["a=(1 2", "a list that does not end"],
  ["a=1.5555", "a decimal of four places"],
  ['a="é"', "text that is not ASCII"],
  ['a="x', "text that does not end"],
  ["a=@1.5", "half a date"],
  ['a=%"%C3"', "a display text in capitals"],
  ["a=1,", "a comma with nothing behind it"],
  ["A=1", "a name in capitals"],
  ["a=(1)(2)", "something behind a list"],
  ['a=("x""y")', "no space between"],
  ["a;b=1;b=2", "a parameter twice"],
  ["a=1234567890123456", "a number of 16 digits"],
  ["", "nothing"],
])("structured field %s is refused: %s", (text) => expect(parseDictionary(text)).toBeNull());
