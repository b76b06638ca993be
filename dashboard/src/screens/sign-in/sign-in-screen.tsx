import { Button, PasswordInput, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, useRouteContext, useRouter } from "@tanstack/react-router";
import { useState, type SubmitEvent } from "react";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { Refused } from "#dashboard/parts/refused.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useWords } from "#dashboard/words/use-texts.ts";
import { Entrance } from "./entrance.tsx";
import { SecondStep } from "./second-step.tsx";

const route = getRouteApi("/sign-in");

/** E-mail address and password, and the code of the app when there is a second factor. */
export function SignInScreen() {
  const { t } = useWords();
  const { back, ended = false } = route.useSearch();
  const { hub } = useRouteContext({ from: "__root__" });
  const queries = useQueryClient();
  const router = useRouter();
  const [email, setEmail] = useState("");
  const [password, setPassword] = useState("");
  const [needsCode, setNeedsCode] = useState(false);

  const enter = async (): Promise<void> => {
    queries.clear();
    await router.navigate({ href: back ?? "/", replace: true });
  };
  const signIn = useMutation({
    mutationFn: () => answered(hub.POST("/api/session", { body: { email, password } })),
    onSuccess: async ({ needs }) => {
      if (needs === "totp") setNeedsCode(true);
      else await enter();
    },
  });
  if (needsCode) return <SecondStep onDone={enter} onBack={() => setNeedsCode(false)} />;

  const submit = (event: SubmitEvent): void => {
    event.preventDefault();
    signIn.mutate();
  };
  return (
    <Entrance title={t("signIn.title")}>
      {ended && <p className="quiet">{t("signIn.again")}</p>}
      <form className={panel.form} onSubmit={submit}>
        <TextInput
          label={t("signIn.email")}
          type="email"
          autoComplete="username"
          required
          autoFocus
          value={email}
          onChange={({ currentTarget }) => setEmail(currentTarget.value)}
        />
        <PasswordInput
          label={t("signIn.password")}
          autoComplete="current-password"
          required
          value={password}
          onChange={({ currentTarget }) => setPassword(currentTarget.value)}
        />
        <Refused error={signIn.error}>
          {refusalOf(signIn.error)?.code === "sign_in.refused" ? t("signIn.wrong") : undefined}
        </Refused>
        <Button type="submit" loading={signIn.isPending}>
          {t("signIn.button")}
        </Button>
      </form>
      <p className="quiet small">{t("signIn.forgot")}</p>
    </Entrance>
  );
}
