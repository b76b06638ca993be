import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link } from "@tanstack/react-router";
import { useState } from "react";
import { text } from "#domain/amount.ts";
import { ratesOn } from "#domain/vat.ts";
import { useApi } from "#dashboard/api/api.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { decimalMarkOf } from "#dashboard/parts/number-input.ts";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { bookOf, type ListedKind } from "#dashboard/screens/documents/document-filters.ts";
import { documentQuery, type DocumentPage } from "#dashboard/screens/document/document-query.ts";
import { useDocumentName } from "#dashboard/screens/document/document-words.ts";
import { useToday } from "#dashboard/parts/use-today.ts";
import { useAdministration, useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { emptyForm, formOf, vatKey } from "./draft-form.ts";
import { Editor } from "./editor.tsx";
import { visitAt, type Visit } from "./visit.ts";
import documentClasses from "#dashboard/screens/document/document.module.css";

const newRoute = getRouteApi("/a/$administration/draft/documents/new");
const editRoute = getRouteApi("/a/$administration/draft/documents/$document/edit");

/** The rate most things have there. */
function useUsualVat(): string {
  const { country } = useAdministration();
  const standard = ratesOn(country, useToday()).find(({ code }) => code === "standard");
  return vatKey("S", standard === undefined ? "21" : text(standard.rate));
}

/** One screen for both addresses: a new document that is saved gets its own while one types on. */
export function DraftScreen() {
  const wanted = newRoute.useMatch({ shouldThrow: false, select: ({ search }) => search });
  const id = editRoute.useMatch({ shouldThrow: false, select: ({ params }) => params.document });
  const [before, setVisit] = useState<Visit>({ place: id ?? wanted?.kind ?? "", madeId: null, count: 0 });
  const visit = visitAt(before, id ?? wanted?.kind ?? before.place);
  if (visit !== before) setVisit(visit);
  if (id !== undefined && id !== visit.madeId) return <SavedDraft key={visit.count} id={id} />;
  return (
    <NewDocument
      key={visit.count}
      kind={wanted?.kind ?? "invoice"}
      buyer={wanted?.buyer}
      onMade={(madeId) => setVisit((now) => ({ ...now, madeId }))}
    />
  );
}

interface NewProps {
  readonly kind: ListedKind;
  readonly buyer: string | undefined;
  readonly onMade: (id: string) => void;
}

/** A new document: one empty line, and the cursor in the customer. */
function NewDocument({ kind, buyer, onMade }: NewProps) {
  const { t, language } = useWords();
  const { id: administration } = useAdministration();
  const usualVat = useUsualVat();
  const [start] = useState(() => {
    const form = { ...emptyForm({ language, usualVat }), buyerId: buyer ?? null };
    return { kind, page: null, form, mark: decimalMarkOf(language) };
  });
  return (
    <div className={panel.page}>
      <nav className={documentClasses.top}>
        <Link to={bookOf(start.kind).to} params={{ administration }} search={{ kind: start.kind }}>
          ‹ {t(bookOf(start.kind).menu)}
        </Link>
      </nav>
      <Editor start={start} usualVat={usualVat} onMade={onMade} />
    </div>
  );
}

/** A draft that is there: only drafts have something to type in. */
function SavedDraft({ id }: { readonly id: string }) {
  const { t } = useWords();
  const { id: administration } = useAdministration();
  const query = useQuery({ ...documentQuery(useApi(), id), staleTime: Infinity, refetchOnMount: "always" });
  const isFresh = query.isFetchedAfterMount || query.error !== null;
  return (
    <div className={panel.page}>
      <nav className={documentClasses.top}>
        <Link to="/a/$administration/documents/$document" params={{ administration, document: id }}>
          ‹ {t("editor.toDocument")}
        </Link>
      </nav>
      {!isFresh && <PageTitle>{t("documents.document")}</PageTitle>}
      <Loaded query={query} rows={12}>
        {(page) => (isFresh ? <EditPage page={page} /> : null)}
      </Loaded>
    </div>
  );
}

function EditPage({ page }: { readonly page: DocumentPage }) {
  const { t, language } = useWords();
  const { id: administration } = useAdministration();
  const name = useDocumentName()(page);
  const usualVat = useUsualVat();
  const mark = decimalMarkOf(language);
  const may = useMay();
  // A draft nobody may edit, whatever the role: its app went off.
  if (page.entered !== null && may("documents.edit") && !page.actions.includes("edit"))
    return (
      <>
        <PageTitle>{name}</PageTitle>
        <p>{t("connect.appOff")}</p>
        <Link to="/a/$administration/apps" params={{ administration }}>
          {t("connect.toApps")}
        </Link>
      </>
    );
  if (page.entered === null)
    return (
      <>
        <PageTitle>{name}</PageTitle>
        <p>{t("doc.final", { document: name })}</p>
        <Link to="/a/$administration/documents/$document" params={{ administration, document: page.id }}>
          {t("editor.toDocument")}
        </Link>
      </>
    );
  return (
    <Editor
      start={{ kind: page.kind as ListedKind, page, form: formOf(page.entered, mark), mark }}
      usualVat={usualVat}
    />
  );
}
