import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import type { AuditLine } from "./audit-query.ts";

/** What an act was about, with the way to it; what has no page of its own, or may be gone, is named only. */
export function SubjectLink({ subject: { kind, id, name } }: { readonly subject: AuditLine["subject"] }) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  const what = t(`auditLog.kind.${kind}`);
  if (kind === "order") {
    const [connection = "", order = ""] = id.split(/\/(.*)/s);
    return (
      <Link to="/a/$administration/orders/$connection/$order/{-$tab}" params={{ administration, connection, order }}>
        {`${what} ${order}`}
      </Link>
    );
  }
  const text = name === "" ? what : `${what} ${name}`;
  // Without a name a record is gone; but for drafts, which have no number yet.
  if (kind === "document")
    return (
      <Link to="/a/$administration/documents/$document" params={{ administration, document: id }}>
        {text}
      </Link>
    );
  if (name === "") return text;
  if (kind === "item")
    return (
      <Link to="/a/$administration/items/$item" params={{ administration, item: id }}>
        {text}
      </Link>
    );
  if (kind === "priceList")
    return (
      <Link to="/a/$administration/price-lists/$list/{-$tab}" params={{ administration, list: id }}>
        {text}
      </Link>
    );
  if (kind === "supplierItem")
    return (
      <Link to="/a/$administration/supplier-items/$supplierItem" params={{ administration, supplierItem: id }}>
        {text}
      </Link>
    );
  if (kind === "party")
    return (
      <Link to="/a/$administration/parties/$party" params={{ administration, party: id }}>
        {text}
      </Link>
    );
  if (kind === "relation")
    return (
      <Link to="/a/$administration/partners/$partner" params={{ administration, partner: id }}>
        {text}
      </Link>
    );
  if (kind === "connection")
    return (
      <Link to="/a/$administration/connections/$connection/{-$step}" params={{ administration, connection: id }}>
        {text}
      </Link>
    );
  if (kind === "coupling")
    return (
      <Link to="/a/$administration/couplings/$coupling/{-$tab}" params={{ administration, coupling: id }}>
        {text}
      </Link>
    );
  if (kind === "user")
    return (
      <Link to="/a/$administration/settings/users" params={{ administration }}>
        {text}
      </Link>
    );
  return text;
}
