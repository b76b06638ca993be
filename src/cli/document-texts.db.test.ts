import { sql } from "kysely";
import { beforeAll, describe, expect, test } from "vitest";
import { captionOf } from "#backoffice/texts/render-texts.ts";
import { readDocuments } from "#store/documents.ts";
import { hubUnderTest, type HubUnderTest } from "./testing/hub-under-test.ts";
import { mailCompany, read, type MailCompany } from "./testing/mail-company.ts";

let under: HubUnderTest;
let company: MailCompany;
beforeAll(async () => {
  under = await hubUnderTest();
});

interface Texts {
  readonly version: number;
  readonly languages: readonly string[];
  readonly own: object;
  readonly inherited: Readonly<Record<string, { readonly paid: { readonly caption: string } }>>;
  readonly variables: readonly { readonly name: string }[];
}
interface Preview {
  readonly subject: string;
  readonly caption: string;
  readonly text: string;
  readonly html: string;
  readonly language: string;
}

const open = async (): Promise<MailCompany> => (company = await mailCompany(under));
const texts = (): Promise<Texts> => company.call("GET", "/api/texts");
const save = async (own: object): Promise<Texts> =>
  company.call("PUT", "/api/texts", { texts: own, version: (await texts()).version });
const switchOn = () =>
  sql`insert into modules (administration_id, module, state) values (${company.administrationId}, 'foreignLanguageCustomers', 'on')`.execute(
    under.store.owner,
  );
const caption = (id: string): Promise<string> =>
  company.books.within(async (trx) => {
    const [document] = await readDocuments(trx, company.administrationId, { ids: [id], limit: 1 });
    return document === undefined ? "" : captionOf(trx, document);
  });

describe("texts of documents", () => {
  test("start as the built-in ones, and are changed part by part, whole or not at all", async () => {
    await open();
    const id = await company.invoice();
    expect(await caption(id)).toMatch(
      /^Te betalen: €\u00a022,70, uiterlijk op 4 dec 2026 met mededeling \+\+\+[\d/]+\+\+\+\.$/,
    );
    const saved = await save({ nl: { toPay: { caption: "Graag {{ amount }} voor {{ dueDate }}." } } });
    expect(saved).toMatchObject({ version: 1, languages: ["nl"] });
    expect(await caption(id)).toBe("Graag €\u00a022,70 voor 4 dec 2026.");
    expect(await company.refused("PUT", "/api/texts", { texts: {}, version: 0 })).toMatchObject({ status: 409 });
    await company.becomes((await company.send(id)).id, "sent");
    expect((await read(company.box.mails()[0]!)).text).toContain("Betalen kan tot en met 4 dec 2026.");
  });

  test("that cannot be filled in are refused, each with its field and the mend", async () => {
    await open();
    const wrong = {
      nl: {
        paid: { caption: "{{ klant }}", subject: " " },
        toPay: { caption: "{% for i in (1..1000000000) %}x{% endfor %}", body: "{{ customer " },
      },
    };
    const refusal = await company.refused("PUT", "/api/texts", { texts: wrong, version: 0 });
    expect(refusal).toMatchObject({ status: 400, code: "request.invalid" });
    expect(refusal.errors).toEqual([
      {
        field: "texts.nl.paid.caption",
        message: expect.stringMatching(/^‘klant’ bestaat niet\. Je kunt gebruiken: document, .*customer/) as string,
      },
      { field: "texts.nl.paid.subject", message: "Een mail heeft een onderwerp en een tekst nodig." },
      { field: "texts.nl.toPay.caption", message: "Deze tekst wordt te lang of herhaalt zich te vaak." },
      { field: "texts.nl.toPay.body", message: expect.stringContaining("accolades") as string },
    ]);
    expect(await texts()).toMatchObject({ version: 0, own: {} });
  });

  test("in the company's language, until foreign languages are switched on", async () => {
    await open();
    const id = await company.invoice({ language: "fr" });
    expect(await caption(id)).toMatch(/^Te betalen:/);
    const french = { fr: { toPay: { caption: "À payer" } } };
    const refusal = await company.refused("PUT", "/api/texts", { texts: french, version: 0 });
    expect(refusal.errors).toMatchObject([{ field: "texts.fr" }]);
    await switchOn();
    expect((await texts()).languages).toEqual(["nl", "fr", "en", "de"]);
    expect(await caption(id)).toMatch(/^À payer/);
    await save({ ...french, nl: { toPay: { caption: "Te betalen" } } });
    expect(await caption(id)).toBe("À payer");
    await company.becomes((await company.send(id)).id, "sent");
    const mail = await read(company.box.mails()[0]!);
    expect(mail.text).toContain("Vous trouverez en annexe la facture 2026-0001 pour votre commande R1.");
    await sql`update modules set state = 'off' where administration_id = ${company.administrationId}`.execute(
      under.store.owner,
    );
    await save({ nl: { toPay: { caption: "Nu" } } });
    await sql`update modules set state = 'on' where administration_id = ${company.administrationId}`.execute(
      under.store.owner,
    );
    expect([await caption(id), (await texts()).own]).toEqual([
      "À payer",
      { ...french, nl: { toPay: { caption: "Nu" } } },
    ]);
  });

  test("are previewed on a real document before they are saved, also as if it were paid", async () => {
    await open();
    // Until there is a document, on an invented one; one that was named must be there.
    expect(await company.call("POST", "/api/texts/preview", { texts: {} })).toMatchObject({ documentId: null });
    const named = { texts: {}, documentId: "00000000-0000-7000-8000-000000000000" };
    expect(await company.refused("POST", "/api/texts/preview", named)).toMatchObject({ status: 404 });
    await company.invoice();
    const unsaved = { nl: { toPay: { caption: "<b>{{ number }}</b>", body: "Dag <i>{{ customer }}</i>" } } };
    const shown = await company.call<Preview>("POST", "/api/texts/preview", { texts: unsaved });
    expect(shown).toMatchObject({
      caption: "<b>2026-0001</b>",
      language: "nl",
      subject: "Testwinkel De Molen: factuur 2026-0001 (bestelling R1)",
    });
    expect(shown.text).toContain("Dag <i>An Peeters</i>");
    expect(shown.html).not.toContain("<i>");
    const paid = await company.call<Preview>("POST", "/api/texts/preview", { texts: unsaved, situation: "paid" });
    expect([paid.caption, paid.text.includes("Het bedrag is al betaald.")]).toEqual([
      "Betaald. U hoeft niets meer te betalen.",
      true,
    ]);
    expect((await texts()).version).toBe(0);
  });
});
