import { stepImport } from "#backoffice/imports/carry-out.ts";
import { inAdministration } from "#store/database.ts";
import type { Answer, ApiUnderTest } from "./api-under-test.ts";

export interface Import {
  readonly id: string;
  readonly state: string;
  readonly format: Record<string, unknown>;
  readonly columns: { position: number; header: string; samples: string[]; field: string | null }[];
  readonly counts: Record<string, number> | null;
  readonly kept: number;
  readonly rows: { line: number; state: string; fields: Record<string, string> }[];
  readonly wrong: { line: number; problems: { column: string; value: string; message: string }[] }[];
}

/** A company that brings in files, and the engine that carries them out. */
export async function importCompany({ call, store, makeToken }: ApiUnderTest) {
  const id = await store.makeAdministration();
  const token = await makeToken("owner", id);
  const as = (method: string, path: string, body?: unknown, language = "nl") =>
    call(method, path, { token, body, headers: { "accept-language": language } });
  const upload = (what: string, body: Buffer | string, type = "text/csv"): Promise<Answer> =>
    call("POST", `/api/imports/${what}?fileName=bestand.csv`, {
      token,
      body: Buffer.from(body as string),
      headers: { "content-type": type, "accept-language": "nl" },
    });
  /** As the engine does, until nothing is under way. */
  const carryOut = async () => {
    while (await inAdministration(store.app, id, (trx) => stepImport(trx, id)));
  };
  /** Brings a file in and takes it over. */
  const bring = async (what: string, body: Buffer | string) => {
    const found = (await upload(what, body)).json as Import;
    const seen = (await as("PUT", `/api/imports/${found.id}/mapping`, {})).json as Import;
    await as("POST", `/api/imports/${found.id}/apply`, {});
    await carryOut();
    return { ...seen, id: found.id, columns: found.columns, format: found.format };
  };
  const get = async (path: string) => (await as("GET", path)).json as never;
  return { id, as, upload, bring, carryOut, get };
}

export const people = `Klant;Contactpersoon;E-mail;Btw-nummer;Straat;Huisnummer;Bus;Postcode;Gemeente;Land
Bakkerij Zoë;Zoë Çelik;zoe@bakkerij.example;BE 0202.239.951;Kerkstraat;12;3;9000;Gent;België
De Fiets;;fiets@example.be;;Kade;1;;8400;Oostende;Belgium
`;
