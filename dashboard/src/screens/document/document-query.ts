import { queryOptions } from "@tanstack/react-query";
import type { Api } from "#dashboard/api/api.ts";
import type { paths } from "#dashboard/api/schema.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";

export type DocumentPage = Schemas["DocumentPage"];
export type Line = DocumentPage["lines"][number];
export type Action = DocumentPage["actions"][number];
export type CreditWish =
  paths["/api/documents/{documentId}/credit"]["post"]["requestBody"]["content"]["application/json"]["wish"];
export type Payment = Schemas["Payment"];

const place = (documentId: string) => ({ path: { documentId } });

export const documentQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: api.key("document", id),
    queryFn: ({ signal }) => answered(api.client.GET("/api/documents/{documentId}", { params: place(id), signal })),
  });

export const historyQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: api.key("document", id, "history"),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/documents/{documentId}/history", { params: place(id), signal })),
  });

export const mailsQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: api.key("document", id, "mails"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/outbox", { params: { query: { documentId: id } }, signal })),
  });

export const documentPaymentsQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: api.key("document", id, "payments"),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/payments", { params: { query: { documentId: id, limit: 200 } }, signal })),
  });

export const payLinkQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: api.key("document", id, "pay-link"),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/documents/{documentId}/pay-link", { params: place(id), signal })),
  });

/** What of each line may still become this. */
export const leftQuery = (api: Api, id: string, kind: DocumentPage["kind"]) =>
  queryOptions({
    queryKey: api.key("document", id, "left", kind),
    queryFn: ({ signal }) =>
      answered(
        api.client.GET("/api/documents/{documentId}/left", { params: { ...place(id), query: { kind } }, signal }),
      ),
    // Somebody else may have taken of it since.
    staleTime: 0,
  });

/** What a credit would come to, by the rules of the hub itself. */
export const creditPreviewQuery = (api: Api, { id, version }: DocumentPage, wish: CreditWish) =>
  queryOptions({
    queryKey: api.key("document", id, "credit", version, JSON.stringify(wish)),
    queryFn: ({ signal }) =>
      answered(
        api.client.POST("/api/documents/{documentId}/credit-preview", {
          params: place(id),
          body: { version, wish },
          signal,
        }),
      ),
    retry: false,
  });

export const seriesQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("number-series"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/number-series", { signal })),
  });

export const previewQuery = (api: Api, id: string) =>
  queryOptions({
    queryKey: api.key("document", id, "mail-preview"),
    queryFn: ({ signal }) =>
      answered(api.client.GET("/api/documents/{documentId}/mail-preview", { params: place(id), signal })),
    // What was read before is never shown: an address or the mail server may have changed since.
    gcTime: 0,
  });
