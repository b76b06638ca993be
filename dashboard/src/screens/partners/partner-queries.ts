import { infiniteQueryOptions, keepPreviousData, queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import type { LogFilters } from "./log-filters.ts";
import { isMoving, type LogLine, type Relation } from "./partner-state.ts";

/** Other hubs move a relation too, and no event stream says so. */
const often = 4_000;
const nowAndThen = 30_000;

export const relationsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("relations"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/relations", { signal })),
    retry: false,
    refetchInterval: nowAndThen,
  });

export const relationQuery = (api: Api, relationId: string) =>
  queryOptions({
    queryKey: api.key("relations", relationId),
    queryFn: ({ signal }): Promise<Relation> =>
      answered(api.client.GET("/api/relations/{relationId}", { params: { path: { relationId } }, signal })),
    retry: false,
    refetchInterval: ({ state: { data } }) => (data !== undefined && isMoving(data) ? often : nowAndThen),
  });

export const linkQuery = (api: Api, relationId: string) =>
  queryOptions({
    queryKey: api.key("relations", relationId, "link"),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/relations/{relationId}/link", { params: { path: { relationId } }, signal })),
  });

export const statementsQuery = (api: Api, relationId: string) =>
  queryOptions({
    queryKey: api.key("relations", relationId, "statements"),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/relations/{relationId}/statements", { params: { path: { relationId } }, signal })),
    retry: false,
    // The partner's own comes when it comes.
    refetchInterval: ({ state: { data } }) =>
      data?.items.some(({ state }) => state === "drawnUp") === true ? often : nowAndThen,
  });

/** Asks the hub of who invites; nothing is agreed to by looking. */
const look = (api: Api, link: string) => answered(api.client.POST("/api/relations/look", { body: { link } }));
export type Looked = Awaited<ReturnType<typeof look>>;

export const lookQuery = (api: Api, link: string) =>
  queryOptions({
    queryKey: api.key("invitation-of-partner", link),
    queryFn: () => look(api, link),
    enabled: link !== "",
    retry: false,
    staleTime: Infinity,
    refetchOnWindowFocus: false,
  });

type Place = Pick<LogLine, "at" | "id">;

/** The newest first, a hundred at a time. */
export const partnerLogQuery = (api: Api, { way, trouble }: LogFilters, relationId: string | undefined) =>
  infiniteQueryOptions({
    queryKey: api.key("relation-log", relationId, way, trouble),
    initialPageParam: null as Place | null,
    queryFn: ({ pageParam, signal }) =>
      answered(
        api.client.GET("/api/relation-log", {
          params: {
            query: {
              ...(relationId !== undefined && { relationId }),
              ...(way !== undefined && { way }),
              ...(trouble && { onlyTrouble: "true" }),
              ...(pageParam !== null && { beforeAt: pageParam.at, beforeId: pageParam.id }),
            },
          },
          signal,
        }),
      ),
    getNextPageParam: ({ items, isMore }) => (isMore ? (items.at(-1) ?? null) : null),
    placeholderData: keepPreviousData,
    retry: false,
    refetchInterval: nowAndThen,
  });
