import { Button, NativeSelect } from "@mantine/core";
import { useQueryClient } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf, type Schemas } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { Dialog } from "#dashboard/parts/dialog.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import type { Role } from "#dashboard/session/session.ts";
import { useAdministration, useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { rolesToGive } from "./roles-to-give.ts";
import classes from "./settings.module.css";

export type Member = Schemas["Member"];

export function MemberTable({ members }: { readonly members: readonly Member[] }) {
  const { t } = useWords();
  return (
    <table className={`${classes.list} ${classes.cards}`}>
      <caption className="spoken-only">{t("users.members")}</caption>
      <thead>
        <tr>
          <th scope="col">{t("parties.name")}</th>
          <th scope="col">{t("setup.email")}</th>
          <th scope="col">{t("users.role")}</th>
          <th scope="col">{t("users.twoFactor")}</th>
          <th scope="col">{t("users.seen")}</th>
          <th scope="col">
            <span className="spoken-only">{t("users.removeButton")}</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {members.map((member) => (
          <Row key={member.id} member={member} members={members} />
        ))}
      </tbody>
    </table>
  );
}

function Row({ member, members }: { readonly member: Member; readonly members: readonly Member[] }) {
  const { t, format } = useWords();
  const api = useApi();
  const may = useMay();
  const queries = useQueryClient();
  const announce = useAnnounce();
  const { role: own } = useAdministration();
  const [isRemoving, setRemoving] = useState(false);
  const { id, name, email, role, twoFactor, seenAt, isYou } = member;
  // An arrow key chooses at once in a select: it is given by the button beside it.
  const [chosen, setChosen] = useState(role);
  const [known, setKnown] = useState(role);
  if (known !== role) {
    setKnown(role);
    setChosen(role);
  }
  const { roles, why } = rolesToGive(member, members, own);
  const changed = (): void => {
    if (isYou) void queries.invalidateQueries({ queryKey: ["me"] });
  };
  const give = useAct(
    (given: Role) =>
      answered(api.client.PUT("/api/users/{userId}", { params: { path: { userId: id } }, body: { role: given } })),
    (_, given) => {
      announce(t("users.given", { name, role: t(`role.${given}`) }));
      changed();
    },
  );
  const remove = useAct(
    () => answered(api.client.DELETE("/api/users/{userId}", { params: { path: { userId: id } } })),
    () => {
      announce(t("users.removed", { name }));
      setRemoving(false);
      changed();
    },
  );
  const mayChange = may("users.manage");
  return (
    <tr>
      <th scope="row">
        {name}
        {isYou && <span className="quiet"> · {t("users.you")}</span>}
      </th>
      <td>{email}</td>
      <td className={classes.role}>
        {mayChange && why === null ? (
          <>
            <NativeSelect
              aria-label={t("users.roleOf", { name })}
              value={chosen}
              onChange={({ currentTarget }) => setChosen(currentTarget.value as Role)}
              data={roles.map((one) => ({ value: one, label: t(`role.${one}`) }))}
            />
            {chosen !== role && (
              <Button loading={give.isBusy} onClick={() => give.run(chosen)}>
                {t("button.save")}
                <span className="spoken-only">: {t("users.roleOf", { name })}</span>
              </Button>
            )}
          </>
        ) : (
          t(`role.${role}`)
        )}
        <Why error={refusalOf(give.error) === null ? give.error : null} />
        {refusalOf(give.error) !== null && <p role="alert">{refusalOf(give.error)?.title}</p>}
      </td>
      <td data-label={t("users.twoFactor")}>
        {twoFactor ? t("users.twoFactorOn") : <span className="quiet">{t("users.twoFactorOff")}</span>}
      </td>
      <td data-label={t("users.seen")}>
        {seenAt === null ? <span className="quiet">{t("users.neverSeen")}</span> : format.day(format.dayOf(seenAt))}
      </td>
      <td className={classes.action}>
        {mayChange &&
          (why === null ? (
            <Button variant="subtle" onClick={() => setRemoving(true)}>
              {t("users.removeButton")}
              <span className="spoken-only">: {name}</span>
            </Button>
          ) : (
            <span className="quiet">{t(`users.why.${why}`)}</span>
          ))}
        {isRemoving && (
          <Dialog title={t("users.removeTitle", { name })} close={() => setRemoving(false)}>
            <p>{t("users.removeBody", { name })}</p>
            <Why error={remove.error} />
            <div className={panel.buttons}>
              <Button color="danger" loading={remove.isBusy} onClick={() => remove.run(undefined)}>
                {t("users.removeConfirmButton")}
              </Button>
              <Button variant="default" onClick={() => setRemoving(false)}>
                {t("button.cancel")}
              </Button>
            </div>
          </Dialog>
        )}
      </td>
    </tr>
  );
}
