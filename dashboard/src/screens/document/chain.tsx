import { IconArrowRight } from "@tabler/icons-react";
import { Link } from "@tanstack/react-router";
import { DropMenu, MenuItem } from "#dashboard/parts/drop-menu.tsx";
import { useNavigate } from "@tanstack/react-router";
import { useKindName } from "#dashboard/screens/documents/document-table.tsx";
import { useAdministration } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { chainGroups, type ChainGroup } from "./chain-groups.ts";
import type { DocumentPage } from "./document-query.ts";
import classes from "./chain.module.css";

/** What it was made from and what was made of it: offerte 31 → leveringsbon 12 → factuur 419. Several of a kind are one button with a count. */
export function Chain({ document }: { readonly document: DocumentPage }) {
  const { t } = useWords();
  const kindName = useKindName();
  const { before, after } = chainGroups(document.chain);
  if (before.length === 0 && after.length === 0) return null;
  return (
    <nav className={classes.chain} aria-label={t("document.chain")}>
      <ol>
        {before.map((group) => (
          <GroupItem key={group.key} group={group} currency={document.currency} />
        ))}
        <li aria-current="true">
          <strong>
            {kindName(document.kind)} {document.number}
          </strong>
        </li>
        {after.map((group) => (
          <GroupItem key={group.key} group={group} currency={document.currency} />
        ))}
      </ol>
    </nav>
  );
}

interface GroupProps {
  readonly group: ChainGroup;
  readonly currency: string;
}

function GroupItem({ group: { relation, kind, links }, currency }: GroupProps) {
  const { t, format } = useWords();
  const kindName = useKindName();
  const navigate = useNavigate();
  const { id: administration } = useAdministration();
  const to = "/a/$administration/documents/$document";
  const [only] = links;
  return (
    <li>
      {links.length === 1 && only !== undefined ? (
        <Link to={to} params={{ administration, document: only.id }} className={classes.chainLink}>
          <span className="spoken-only">{t(`document.relation.${relation}`)}: </span>
          {kindName(kind)} {only.number ?? `(${t("docState.draft")})`}
        </Link>
      ) : (
        <DropMenu
          side="start"
          buttonClass={classes.chainLink}
          button={
            <>
              <span className="spoken-only">{t(`document.relation.${relation}`)}: </span>
              {kindName(kind)} <span className={classes.count}>{format.count(links.length)}</span>
            </>
          }
        >
          {links.map(({ id, number, taxInclusiveAmount }) => (
            <MenuItem
              key={id}
              hint={format.amount(taxInclusiveAmount, currency)}
              onSelect={() => void navigate({ to, params: { administration, document: id } })}
            >
              {kindName(kind)} {number ?? `(${t("docState.draft")})`}
            </MenuItem>
          ))}
        </DropMenu>
      )}
      <IconArrowRight size={14} aria-hidden className={classes.arrow} />
    </li>
  );
}
