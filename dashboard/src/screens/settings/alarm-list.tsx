import { Button, TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import panel from "#dashboard/parts/panel.module.css";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Alarm } from "./alarms-screen.tsx";

/** Everything that is wrong now; no mail about one of them until a day, for who knows of it already. */
export function AlarmList({ alarms }: { readonly alarms: readonly Alarm[] }) {
  const { t } = useWords();
  return (
    <section className={panel.panel}>
      <h2>{t("alarms.now")}</h2>
      {alarms.length === 0 ? (
        <p className="quiet">{t("alarms.none")}</p>
      ) : (
        alarms.map((alarm) => <AlarmRow key={alarm.id} alarm={alarm} />)
      )}
    </section>
  );
}

function AlarmRow({ alarm }: { readonly alarm: Alarm }) {
  const { t, format } = useWords();
  const may = useMay();
  const api = useApi();
  const [until, setUntil] = useState("");
  const mute = useAct(
    (day: string | null) =>
      answered(
        api.client.POST("/api/alarms/{alarmId}/mute", {
          params: { path: { alarmId: alarm.id } },
          body: { until: day },
        }),
      ),
    () => setUntil(""),
  );
  const { id, message, openedAt, mutedUntil } = alarm;
  return (
    <article aria-labelledby={`alarm-${id}`}>
      <p id={`alarm-${id}`}>{message}</p>
      <p className="quiet small">
        {t("alarms.since", { time: format.when(openedAt) })}
        {mutedUntil !== null && ` · ${t("alarms.mutedUntil", { time: format.when(mutedUntil) })}`}
      </p>
      {may("alarms.close") && (
        <form
          className={panel.buttons}
          onSubmit={(event) => {
            event.preventDefault();
            mute.run(until);
          }}
        >
          {mutedUntil === null ? (
            <>
              <TextInput
                label={t("alarms.muteUntil")}
                type="date"
                required
                value={until}
                onChange={({ currentTarget }) => setUntil(currentTarget.value)}
              />
              <Button type="submit" variant="default" loading={mute.isBusy} style={{ alignSelf: "end" }}>
                {t("alarms.muteButton")}
              </Button>
            </>
          ) : (
            <Button variant="default" loading={mute.isBusy} onClick={() => mute.run(null)}>
              {t("alarms.unmuteButton")}
            </Button>
          )}
        </form>
      )}
      <Refused error={mute.error} />
    </article>
  );
}
