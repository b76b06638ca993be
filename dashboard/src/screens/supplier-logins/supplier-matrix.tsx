import { useWords } from "#dashboard/words/use-texts.ts";
import capabilityClasses from "#dashboard/screens/connections/capabilities.module.css";
import type { SupplierCapabilities } from "./supplier-queries.ts";
import classes from "./suppliers.module.css";

/** Which supplier offers which function; what is not offered says so, and is no mere dash. */
export function SupplierMatrix({ functions, items }: SupplierCapabilities) {
  const { t } = useWords();
  return (
    // Where it is wider than its place it is scrolled by finger or arrow keys; on a phone each supplier is a card.
    <div className={capabilityClasses.box} tabIndex={0} role="region" aria-label={t("suppliers.matrix")}>
      <table className={`${capabilityClasses.matrix} ${classes.matrix}`}>
        <caption className="spoken-only">{t("suppliers.matrix")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("suppliers.supplier")}</th>
            {functions.map((one) => (
              <th key={one.function} scope="col">
                {one.label}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {items.map(({ connector, name, functions: offered }) => (
            <tr key={connector}>
              <th scope="row">{name}</th>
              {offered.map(({ function: one, isOffered, text }) => (
                <td key={one} data-label={functions.find((named) => named.function === one)?.label}>
                  {isOffered ? (
                    <>
                      <span aria-hidden="true">✓</span>
                      {text === "" ? (
                        <span className="spoken-only">{t("suppliers.offers")}</span>
                      ) : (
                        <span className="quiet"> {text}</span>
                      )}
                    </>
                  ) : (
                    <span className="quiet">{text}</span>
                  )}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
