import "#dashboard/parts/ticks.css";
import { Checkbox, Textarea, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { Link } from "@tanstack/react-router";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf, type Schemas } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { useAct } from "#dashboard/parts/use-act.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import { wasSent } from "#dashboard/screens/documents/document-state.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { splitAddresses } from "./addresses.ts";
import { ActDialog } from "./act-dialog.tsx";
import { previewQuery, type DocumentPage } from "./document-query.ts";
import { useDocumentName } from "./document-words.ts";
import classes from "./document.module.css";

type Preview = Schemas["MailPreview"];

interface Props {
  readonly document: DocumentPage;
  readonly close: () => void;
  /** What sending it once more means, where a person has to say that it is meant. */
  readonly warning?: string | null;
}

/** The mail as it would leave now; having seen it is what the first live mail asks for. */
export function SendDialog({ document, close, warning = null }: Props) {
  const { t } = useWords();
  const query = useQuery(previewQuery(useApi(), document.id));
  const title = t("send.sendTitle", { document: useDocumentName()(document) });
  if (query.data !== undefined)
    return <SendForm document={document} preview={query.data} title={title} close={close} warning={warning} />;
  return (
    <Dialog title={title} close={close}>
      <Loaded query={query} rows={8}>
        {() => null}
      </Loaded>
    </Dialog>
  );
}

interface FormProps extends Props {
  readonly preview: Preview;
  readonly title: string;
}

/** Nothing leaves yet: who may mends it from here, others read who does. */
function NoServer() {
  const { t } = useWords();
  const may = useMay();
  const { administrationId: administration } = useApi();
  if (!may("mail.manage")) return <p className={classes.flag}>{t("send.noServer")}</p>;
  return (
    <p className={classes.flag}>
      {t("send.noServerYet")}{" "}
      <Link to="/a/$administration/settings/mail" params={{ administration }}>
        {t("send.setServer")}
      </Link>
    </p>
  );
}

const fieldOf = (error: Error | null, name: string): string | undefined =>
  refusalOf(error)?.errors?.find(({ field }) => field === name || field.startsWith(`${name}.`))?.message;

function SendForm({ document, preview: first, title, close, warning = null }: FormProps) {
  const { t, format } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  // What is asked again meanwhile does not change what somebody is writing.
  const [preview] = useState(first);
  const [to, setTo] = useState(preview.to.join(", "));
  const [cc, setCc] = useState(preview.cc.join(", "));
  const [bcc, setBcc] = useState(preview.bcc.join(", "));
  const [subject, setSubject] = useState(preview.subject);
  const [body, setBody] = useState(preview.body);
  const [isMeant, setMeant] = useState(false);
  /** An address nobody touched stays what the settings say when it leaves. */
  const changes = {
    ...(to !== preview.to.join(", ") && { to: splitAddresses(to) }),
    ...(cc !== preview.cc.join(", ") && { cc: splitAddresses(cc) }),
    ...(bcc !== preview.bcc.join(", ") && { bcc: splitAddresses(bcc) }),
    ...(subject !== preview.subject && { subject }),
    ...(body !== preview.body && { body }),
  };
  const act = useAct(
    () =>
      answered(
        api.client.POST("/api/documents/{documentId}/send", {
          params: { path: { documentId: document.id } },
          // Of a mail that came to nothing too: there it would be taken for the same one.
          body: { ...changes, confirmed: true, again: document.mailState !== null },
        }),
      ),
    ({ recipient, isNew }) => {
      announce(t(isNew ? "send.queued" : "send.already", { email: recipient }));
      close();
    },
  );
  const size = (bytes: number): string => t("send.size", { count: format.count(Math.ceil(bytes / 1024)) });
  return (
    <ActDialog
      title={title}
      close={close}
      button={t(wasSent(document.mailState) ? "send.againButton" : "document.sendButton")}
      isBusy={act.isBusy}
      isDisabled={!preview.hasServer || to.trim() === "" || (warning !== null && !isMeant)}
      error={act.error}
      run={() => act.run(undefined)}
      isWide
      isDirty={Object.keys(changes).length > 0}
    >
      {!preview.hasServer && <NoServer />}
      {preview.isTest && <p className={classes.flag}>{t("send.isTest", { email: preview.to.join(", ") })}</p>}
      {warning !== null && (
        <div className={classes.flag}>
          <p>{warning}</p>
          <Checkbox
            label={t("purchase.mailAgain")}
            checked={isMeant}
            onChange={({ currentTarget }) => setMeant(currentTarget.checked)}
          />
        </div>
      )}
      <div className={classes.sendColumns}>
        <div className={classes.dialog}>
          <p>
            <span className="quiet">{t("send.from")}</span> {preview.from ?? t("send.noSender")}
          </p>
          <TextInput
            label={t("send.to")}
            description={t("send.several")}
            type="text"
            inputMode="email"
            required
            data-autofocus
            value={to}
            error={fieldOf(act.error, "to")}
            onChange={({ currentTarget }) => setTo(currentTarget.value)}
          />
          <TextInput
            label={t("send.cc")}
            inputMode="email"
            value={cc}
            error={fieldOf(act.error, "cc")}
            onChange={({ currentTarget }) => setCc(currentTarget.value)}
          />
          <TextInput
            label={t("send.bcc")}
            inputMode="email"
            value={bcc}
            error={fieldOf(act.error, "bcc")}
            onChange={({ currentTarget }) => setBcc(currentTarget.value)}
          />
          <TextInput
            label={t("send.subject")}
            required
            maxLength={250}
            lang={preview.language}
            value={subject}
            error={fieldOf(act.error, "subject")}
            onChange={({ currentTarget }) => setSubject(currentTarget.value)}
          />
          <Textarea
            label={t("send.body")}
            required
            autosize
            minRows={6}
            maxRows={16}
            lang={preview.language}
            value={body}
            error={fieldOf(act.error, "body")}
            onChange={({ currentTarget }) => setBody(currentTarget.value)}
          />
          <div>
            <h3>{t("send.attachments")}</h3>
            <ul>
              {preview.attachments.map(({ name, size: bytes }) => (
                <li key={name}>
                  {name} <span className="quiet">{size(bytes)}</span>
                </li>
              ))}
            </ul>
          </div>
        </div>
        <div className={classes.preview}>
          <h3>{t("send.preview")}</h3>
          {/* Sandboxed: a mail runs no script and leads nowhere. */}
          <iframe sandbox="" srcDoc={preview.html} title={t("send.preview")} lang={preview.language} />
          {(subject !== preview.subject || body !== preview.body) && (
            <p className="quiet small">{t("send.previewOld")}</p>
          )}
        </div>
      </div>
    </ActDialog>
  );
}
