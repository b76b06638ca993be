import { NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { ActDialog } from "#dashboard/screens/document/act-dialog.tsx";
import { languageNames, languages, type Language } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Props {
  readonly relationId: string;
  readonly close: () => void;
}

/** The link by the hub's own mail, in the language of who reads it; the same address gets it once. */
export function MailDialog({ relationId, close }: Props) {
  const { t, language: own } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [to, setTo] = useState("");
  const [language, setLanguage] = useState<Language>(own);
  const send = useAct(
    () =>
      answered(
        api.client.POST("/api/relations/{relationId}/mail", {
          params: { path: { relationId } },
          body: { to: to.trim(), language },
        }),
      ),
    ({ isNew }) => {
      close();
      announce(t(isNew ? "partners.mailed" : "partners.mailedBefore", { email: to.trim() }));
    },
  );
  return (
    <ActDialog
      title={t("partners.mailTitle")}
      close={close}
      button={t("partners.mailConfirmButton")}
      isBusy={send.isBusy}
      isDisabled={to.trim() === ""}
      isDirty={to !== ""}
      error={send.error}
      run={() => send.run(undefined)}
    >
      <p>{t("partners.mailWhat")}</p>
      <TextInput
        type="email"
        label={t("partners.mailTo")}
        required
        maxLength={254}
        value={to}
        error={faultsOf(send.error)["to"]}
        onChange={({ currentTarget }) => setTo(currentTarget.value)}
      />
      <NativeSelect
        label={t("partners.mailLanguage")}
        data={languages.map((one) => ({ value: one, label: languageNames[one] }))}
        value={language}
        onChange={({ currentTarget }) => setLanguage(languages.find((one) => one === currentTarget.value) ?? own)}
      />
    </ActDialog>
  );
}
