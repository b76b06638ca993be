import { expect, test } from "vitest";
import { bodyOf, recipeOf, withRecipe, type MailValues, type Recipe } from "./mail-values.ts";

const values: MailValues = {
  road: "hub",
  host: "",
  port: "587",
  security: "starttls",
  user: "an@velo.example",
  password: "",
  fromName: "",
  fromAddress: "",
  replyTo: "",
  cc: "a@velo.example; b@velo.example,  c@velo.example",
  bcc: "",
  testRecipient: "",
  perMinute: "60",
};
const telenet: Recipe = {
  id: "telenet",
  name: "Telenet",
  host: "smtp.telenet.be",
  port: 587,
  security: "starttls",
  signIn: "address",
  endsPasswords: false,
  perMinute: 30,
  mostRecipients: 100,
};

test("a password that was not typed is not sent", () => {
  expect(bodyOf(values)).not.toHaveProperty("password");
  expect(bodyOf({ ...values, password: "geheim" })).toMatchObject({ password: "geheim" });
});

test("addresses stand apart by comma, semicolon or space", () => {
  expect(bodyOf(values)).toMatchObject({ cc: ["a@velo.example", "b@velo.example", "c@velo.example"], bcc: [] });
});

test("a recipe fills in the server and its pace, and is recognised again", () => {
  const filled = withRecipe(values, telenet);
  expect(filled).toMatchObject({
    road: "own",
    host: "smtp.telenet.be",
    port: "587",
    perMinute: "30",
    user: values.user,
  });
  expect(recipeOf([telenet], filled)).toBe(telenet);
  expect(recipeOf([telenet], { ...filled, port: "25" })).toBeUndefined();
});
