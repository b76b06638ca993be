import { Button } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered, type Schemas } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Failed } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { mailStates } from "#dashboard/screens/documents/document-state.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { mailsQuery, type DocumentPage } from "./document-query.ts";
import classes from "./panels.module.css";

type Mail = Schemas["OutboxMail"];

/** Its mails, newest first: where each went, what became of it, and what the mail server said. Nothing while there are none. */
export function MailsPanel({ document }: { readonly document: DocumentPage }) {
  const { t } = useWords();
  const { data, error, refetch } = useQuery(mailsQuery(useApi(), document.id));
  const isFailed = data === undefined && error !== null;
  if (!isFailed && (data === undefined || data.items.length === 0)) return null;
  return (
    <section className={panel.panel}>
      <h2>{t("document.mails")}</h2>
      {isFailed && <Failed error={error} retry={refetch} />}
      <ul className={classes.mails}>
        {data?.items.map((mail) => (
          <MailItem key={mail.id} mail={mail} />
        ))}
      </ul>
    </section>
  );
}

function MailItem({ mail }: { readonly mail: Mail }) {
  const { t, format } = useWords();
  const api = useApi();
  const may = useMay();
  const announce = useAnnounce();
  const { look, text } = mailStates[mail.state];
  const path = { params: { path: { outboxId: mail.id } } };
  const again = useAct(
    () => answered(api.client.POST("/api/outbox/{outboxId}/send-again", path)),
    ({ recipient }) => announce(t("send.queued", { email: recipient })),
  );
  const cancel = useAct(
    () => answered(api.client.DELETE("/api/outbox/{outboxId}", path)),
    () => announce(t("send.cancelled")),
  );
  const isUncertain = mail.state === "unknown" || mail.state === "failed";
  const maySend = may("documents.send");
  return (
    <li>
      <div className={classes.mailHead}>
        <StateChip look={look}>{t(text)}</StateChip>
        <span className={classes.address}>{mail.recipient}</span>
        <time className="quiet" dateTime={mail.sentAt ?? mail.createdAt}>
          {format.when(mail.sentAt ?? mail.createdAt)}
        </time>
      </div>
      {mail.reason !== null && (
        <>
          <p>{mail.reason.message}</p>
          {mail.reason.text !== "" && <p className="code">‘{mail.reason.text}’</p>}
        </>
      )}
      {mail.state === "queued" && mail.nextAttemptAt !== null && mail.attempts > 0 && (
        <p className="quiet">{t("order.nextAttempt", { time: format.when(mail.nextAttemptAt) })}</p>
      )}
      {maySend && (isUncertain || mail.state === "queued") && (
        <div className={panel.buttons}>
          {isUncertain && (
            <Button variant="default" size="xs" loading={again.isBusy} onClick={() => again.run(undefined)}>
              {t("send.againButton")}
            </Button>
          )}
          {mail.state === "queued" && (
            <Button variant="default" size="xs" loading={cancel.isBusy} onClick={() => cancel.run(undefined)}>
              {t("send.cancelButton")}
            </Button>
          )}
        </div>
      )}
      <Why error={again.error ?? cancel.error} />
    </li>
  );
}
