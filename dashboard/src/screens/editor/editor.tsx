import { Button } from "@mantine/core";
import { IconDownload } from "@tabler/icons-react";
import { useNavigate, useRouter } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { takesSupplierDocument } from "#domain/supplier/supplier-document.ts";
import { takesBasket } from "#domain/supplier/webshop-functions.ts";
import { refusalOf } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Conflict } from "#dashboard/parts/conflict.tsx";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useUnsaved } from "#dashboard/parts/unsaved.ts";
import { Why } from "#dashboard/parts/why.tsx";
import type { DocumentPage } from "#dashboard/screens/document/document-query.ts";
import { useDocumentName } from "#dashboard/screens/document/document-words.ts";
import { IssueDialog } from "#dashboard/screens/document/issue-dialog.tsx";
import { bookOf, isPurchaseKind, staysHere } from "#dashboard/screens/documents/document-filters.ts";
import { ImportDialog } from "#dashboard/screens/supplier-documents/import-dialog.tsx";
import { useAdministration, useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { useBuyer } from "./buyer-field.tsx";
import { formOf, isBlank } from "./draft-form.ts";
import { EditorFoot } from "./editor-foot.tsx";
import { EditorHead } from "./editor-head.tsx";
import { LineTable } from "./line-table.tsx";
import { Offer } from "./offer.tsx";
import { readable } from "./readable.ts";
import { useDraft, type After, type Draft } from "./use-draft.ts";
import classes from "./editor.module.css";

interface Props {
  readonly start: Parameters<typeof useDraft>[0];
  readonly usualVat: string;
  /** A new document has become a draft of the hub: its address is no longer that of a new one. */
  readonly onMade?: (id: string) => void;
}

interface Issuing {
  readonly page: DocumentPage;
  readonly thenSend: boolean;
}

const documentPath = "/a/$administration/documents/$document";

/** A draft being typed: head, lines, totals, and three ways on. */
export function Editor({ start, usualVat, onMade }: Props) {
  const { t } = useWords();
  const announce = useAnnounce();
  const navigate = useNavigate();
  const { history } = useRouter();
  const { id: administration, country } = useAdministration();
  const nameOf = useDocumentName();
  const { kind } = start;
  const [page, setPage] = useState(start.page);
  const [issuing, setIssuing] = useState<Issuing | null>(null);
  /** The draft, once it is saved, that a document of a supplier is fetched for. */
  const [importing, setImporting] = useState<string | null>(null);
  const place = useRef<HTMLDivElement>(null);

  const toDocument = (id: string, search: { act?: "send" } = {}): void =>
    void navigate({
      to: documentPath,
      params: { administration, document: id },
      search,
      ignoreBlocker: true,
    });
  const toEdit = (id: string): void =>
    void navigate({
      to: "/a/$administration/documents/$document/edit",
      params: { administration, document: id },
      replace: true,
      resetScroll: false,
      ignoreBlocker: true,
    });
  const leave = (): void => {
    if (page !== null) void navigate({ to: documentPath, params: { administration, document: page.id } });
    else if (history.canGoBack()) history.back();
    else void navigate({ to: bookOf(kind).to, params: { administration }, search: { kind } });
  };
  const onSaved = (made: DocumentPage, after: After): void => {
    setPage(made);
    if (page === null && after !== "leave") {
      onMade?.(made.id);
      toEdit(made.id);
    }
    if (after === "issue" || after === "issueAndSend") {
      setIssuing({ page: made, thenSend: after === "issueAndSend" });
      return;
    }
    if (after === "fromSupplier") {
      setImporting(made.id);
      return;
    }
    if (after === "basket") {
      void navigate({
        to: "/a/$administration/purchasing/baskets",
        params: { administration },
        search: { document: made.id },
        ignoreBlocker: true,
      });
      return;
    }
    announce(t("editor.saved"));
    if (after === "leave") toDocument(made.id);
  };
  const draft = useDraft(start, onSaved);
  const { form, mark, change, isDirty, faults, save, theirs } = draft;
  useUnsaved(isDirty);
  const buyer = useBuyer(form.buyerId);
  const buyerName = buyer?.name ?? page?.buyer.name ?? "";
  const isPlaced = page !== null && page.status !== "draft";
  const vatCountry = page?.vat[0]?.vatCountry ?? country;

  // What is wrong takes focus, so that it can be mended at once.
  const isAsking = issuing !== null;
  useEffect(() => {
    if (!isAsking && faults.cells.size + faults.fields.size > 0)
      place.current?.querySelector<HTMLElement>("[aria-invalid=true]")?.focus();
  }, [faults, isAsking]);
  useEffect(() => {
    const onKey = (event: KeyboardEvent): void => {
      if (!(event.ctrlKey || event.metaKey) || event.key.toLowerCase() !== "s") return;
      event.preventDefault();
      save.run("stay");
    };
    window.addEventListener("keydown", onKey);
    return () => window.removeEventListener("keydown", onKey);
  });

  return (
    <div ref={place} className={panel.page}>
      <header className={classes.title}>
        <PageTitle>{nameOf({ kind, number: page?.number ?? null })}</PageTitle>
        <span className="quiet">{t(isPlaced ? "purchase.changing" : "doc.numberOnSend")}</span>
        {takesSupplierDocument(kind) && !isPlaced && (
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={save.isBusy}
            onClick={() => save.run("fromSupplier")}
          >
            {t("fromSupplier.title")}
          </Button>
        )}
        {takesBasket(kind) && !isPlaced && (
          // What was typed is saved first: a basket goes into the draft as the hub has it.
          <Button
            variant="default"
            size="xs"
            leftSection={<IconDownload size={16} aria-hidden />}
            loading={save.isBusy}
            onClick={() => save.run("basket")}
          >
            {t("basket.fromDocument")}
          </Button>
        )}
      </header>
      {importing !== null && <ImportDialog documentId={importing} close={() => setImporting(null)} />}
      {draft.offered !== null && <Offer draft={draft} offered={draft.offered} />}
      {theirs !== null && theirs.entered !== null && (
        <Conflict
          by={theirs.editedBy ?? ""}
          at={theirs.editedAt ?? theirs.createdAt}
          theirs={readable(formOf(theirs.entered, mark), theirs.buyer.name, t)}
          mine={readable(form, buyerName, t)}
          onTake={draft.takeTheirs}
          onKeep={draft.keepMine}
        />
      )}
      <EditorHead draft={draft} kind={kind} buyerName={page?.buyer.name ?? ""} mark={mark} isNew={page === null} />
      <LineTable
        form={form}
        mark={mark}
        vatCountry={vatCountry}
        usualVat={usualVat}
        isBought={isPurchaseKind(kind)}
        faults={faults.cells}
        change={change}
      />
      <EditorFoot
        draft={draft}
        isBought={isPurchaseKind(kind)}
        mark={mark}
        currency={page?.currency ?? "EUR"}
        vatCountry={vatCountry}
        country={country}
        prepaidAmount={page?.totals.prepaidAmount ?? "0"}
      />
      <SaveBar draft={draft} kind={kind} isPlaced={isPlaced} leave={leave} />
      {issuing !== null && (
        <IssueDialog
          document={issuing.page}
          thenSend={issuing.thenSend}
          close={() => setIssuing(null)}
          onIssued={(id) => toDocument(id)}
          onSendNeeded={(id) => toDocument(id, { act: "send" })}
          onRefused={(error) => draft.showFaults(refusalOf(error)?.errors ?? [])}
        />
      )}
    </div>
  );
}

interface BarProps {
  readonly draft: Draft;
  readonly kind: string;
  /** It has its number: it is only saved. */
  readonly isPlaced: boolean;
  readonly leave: () => void;
}

/** In reach while a long document is typed. */
function SaveBar({ draft, kind, isPlaced, leave }: BarProps) {
  const { t } = useWords();
  const may = useMay();
  const { save, faults, isDirty, theirs, form } = draft;
  const [pressed, setPressed] = useState<After>("leave");
  const run = (after: After): void => {
    setPressed(after);
    save.run(after);
  };
  const busy = (after: After) => ({
    loading: save.isBusy && pressed === after,
    disabled: save.isBusy && pressed !== after,
  });
  const count = faults.cells.size + faults.fields.size;
  const isEmpty = form.lines.every(isBlank);
  // Else sending it at once is.
  const isFinalMain = !may("documents.send") || staysHere(kind);
  return (
    <div className={classes.bar}>
      {count > 0 && (
        <p role="alert" className={classes.wrong}>
          {t("editor.faults", { count })}
        </p>
      )}
      {faults.general.map((message) => (
        <p key={message} role="alert" className={classes.wrong}>
          {message}
        </p>
      ))}
      {count + faults.general.length === 0 && theirs === null && <Why error={save.error} />}
      {draft.isKeptHere && <p>{t("editor.keptHere")}</p>}
      {theirs === null && (
        <div className={panel.buttons}>
          <Button
            variant={isPlaced ? "filled" : "default"}
            aria-keyshortcuts="Control+S"
            {...busy("leave")}
            onClick={() => run("leave")}
          >
            {t(isPlaced ? "purchase.saveButton" : "editor.saveButton")}
          </Button>
          <Button variant="subtle" onClick={leave}>
            {t("button.cancel")}
          </Button>
          {isDirty && <span className="quiet small">{t("form.unsaved")}</span>}
          {!isPlaced && (
            <span className={classes.final}>
              {isEmpty && <span className="quiet small">{t("editor.needsLine")}</span>}
              <Button
                variant={isFinalMain ? "filled" : "default"}
                {...busy("issue")}
                disabled={isEmpty || save.isBusy}
                onClick={() => run("issue")}
              >
                {t(kind === "purchaseOrder" ? "purchase.placeButton" : "document.issueButton")}
              </Button>
              {!isFinalMain && (
                <Button {...busy("issueAndSend")} disabled={isEmpty || save.isBusy} onClick={() => run("issueAndSend")}>
                  {t("document.issueAndSendButton")}
                </Button>
              )}
            </span>
          )}
        </div>
      )}
    </div>
  );
}
