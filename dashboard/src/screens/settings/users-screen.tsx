import { useQuery } from "@tanstack/react-query";
import { useApi } from "#dashboard/api/api.ts";
import { answered } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { Invitations } from "./invitations.tsx";
import { MemberTable } from "./member-table.tsx";
import { RoleTable } from "./role-table.tsx";
import { SettingsFrame } from "./settings-frame.tsx";

/** Who may do what in this company. */
export function UsersScreen() {
  const { t } = useWords();
  const api = useApi();
  const may = useMay();
  const query = useQuery({
    queryKey: api.key("users"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/users", { signal })),
  });
  return (
    <SettingsFrame title={t("settings.users")}>
      <section className={panel.panel}>
        <h2>{t("users.members")}</h2>
        <Loaded query={query} rows={3}>
          {({ items }) => <MemberTable members={items} />}
        </Loaded>
      </section>
      {may("users.manage") && <Invitations />}
      <RoleTable />
    </SettingsFrame>
  );
}
