import panel from "#dashboard/parts/panel.module.css";
import { mayAs, type Permission, type Role } from "#dashboard/session/session.ts";
import type { PlainKey } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./settings.module.css";

export const allRoles = ["owner", "administrator", "bookkeeper", "buyer", "viewer"] as const satisfies readonly Role[];

/** What people ask about, and the permission that decides it. */
const questions: readonly { readonly text: PlainKey; readonly permission: Permission }[] = [
  { text: "users.may.see", permission: "orders.read" },
  { text: "users.may.documents", permission: "documents.edit" },
  { text: "users.may.orders", permission: "orders.act" },
  { text: "users.may.payments", permission: "payments.manage" },
  { text: "users.may.book", permission: "parties.manage" },
  { text: "users.may.log", permission: "log.read" },
  { text: "users.may.connections", permission: "connections.manage" },
  { text: "users.may.company", permission: "company.manage" },
  { text: "users.may.users", permission: "users.manage" },
];

/** What each role may, in words; read from the same table the hub decides by. */
export function RoleTable() {
  const { t } = useWords();
  return (
    <section className={panel.panel}>
      <h2>{t("users.roles")}</h2>
      {/* Wider than a phone: scrolled by finger or arrow keys. */}
      <div className={classes.wide} tabIndex={0} role="region" aria-label={t("users.roles")}>
        <table className={classes.list}>
          <caption className="spoken-only">{t("users.roles")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("users.may")}</th>
              {allRoles.map((role) => (
                <th key={role} scope="col">
                  {t(`role.${role}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {questions.map(({ text, permission }) => (
              <tr key={text}>
                <th scope="row">{t(text)}</th>
                {allRoles.map((role) => (
                  <td key={role}>
                    {mayAs(role, permission) ? t("book.yes") : <span className="quiet">–</span>}
                    {!mayAs(role, permission) && <span className="spoken-only">{t("book.no")}</span>}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p className="quiet small">{t("users.ownerNote")}</p>
    </section>
  );
}
