import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useState } from "react";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Why } from "#dashboard/parts/why.tsx";
import { useMe } from "#dashboard/session/session.ts";
import { languageNames, languages, type Language } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { useOwnAct } from "./use-own-act.ts";

const firstPages = ["usual", "home", "work", "orders", "documents", "system"] as const;
type FirstPage = (typeof firstPages)[number];

export function PersonPanel() {
  const { t, language: spoken, useLanguage } = useWords();
  const { user } = useMe();
  const announce = useAnnounce();
  const [name, setName] = useState(user.name);
  // The menu on top changes it too; only what was chosen here is saved.
  const [language, setLanguage] = useState<Language | null>(null);
  const [firstPage, setFirstPage] = useState<FirstPage>(firstPages.find((one) => one === user.firstPage) ?? "usual");
  const save = useOwnAct(
    (hub) => answered(hub.PUT("/api/me", { body: { name, firstPage, ...(language !== null && { language }) } })),
    () =>
      void useLanguage(language ?? spoken).then(() => {
        setLanguage(null);
        announce(t("settings.saved"));
      }),
  );
  return (
    <section className={panel.panel}>
      <h2>{t("me.person")}</h2>
      <form
        className={panel.form}
        onSubmit={(event) => {
          event.preventDefault();
          save.run(undefined);
        }}
      >
        <TextInput
          label={t("setup.name")}
          autoComplete="name"
          required
          maxLength={200}
          value={name}
          onChange={({ currentTarget }) => setName(currentTarget.value)}
        />
        <NativeSelect
          label={t("me.language")}
          value={language ?? spoken}
          onChange={({ currentTarget }) => setLanguage(currentTarget.value as Language)}
          data={languages.map((one) => ({ value: one, label: languageNames[one] }))}
        />
        <NativeSelect
          label={t("me.firstPage")}
          value={firstPage}
          onChange={({ currentTarget }) => setFirstPage(currentTarget.value as FirstPage)}
          data={firstPages
            .filter((one) => one !== "system" || user.isOperator)
            .map((one) => ({ value: one, label: t(`me.page.${one}`) }))}
        />
        <Why error={save.error} />
        <div>
          <Button type="submit" loading={save.isBusy}>
            {t("button.save")}
          </Button>
        </div>
      </form>
    </section>
  );
}
