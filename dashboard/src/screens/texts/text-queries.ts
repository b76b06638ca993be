import { keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import type { Overrides } from "./text-changes.ts";
import type { Situation, TextLanguage } from "./text-place.ts";

export const textsQuery = (api: Api, couplingId: string | null) =>
  queryOptions({
    queryKey: api.key("texts", couplingId),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/texts", { params: { query: couplingId === null ? {} : { couplingId } }, signal })),
  });

interface Shown {
  readonly couplingId: string | null;
  readonly texts: Overrides;
  readonly language: TextLanguage;
  readonly situation: Situation;
}

/** What texts that are not saved yet say on the newest real order. */
export const previewQuery = (api: Api, { couplingId, texts, language, situation }: Shown) =>
  queryOptions({
    queryKey: api.key("preview", couplingId, language, situation, texts),
    queryFn: ({ signal }) =>
      answered(
        api.client.POST("/api/texts/preview", {
          body: { ...(couplingId !== null && { couplingId }), texts, documentLanguage: language, situation },
          signal,
        }),
      ),
    placeholderData: keepPreviousData,
    // A text with a mistake stays wrong, however often it is asked.
    retry: (times, error) => refusalOf(error) === null && times < 2,
  });
