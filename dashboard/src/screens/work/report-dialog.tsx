import { Button } from "@mantine/core";
import type { Cause } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { copyText } from "#dashboard/parts/copy-text.ts";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./work.module.css";

interface Props {
  readonly cause: Cause;
  readonly close: () => void;
}

/** What the operator of the hub has to know to mend it: no customers, no amounts, no secrets. */
export function ReportDialog({
  cause: { code, title, since, count, connectionId, connectionName, action },
  close,
}: Props) {
  const { t, format } = useWords();
  const { id, name } = useAdministration();
  const announce = useAnnounce();
  const orderId = action?.orderId ?? null;
  const report = [
    title,
    `${code} · ${t("cause.orders", { count })} · ${t("cause.since", { time: format.moment(since) })}`,
    `${name} (${id})`,
    `${connectionName} (${connectionId})`,
    ...(orderId === null ? [] : [t("record.order", { number: orderId })]),
    location.origin,
  ].join("\n");
  const copy = async (): Promise<void> => {
    await copyText(report);
    announce(t("button.copied"));
    close();
  };
  return (
    <Dialog title={t("report.title")} close={close}>
      <div className={panel.form}>
        <p>{t("report.body")}</p>
        <pre className={classes.report} tabIndex={0}>
          {report}
        </pre>
        <div className={panel.buttons}>
          <Button onClick={() => void copy()} autoFocus>
            {t("report.copyButton")}
          </Button>
          <Button variant="default" onClick={close}>
            {t("button.close")}
          </Button>
        </div>
      </div>
    </Dialog>
  );
}
