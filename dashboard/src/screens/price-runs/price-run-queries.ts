import { infiniteQueryOptions, queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import type { AnswerShow } from "./routes.ts";

export type PriceRun = Schemas["PriceRun"];
export type PriceAnswer = Schemas["PriceRunAnswer"];
export type PriceRunBatch = Schemas["PriceRunBatch"];

const isWriting = ({ batches }: Pick<PriceRun, "batches">): boolean =>
  batches.some(({ state }) => state === "applying" || state === "undoing");

/** Something of it goes on by itself, whether this screen is open or not. */
export const isAtWork = (run: PriceRun): boolean => run.state === "asking" || isWriting(run);

/** Prices can be taken over: nothing is asked and nothing is written now. */
export const isCalm = (run: PriceRun): boolean => run.state !== "asking" && run.state !== "paused" && !isWriting(run);

export const priceRunQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: api.key("price-run", id),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/price-runs/{runId}", { params: { path: { runId: id } }, signal })),
    // The hub tells of it as well; this is for when it cannot.
    refetchInterval: ({ state: { data } }) => (data !== undefined && isAtWork(data) ? 2_000 : false),
  });

/** What was asked for this price list or this order before. */
export const priceRunsQuery = (
  api: Api,
  of: { readonly priceListId?: string; readonly documentId?: string },
  limit = 5,
) =>
  queryOptions({
    queryKey: api.key("price-runs", of, limit),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/price-runs", { params: { query: { ...of, limit } }, signal })),
  });

const pageSize = 100;

/** `stage` is another one whenever the answers may be: so they are asked again then, and not while somebody reads them. */
export const answersQuery = (api: Api, runId: string, filter: AnswerShow, stage: string) =>
  infiniteQueryOptions({
    queryKey: api.key("price-answers", runId, filter, stage),
    initialPageParam: "",
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/price-runs/{runId}/answers", {
          params: {
            path: { runId },
            query: { filter, limit: pageSize, ...(pageParam !== "" && { after: pageParam }) },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ next }) => next,
  });

/** On a phone there is room for the largest changes only. */
export const biggestQuery = (api: Api, runId: string, stage: string) =>
  queryOptions({
    queryKey: api.key("price-answers", runId, "biggest", stage),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/price-runs/{runId}/answers", {
          params: { path: { runId }, query: { sort: "change" as const, limit: 20 } },
          signal,
        }),
      ),
  });

/** What was not put back. */
export const keptQuery = (api: Api, runId: string, batchId: string) =>
  queryOptions({
    queryKey: api.key("price-answers", runId, "kept", batchId),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/price-runs/{runId}/batches/{batchId}/kept", {
          params: { path: { runId, batchId } },
          signal,
        }),
      ),
  });
