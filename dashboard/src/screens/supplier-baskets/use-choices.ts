import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { basketKey, type Basket } from "./basket-queries.ts";

export interface LineChoice {
  readonly position: number;
  readonly isTicked?: boolean;
  readonly quantity?: string;
  readonly unitCode?: string;
  readonly enteredPrice?: string | null;
}

export interface Choices {
  readonly choose: (lines: readonly LineChoice[]) => void;
  readonly isBusy: boolean;
  readonly error: Error | null;
}

/**
 * What a person chooses of lines is kept by the hub at once, one change after the other, so that it is there when somebody comes back. A tick
 * shows before the hub has answered; amounts are the hub's own.
 */
export function useChoices(id: string, documentId: string | undefined): Choices {
  const api = useApi();
  const queries = useQueryClient();
  const queryKey = basketKey(api, id, documentId);
  const save = useMutation({
    scope: { id: `basket ${id}` },
    mutationFn: (lines: readonly LineChoice[]) =>
      answered(
        api.client.PUT("/api/supplier-baskets/{basketId}/lines", {
          params: { path: { basketId: id } },
          body: {
            // Of the answer before this one: changes wait for each other.
            version: queries.getQueryData<Basket>(queryKey)?.version ?? 0,
            lines: lines.map((line) => ({ ...line })),
            ...(documentId !== undefined && { documentId }),
          },
        }),
      ),
    onSuccess: (page) => {
      void queries.cancelQueries({ queryKey });
      queries.setQueryData(queryKey, page);
    },
    onError: () => queries.invalidateQueries({ queryKey }),
  });
  const choose = (lines: readonly LineChoice[]): void => {
    // What was asked before the change would bring back how it was.
    void queries.cancelQueries({ queryKey });
    const ticks = new Map(lines.map(({ position, isTicked }) => [position, isTicked]));
    queries.setQueryData<Basket>(queryKey, (page) =>
      page === undefined
        ? page
        : {
            ...page,
            lines: page.lines.map((line) => ({ ...line, isTicked: ticks.get(line.position) ?? line.isTicked })),
          },
    );
    save.mutate(lines);
  };
  return { choose, isBusy: save.isPending, error: save.error };
}
