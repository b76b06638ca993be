import { Link } from "@tanstack/react-router";
import { useEffect, useRef, type ReactNode } from "react";
import { useApi } from "#dashboard/api/api.ts";
import filterClasses from "#dashboard/parts/filters.module.css";
import { PageTitle } from "#dashboard/parts/page-title.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { rolesWith, type Permission } from "#dashboard/session/session.ts";
import { useMay } from "#dashboard/session/use-administration.ts";
import type { PlainKey } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";

interface Section {
  readonly to: `/a/$administration/settings/${"company" | "style" | "numbering" | "period" | "mail" | "alarms" | "texts" | "users" | "retention" | "suppliers" | "audit"}`;
  readonly text: PlainKey;
  readonly permission: Permission;
}

const sections: readonly Section[] = [
  { to: "/a/$administration/settings/company", text: "settings.company", permission: "company.read" },
  { to: "/a/$administration/settings/style", text: "settings.style", permission: "company.read" },
  { to: "/a/$administration/settings/numbering", text: "settings.numbering", permission: "documents.read" },
  { to: "/a/$administration/settings/period", text: "settings.period", permission: "company.read" },
  { to: "/a/$administration/settings/mail", text: "settings.mail", permission: "mail.manage" },
  { to: "/a/$administration/settings/alarms", text: "settings.alarms", permission: "alarms.read" },
  { to: "/a/$administration/settings/texts", text: "settings.texts", permission: "documents.read" },
  { to: "/a/$administration/settings/suppliers", text: "settings.suppliers", permission: "documents.read" },
  { to: "/a/$administration/settings/users", text: "settings.users", permission: "users.read" },
  { to: "/a/$administration/settings/retention", text: "settings.retention", permission: "retention.manage" },
  { to: "/a/$administration/settings/audit", text: "settings.audit", permission: "audit.read" },
];

interface Props {
  readonly title: string;
  readonly children: ReactNode;
}

/** The settings of a company, one subject at a time; what somebody may not see is not in the row. */
export function SettingsFrame({ title, children }: Props) {
  const { t } = useWords();
  const { administrationId: administration } = useApi();
  const may = useMay();
  const tabs = useRef<HTMLElement>(null);
  // On a phone the row is longer than the screen.
  useEffect(() => {
    tabs.current?.querySelector("[aria-current]")?.scrollIntoView({ inline: "center", block: "nearest" });
  }, []);
  return (
    <div className={panel.page}>
      <PageTitle title={`${title} · ${t("menu.settings")}`}>{title}</PageTitle>
      <nav ref={tabs} className={filterClasses.tabs} aria-label={t("menu.settings")}>
        {sections
          .filter(({ permission }) => may(permission))
          .map(({ to, text }) => (
            <Link key={to} to={to} params={{ administration }} activeProps={{ "aria-current": "page" }}>
              {t(text)}
            </Link>
          ))}
      </nav>
      {children}
    </div>
  );
}

/** Fields somebody may read and not change, with who may. */
export function Changeable({ by, children }: { readonly by: Permission; readonly children: ReactNode }) {
  const { t } = useWords();
  const may = useMay();
  if (may(by)) return children;
  const roles = rolesWith(by).map((role) => t(`role.${role}`));
  return (
    <>
      <p className="quiet">{t("settings.readOnly", { roles: roles.join(", ") })}</p>
      <fieldset disabled style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }}>
        {children}
      </fieldset>
    </>
  );
}
