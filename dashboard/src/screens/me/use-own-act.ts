import { useQueryClient } from "@tanstack/react-query";
import { useRouteContext } from "@tanstack/react-router";
import type { ApiClient } from "#dashboard/api/client.ts";
import { useAct, type Act } from "#dashboard/parts/use-act.ts";

/** Something a person does about himself; who is signed in is asked again afterwards. */
export function useOwnAct<Wish, Done>(
  act: (hub: ApiClient, wish: Wish) => Promise<Done>,
  onDone: (done: Done) => void = () => undefined,
): Act<Wish> {
  const { hub } = useRouteContext({ from: "__root__" });
  const queries = useQueryClient();
  return useAct(
    (wish: Wish) => act(hub, wish),
    (done) => {
      void queries.invalidateQueries({ queryKey: ["me"] });
      onDone(done);
    },
  );
}
