import { queryOptions, useQuery } from "@tanstack/react-query";
import { useRef } from "react";
import { useApi, type Api } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { MailForm } from "./mail-form.tsx";
import { MailTest } from "./mail-test.tsx";
import { SettingsFrame } from "./settings-frame.tsx";
import classes from "./settings.module.css";

export type MailSettings = Schemas["MailSettings"];

const mailQuery = (api: Api) =>
  queryOptions({
    queryKey: api.key("mail-settings"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/mail-settings", { signal })),
  });

/** How mail to customers leaves: over which server, from whom, and whether it really goes to them. */
export function MailScreen() {
  const { t } = useWords();
  const query = useQuery(mailQuery(useApi()));
  const test = useRef<HTMLInputElement>(null);
  return (
    <SettingsFrame title={t("settings.mail")}>
      <Loaded query={query} rows={8}>
        {(settings) => (
          <>
            <States settings={settings} />
            <div className={classes.columns}>
              <MailForm settings={settings} toTest={() => test.current?.focus()} />
              <MailTest settings={settings} field={test} />
            </div>
          </>
        )}
      </Loaded>
    </SettingsFrame>
  );
}

/** What a person has to know before reading on; nothing when all is as usual. */
function States({ settings }: { readonly settings: MailSettings }) {
  const { t } = useWords();
  const { testRecipient, isRefused, road, hub } = settings;
  return (
    <>
      {testRecipient !== "" && (
        <Notice look="act">
          <strong>{t("mail.testMode", { address: testRecipient })}</strong>
          <p>{t("mail.testModeBody")}</p>
        </Notice>
      )}
      {isRefused && (
        <Notice look="failed">
          <strong>{t("mail.refused")}</strong>
          <p>{t("mail.refusedBody")}</p>
        </Notice>
      )}
      {road === "hub" && hub === null && (
        <Notice look="act">
          <strong>{t("mail.noServer")}</strong>
          <p>{t("mail.noServerBody")}</p>
        </Notice>
      )}
    </>
  );
}
