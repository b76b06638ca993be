import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useToday } from "#dashboard/parts/use-today.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./catalogue.module.css";
import type { Catalogue } from "./catalogue-state.ts";

/** What changed since the last time now, or again everything that changed since a day. */
export function FollowForm({ catalogue }: { readonly catalogue: Catalogue }) {
  const { t } = useWords();
  const { client } = useApi();
  const announce = useAnnounce();
  const today = useToday();
  const [day, setDay] = useState("");
  const begin = useAct(
    (from: string | null) =>
      answered(
        client.POST("/api/catalogue-couplings/{couplingId}/runs", {
          params: { path: { couplingId: catalogue.id } },
          body: { from },
        }),
      ),
    () => announce(t("catalogue.done.run")),
  );
  return (
    <>
      <div className={classes.controls}>
        <Button loading={begin.isBusy} onClick={() => begin.run(null)}>
          {t("catalogue.button.run")}
        </Button>
      </div>
      <form
        className={classes.controls}
        onSubmit={(event) => {
          event.preventDefault();
          begin.run(day);
        }}
      >
        <TextInput
          type="date"
          label={t("catalogue.fromDay")}
          description={t("catalogue.fromDayHelp", { source: catalogue.sourceName })}
          required
          max={today}
          value={day}
          onChange={({ currentTarget }) => setDay(currentTarget.value)}
        />
        <Button type="submit" variant="default" loading={begin.isBusy}>
          {t("catalogue.button.runFrom")}
        </Button>
      </form>
      <Refused error={begin.error} />
    </>
  );
}
