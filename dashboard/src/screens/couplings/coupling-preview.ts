import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { previewQuery, textsQuery } from "#dashboard/screens/texts/text-queries.ts";

/** What a coupling would mail now; asking for it tells the hub that it was seen. Nothing is asked while nothing is mailed. */
export function useCouplingPreview(couplingId: string, isMailed: boolean) {
  const api = useApi();
  const { data: texts } = useQuery({ ...textsQuery(api, couplingId), enabled: isMailed });
  return useQuery({
    ...previewQuery(api, {
      couplingId,
      texts: texts?.own ?? {},
      language: texts?.language ?? "nl",
      situation: "toPay",
    }),
    enabled: isMailed && texts !== undefined,
  });
}
