import { TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { Alarm } from "./alarms-screen.tsx";

interface Props {
  readonly alarm: Alarm;
  readonly close: () => void;
}

const usualDays = 7;
const dayMs = 24 * 60 * 60 * 1000;

/** Until a day, never for good; what is wrong stays on the screen. */
export function MuteDialog({ alarm: { id, message }, close }: Props) {
  const { t, format } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [until, setUntil] = useState(() => format.dayOf(new Date(Date.now() + usualDays * dayMs)));
  const mute = useAct(
    () =>
      answered(api.client.POST("/api/alarms/{alarmId}/mute", { params: { path: { alarmId: id } }, body: { until } })),
    () => {
      close();
      announce(t("alarms.muted", { day: format.day(until) }));
    },
  );
  return (
    <ActDialog
      title={t("alarms.muteTitle")}
      close={close}
      button={t("alarms.muteConfirmButton")}
      isBusy={mute.isBusy}
      error={mute.error}
      run={() => mute.run(undefined)}
    >
      <p>{message}</p>
      <p className="quiet">{t("alarms.muteHelp")}</p>
      <TextInput
        label={t("alarms.muteUntil")}
        type="date"
        required
        value={until}
        onChange={({ currentTarget }) => setUntil(currentTarget.value)}
      />
    </ActDialog>
  );
}
