import "#dashboard/parts/toggles.css";
import { NativeSelect, Switch, useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import panel from "#dashboard/parts/panel.module.css";
import { useDensity, useLetters } from "#dashboard/shell/preferences.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

const looks = ["auto", "light", "dark"] as const satisfies readonly MantineColorScheme[];

/** Kept on this device, and changed at once. */
export function LookPanel() {
  const { t } = useWords();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isCompact, setCompact] = useDensity();
  const [hasLetters, setLetters] = useLetters();
  return (
    <section className={panel.panel}>
      <h2>{t("me.look")}</h2>
      <div className={panel.form}>
        <NativeSelect
          label={t("menu.look")}
          description={t("me.lookHelp")}
          value={colorScheme}
          onChange={({ currentTarget }) => setColorScheme(currentTarget.value as MantineColorScheme)}
          data={looks.map((look) => ({ value: look, label: t(`look.${look}`) }))}
        />
        <Switch
          label={t("look.density")}
          checked={isCompact}
          onChange={({ currentTarget }) => setCompact(currentTarget.checked)}
        />
        <Switch
          label={t("look.letters")}
          checked={hasLetters}
          onChange={({ currentTarget }) => setLetters(currentTarget.checked)}
        />
      </div>
    </section>
  );
}
