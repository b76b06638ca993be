import { useQueryClient } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";

/**
 * After a refusal because somebody else was first: reads what they saved, so that it stands on the screen, and refuses all the same.
 * `answered(…).catch(refresh)`.
 */
export function useRefresh(subject: string): (error: unknown) => Promise<never> {
  const api = useApi();
  const queries = useQueryClient();
  return async (error) => {
    await queries.invalidateQueries({ queryKey: api.key(subject) });
    throw error;
  };
}
