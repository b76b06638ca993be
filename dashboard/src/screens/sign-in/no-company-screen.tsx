import { Button } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useRouteContext, useRouter } from "@tanstack/react-router";
import { answered } from "#dashboard/api/client.ts";
import { useMe } from "#dashboard/session/session.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { Entrance } from "./entrance.tsx";

/** Signed in, and a member of nothing: the last company took somebody out, or has not invited him yet. */
export function NoCompanyScreen() {
  const { t } = useWords();
  const { user } = useMe();
  const { hub } = useRouteContext({ from: "__root__" });
  const queries = useQueryClient();
  const router = useRouter();
  const signOut = async (): Promise<void> => {
    await answered(hub.DELETE("/api/session"));
    queries.clear();
    await router.navigate({ to: "/sign-in" });
  };
  return (
    <Entrance title={t("noCompany.title")}>
      <p>{t("noCompany.body", { email: user.email })}</p>
      <Button variant="default" onClick={() => void signOut()}>
        {t("menu.signOut")}
      </Button>
    </Entrance>
  );
}
