import { Button, NativeSelect, TextInput } from "@mantine/core";
import { useQuery } from "@tanstack/react-query";
import { useState } from "react";
import { useApi } from "#dashboard/api/api.ts";
import { answered, refusalOf, type Schemas } from "#dashboard/api/client.ts";
import { useAnnounce } from "#dashboard/parts/announce.tsx";
import { CopyField } from "#dashboard/parts/copy-field.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { Notice } from "#dashboard/parts/notice.tsx";
import panel from "#dashboard/parts/panel.module.css";
import fields from "#dashboard/parts/save-form.module.css";
import { useAct } from "#dashboard/parts/use-act.ts";
import { Why } from "#dashboard/parts/why.tsx";
import { languageNames, languages, type Language } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import classes from "./settings.module.css";

type Invitation = Schemas["Invitation"];

const invitedRoles = ["administrator", "bookkeeper", "buyer", "viewer"] as const;

/** Asking somebody in, and who was asked and did not come yet. */
export function Invitations() {
  const { t } = useWords();
  const api = useApi();
  const query = useQuery({
    queryKey: api.key("invitations"),
    queryFn: ({ signal }) => answered(api.client.GET("/api/invitations", { signal })),
  });
  return (
    <section className={panel.panel}>
      <h2>{t("users.invite")}</h2>
      <Invite />
      <Loaded query={query} rows={1}>
        {({ items }) => (items.length === 0 ? null : <Pending invitations={items} />)}
      </Loaded>
    </section>
  );
}

function Invite() {
  const { t, language } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const [email, setEmail] = useState("");
  const [role, setRole] = useState<Invitation["role"]>("bookkeeper");
  const [speaks, setSpeaks] = useState<Language>(language);
  const [made, setMade] = useState<{ readonly email: string; readonly link: string } | null>(null);
  const invite = useAct(
    () => answered(api.client.POST("/api/invitations", { body: { email, role, language: speaks } })),
    ({ invitation, link }) => {
      setMade({ email: invitation.email, link });
      setEmail("");
      announce(t("users.invited", { email: invitation.email }));
    },
  );
  const isMember = refusalOf(invite.error)?.code === "request.conflict";
  return (
    <form
      className={panel.form}
      onSubmit={(event) => {
        event.preventDefault();
        invite.run(undefined);
      }}
    >
      <TextInput
        label={t("setup.email")}
        type="email"
        required
        autoComplete="off"
        value={email}
        error={isMember ? t("users.isMember") : null}
        onChange={({ currentTarget }) => setEmail(currentTarget.value)}
      />
      <div className={fields.two}>
        <NativeSelect
          label={t("users.role")}
          description={t(`users.about.${role}`)}
          value={role}
          onChange={({ currentTarget }) => setRole(currentTarget.value as Invitation["role"])}
          data={invitedRoles.map((one) => ({ value: one, label: t(`role.${one}`) }))}
        />
        <NativeSelect
          label={t("users.language")}
          value={speaks}
          onChange={({ currentTarget }) => setSpeaks(currentTarget.value as Language)}
          data={languages.map((one) => ({ value: one, label: languageNames[one] }))}
        />
      </div>
      {!isMember && <Why error={invite.error} />}
      <div>
        <Button type="submit" loading={invite.isBusy}>
          {t("users.inviteButton")}
        </Button>
      </div>
      {made !== null && (
        <Notice look="done">
          <p>{t("users.linkHelp", { email: made.email })}</p>
          <CopyField label={t("users.link")} value={made.link} />
        </Notice>
      )}
    </form>
  );
}

function Pending({ invitations }: { readonly invitations: readonly Invitation[] }) {
  const { t, format } = useWords();
  const api = useApi();
  const announce = useAnnounce();
  const revoke = useAct(
    ({ id }: Invitation) =>
      answered(api.client.DELETE("/api/invitations/{invitation}", { params: { path: { invitation: id } } })),
    (_, { email }) => announce(t("users.revoked", { email })),
  );
  return (
    <>
      <h3 className={classes.later}>{t("users.pending")}</h3>
      <Why error={revoke.error} />
      <table className={`${classes.list} ${classes.cards}`}>
        <caption className="spoken-only">{t("users.pending")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("setup.email")}</th>
            <th scope="col">{t("users.role")}</th>
            <th scope="col">{t("users.invitedBy")}</th>
            <th scope="col">{t("users.expires")}</th>
            <th scope="col">
              <span className="spoken-only">{t("users.revokeButton")}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {invitations.map((invitation) => (
            <tr key={invitation.id}>
              <th scope="row">{invitation.email}</th>
              <td>{t(`role.${invitation.role}`)}</td>
              <td data-label={t("users.invitedBy")}>{invitation.invitedBy}</td>
              <td data-label={t("users.expires")}>{format.moment(invitation.expiresAt)}</td>
              <td className={classes.action}>
                <Button variant="subtle" disabled={revoke.isBusy} onClick={() => revoke.run(invitation)}>
                  {t("users.revokeButton")}
                  <span className="spoken-only">: {invitation.email}</span>
                </Button>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}
