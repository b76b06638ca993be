import { z } from "zod";
import { checkLogo, mostLogoBytes, type LogoFault } from "#backoffice/logo.ts";
import { textOf, type TextKey } from "#domain/texts/text.ts";
import { inAdministration } from "#store/database.ts";
import { deleteLogo, readLogo, saveLogo } from "#store/house-styles.ts";
import { defineEndpoint } from "#api/endpoint.ts";
import { refuseFields, RequestRefused } from "#api/problem.ts";

const faultTexts = {
  svg: "logo.svg",
  format: "logo.format",
  broken: "logo.broken",
  tooLarge: "logo.tooLarge",
  tooBig: "logo.tooBig",
  tooSmall: "logo.tooSmall",
  cmyk: "logo.cmyk",
} as const satisfies Readonly<Record<LogoFault, TextKey>>;

export const getLogoEndpoint = defineEndpoint({
  method: "GET",
  path: "/api/house-style/logo",
  summary: "The logo on documents",
  permission: "company.read",
  answer: z.custom<Buffer>(),
  mediaType: "image/*",
  errors: ["request.not_found"],
  async handle({ store }, { administrationId, reply }) {
    const logo = await inAdministration(store.app, administrationId, (trx) => readLogo(trx, administrationId));
    if (logo === null) throw new RequestRefused("request.not_found", "There is no logo");
    void reply.type(logo.mediaType).header("etag", `"${logo.sha256}"`);
    return logo.bytes;
  },
});

export const putLogoEndpoint = defineEndpoint({
  method: "PUT",
  path: "/api/house-style/logo",
  summary: "Put a logo on documents: the body is a PNG or an RGB JPEG of at most 2 MB, judged by its content",
  permission: "company.manage",
  act: { action: "houseStyle.logo", subject: "company" },
  upload: { most: mostLogoBytes },
  answer: z.object({ mediaType: z.string(), width: z.int(), height: z.int(), sha256: z.string() }),
  errors: [],
  async handle({ store }, { administrationId, body, language }) {
    const checked = checkLogo(Buffer.isBuffer(body) ? body : Buffer.alloc(0));
    if ("fault" in checked)
      throw refuseFields([{ field: "logo", message: textOf(faultTexts[checked.fault], language) }]);
    const { logo } = checked;
    await inAdministration(store.app, administrationId, (trx) => saveLogo(trx, administrationId, logo));
    return { mediaType: logo.mediaType, width: logo.width, height: logo.height, sha256: logo.sha256 };
  },
});

export const deleteLogoEndpoint = defineEndpoint({
  method: "DELETE",
  path: "/api/house-style/logo",
  summary: "Take the logo off documents; what was issued keeps it",
  permission: "company.manage",
  act: { action: "houseStyle.logoOff", subject: "company" },
  answer: z.object({}),
  errors: [],
  async handle({ store }, { administrationId }) {
    await inAdministration(store.app, administrationId, (trx) => deleteLogo(trx, administrationId));
    return {};
  },
});
