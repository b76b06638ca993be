import { getRouteApi } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { SettingsFrame } from "#dashboard/screens/settings/settings-frame.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { TextEditor } from "./text-editor.tsx";

const route = getRouteApi("/a/$administration/settings/texts");

/** Texts of the whole company: what every document says that no coupling says otherwise. */
export function TextsScreen() {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  const place = route.useSearch();
  return (
    <SettingsFrame title={t("texts.title")}>
      <p className="quiet">{t("texts.intro")}</p>
      <TextEditor
        couplingId={null}
        isAppOff={false}
        place={place}
        linkTo={(search) => ({ to: "/a/$administration/settings/texts", params: { administration }, search })}
      />
    </SettingsFrame>
  );
}
