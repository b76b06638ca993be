import { Button, TextInput } from "@mantine/core";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { asksLicence, type App } from "./app-state.ts";
import classes from "./apps.module.css";
import { green } from "./button-colours.ts";

/** The green button, with a field for the licence code where the operator of the hub asks one. */
export function Activate({ app }: { readonly app: App }) {
  const { t } = useWords();
  const api = useApi();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const [code, setCode] = useState("");
  const { module, name } = app;
  const isAsked = asksLicence(app);
  const activate = useMutation({
    mutationFn: () =>
      answered(
        api.client.POST("/api/apps/{module}/activate", {
          params: { path: { module } },
          body: code.trim() === "" ? {} : { licence: code.trim() },
        }),
      ),
    onSuccess: async () => {
      setCode("");
      announce(t("apps.activated", { app: name }));
      await queries.invalidateQueries({ queryKey: api.key() });
    },
  });
  const faults = faultsOf(activate.error);
  const button = t("apps.button.activate");
  return (
    <form
      className={classes.activate}
      onSubmit={(event) => {
        event.preventDefault();
        activate.mutate();
      }}
    >
      {isAsked && (
        <TextInput
          label={t("apps.licence")}
          required
          maxLength={2000}
          autoComplete="off"
          spellCheck={false}
          value={code}
          error={faults["licence"]}
          onChange={({ currentTarget }) => setCode(currentTarget.value)}
        />
      )}
      <Button
        type="submit"
        vars={green}
        loading={activate.isPending}
        aria-label={t("apps.named", { button, app: name })}
      >
        {button}
      </Button>
      {!("licence" in faults) && <FormRefused error={activate.error} shown={[]} />}
    </form>
  );
}
