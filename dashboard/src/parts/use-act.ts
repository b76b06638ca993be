import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useRef } from "react";
import { useApi } from "#dashboard/api/api.ts";

export interface Act<Wish> {
  readonly run: (wish: Wish) => void;
  readonly isBusy: boolean;
  readonly error: Error | null;
  readonly reset: () => void;
}

/**
 * Something that may happen once: a second press before the answer does nothing. What was done shows when the hub has said so, and every
 * question of the administration is asked again, because numbers and amounts stand on many screens.
 */
export function useAct<Wish, Done>(
  act: (wish: Wish) => Promise<Done>,
  onDone: (done: Done, wish: Wish) => void = () => undefined,
  onRefused: (error: Error) => void = () => undefined,
): Act<Wish> {
  const api = useApi();
  const queries = useQueryClient();
  const isRunning = useRef(false);
  const { mutate, isPending, error, reset } = useMutation({
    mutationFn: act,
    onSuccess: (done, wish) => {
      void queries.invalidateQueries({ queryKey: api.key() });
      onDone(done, wish);
    },
    onError: onRefused,
    onSettled: () => {
      isRunning.current = false;
    },
  });
  const run = (wish: Wish): void => {
    if (isRunning.current) return;
    isRunning.current = true;
    mutate(wish);
  };
  return { run, isBusy: isPending, error, reset };
}
