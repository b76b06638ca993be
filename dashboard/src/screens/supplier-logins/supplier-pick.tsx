import { Button } from "@mantine/core";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./suppliers.module.css";

interface Props {
  readonly suppliers: readonly { readonly connector: string; readonly name: string; readonly isOffered: boolean }[];
  readonly isBusy: boolean;
  readonly add: (connector: string) => void;
}

/** Suppliers that can do this: a double click, or the button, makes an entry. Those that cannot stand below with the reason. */
export function SupplierPick({ suppliers, isBusy, add }: Props) {
  const { t } = useWords();
  const can = suppliers.filter(({ isOffered }) => isOffered);
  const cannot = suppliers.filter(({ isOffered }) => !isOffered);
  return (
    <section>
      <h2>{t("suppliers.offering")}</h2>
      {can.length === 0 && <p className="quiet">{t("suppliers.noneOffering")}</p>}
      {can.length > 0 && <p className={`quiet small ${classes.double}`}>{t("suppliers.doubleClick")}</p>}
      <ul className={classes.list}>
        {can.map(({ connector, name }) => (
          <li key={connector}>
            {/* The keyboard has the button beside it. */}
            <button
              type="button"
              tabIndex={-1}
              className={classes.entry}
              onDoubleClick={() => !isBusy && add(connector)}
            >
              {name}
            </button>
            <Button
              variant="default"
              size="xs"
              loading={isBusy}
              aria-label={t("suppliers.addNamed", { supplier: name })}
              onClick={() => add(connector)}
            >
              {t("suppliers.addButton")}
            </Button>
          </li>
        ))}
        {cannot.map(({ connector, name }) => (
          <li key={connector} className="quiet">
            <span>{name}</span>
            <span className="small">{t("suppliers.notOffered")}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}
