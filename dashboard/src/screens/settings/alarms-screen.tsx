import { useQuery, queryOptions } from "@tanstack/react-query";
import { useApi, type Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AlarmList } from "./alarm-list.tsx";
import { RecipientsForm } from "./recipients-form.tsx";
import { SettingsFrame } from "./settings-frame.tsx";

export type AlarmSettings = Schemas["AlarmSettings"];
export type Alarm = Schemas["Alarm"];

const alarmsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("alarms"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/alarms", { signal })),
  });

const settingsQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("alarm-settings"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/alarm-settings", { signal })),
  });

/** What is wrong now, and who hears of it. */
export function AlarmsScreen() {
  const { t } = useWords();
  const may = useMay();
  const alarms = useQuery(alarmsQuery(useApi()));
  return (
    <SettingsFrame title={t("settings.alarms")}>
      <Loaded query={alarms} rows={4}>
        {({ items }) => <AlarmList alarms={items} />}
      </Loaded>
      {may("mail.manage") && <Recipients />}
    </SettingsFrame>
  );
}

function Recipients() {
  const query = useQuery(settingsQuery(useApi()));
  return (
    <Loaded query={query} rows={4}>
      {(settings) => <RecipientsForm settings={settings} />}
    </Loaded>
  );
}
