import { Button } from "@mantine/core";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { FileDrop } from "#dashboard/parts/file-drop.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { sendFile } from "#dashboard/parts/send-file.ts";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./settings.module.css";
import type { HouseStyle } from "./style-screen.tsx";

const mostBytes = 2 * 1024 * 1024;

/** The logo: dropped or chosen; what is wrong with a file is said in words before or after it was sent. */
export function LogoPanel({ style }: { readonly style: HouseStyle }) {
  const { t, format, language } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const { logo } = style;
  const put = useAct(
    (file: File) =>
      sendFile("PUT", "/api/house-style/logo", file, { administrationId: api.administrationId, language }),
    () => announce(t("style.logoSaved")),
  );
  const remove = useAct(
    () => answered(api.client.DELETE("/api/house-style/logo")),
    () => announce(t("style.logoRemoved")),
  );
  return (
    <section className={panel.panel}>
      <h2>{t("style.logo")}</h2>
      <div className={panel.form}>
        {logo !== null && (
          <div className={classes.logo}>
            <img
              src={`/api/house-style/logo?administration=${api.administrationId}&v=${logo.sha256.slice(0, 12)}`}
              alt={t("style.logoAlt")}
            />
            <p className="quiet small">
              {t("style.logoSize", { width: format.count(logo.width), height: format.count(logo.height) })}
            </p>
          </div>
        )}
        {may("company.manage") && (
          <>
            <FileDrop
              accept="image/png,image/jpeg"
              button={logo === null ? t("style.logoButton") : t("style.logoOtherButton")}
              help={t("style.logoHelp")}
              isBusy={put.isBusy}
              onFile={put.run}
              refuse={({ size, type, name }) =>
                type === "image/svg+xml" || name.toLowerCase().endsWith(".svg")
                  ? t("style.logoSvg")
                  : size > mostBytes
                    ? t("style.logoTooBig", { size: format.decimal((size / 1024 / 1024).toFixed(1)) })
                    : null
              }
            />
            <Why error={put.error ?? remove.error} />
            {logo !== null && (
              <div>
                <Button variant="subtle" loading={remove.isBusy} onClick={() => remove.run(undefined)}>
                  {t("style.logoRemoveButton")}
                </Button>
              </div>
            )}
          </>
        )}
      </div>
    </section>
  );
}
