import { useWords } from "#dashboard/words/use-texts.ts";
import type { Connector } from "./connection-state.ts";
import classes from "./connections.module.css";
import { LabelPair, MenuPath } from "./shop-labels.tsx";

interface Props {
  readonly connector: Connector;
  readonly isOpen?: boolean;
}

/** Whose keys they are to be, where the other product makes them, and which right to choose. */
export function KeysHelp({ connector: { keys, docs, name, webhooks }, isOpen = false }: Props) {
  const { t } = useWords();
  if (keys === null)
    return (
      <p>
        <a href={docs} target="_blank" rel="noreferrer">
          {t("connection.docs", { system: name })}
        </a>
      </p>
    );
  const says = webhooks === "none" ? "connection.keysSwitch" : "connection.keysRight";
  const [before = "", after = ""] = t(says, { read: "\n" }).split("\n");
  return (
    <>
      <p>{t("connection.keysOwn", { system: name })}</p>
      <details className={classes.fold} open={isOpen}>
        <summary>{t("connection.keysWhere")}</summary>
        <MenuPath path={keys.path} />
        <p>
          {before}
          <LabelPair label={keys.right} />
          {after}
        </p>
      </details>
    </>
  );
}
