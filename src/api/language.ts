import type { FastifyRequest } from "fastify";
import { textLanguages, type TextLanguage } from "#domain/texts/text.ts";

const known = (text: string | null): TextLanguage | undefined => textLanguages.find((language) => language === text);

/** The best of `Accept-Language` that we have, by its weights; undefined when it names none of ours. */
function accepted(header: string): TextLanguage | undefined {
  const wishes = header
    .slice(0, 1000)
    .split(",")
    .map((wish) => {
      const [range = "", ...parameters] = wish.split(";").map((part) => part.trim().toLowerCase());
      const weight = parameters.find((parameter) => parameter.startsWith("q="));
      return { language: known(range.split("-")[0] ?? ""), weight: weight === undefined ? 1 : Number(weight.slice(2)) };
    })
    .filter((wish) => wish.language !== undefined && wish.weight > 0)
    .toSorted((a, b) => b.weight - a.weight);
  return wishes[0]?.language;
}

/** The language of the texts in an answer: `?language=`, else `Accept-Language`, else Dutch. */
export function languageOf(request: Pick<FastifyRequest, "url" | "headers">): TextLanguage {
  const query = request.url.indexOf("?");
  const asked = query < 0 ? null : new URLSearchParams(request.url.slice(query)).get("language");
  return known(asked) ?? accepted(request.headers["accept-language"] ?? "") ?? "nl";
}
