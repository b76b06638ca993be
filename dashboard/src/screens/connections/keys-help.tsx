import { useWords } from "#dashboard/words/use-texts.ts";
import type { Connector } from "./connection-state.ts";
import classes from "./connections.module.css";
import { LabelPair, MenuPath } from "./shop-labels.tsx";

interface Props {
  readonly connector: Connector;
  readonly isOpen?: boolean;
}

/** Where the other product makes its keys, and which right to choose. */
export function KeysHelp({ connector: { keys, docs, name }, isOpen = false }: Props) {
  const { t } = useWords();
  if (keys === null)
    return (
      <p>
        <a href={docs} target="_blank" rel="noreferrer">
          {t("connection.docs", { system: name })}
        </a>
      </p>
    );
  const [before = "", after = ""] = t("connection.keysRight", { read: "\n" }).split("\n");
  return (
    <details className={classes.fold} open={isOpen}>
      <summary>{t("connection.keysWhere")}</summary>
      <MenuPath path={keys.path} />
      <p>
        {before}
        <LabelPair label={keys.right} />
        {after}
      </p>
    </details>
  );
}
