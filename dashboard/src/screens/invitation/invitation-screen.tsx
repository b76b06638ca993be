import { Button, TextInput } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useRouteContext, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { Failed, Loaded } from "#dashboard/parts/loaded.tsx";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import { NewPassword } from "#dashboard/parts/new-password.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import { meQuery } from "#dashboard/session/session.ts";
import { Entrance } from "#dashboard/screens/sign-in/entrance.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";

const route = getRouteApi("/invitation/$token");

/** Where the link of an invitation leads: a new user chooses a password, a known one signs in first. */
export function InvitationScreen() {
  const { t } = useWords();
  const { token } = route.useParams();
  const { hub } = useRouteContext({ from: "__root__" });
  const path = { invitation: token };
  const query = useQuery({
    queryKey: ["invitation", token],
    queryFn: ({ signal }) => answered(hub.GET("/api/invitations/{invitation}", { params: { path }, signal })),
  });
  const me = useQuery({ ...meQuery(hub), retry: false });
  if (refusalOf(query.error)?.code === "invitation.over") {
    return (
      <Entrance title={t("invitation.gone")}>
        <p>{t("invitation.goneBody")}</p>
      </Entrance>
    );
  }
  if (query.data === undefined) {
    return (
      <Entrance title={t("setup.title")}>
        {query.error === null ? (
          <Loaded query={query}>{() => null}</Loaded>
        ) : (
          <Failed error={query.error} retry={query.refetch} />
        )}
      </Entrance>
    );
  }
  const { administration: company, invitedBy: inviter, role, email, hasAccount } = query.data;
  return (
    <Entrance title={t("invitation.title", { company })}>
      <p>{t("invitation.body", { inviter, role: t(`role.${role}`) })}</p>
      {me.data !== undefined ? (
        <>
          <p className="quiet">{t("invitation.asMe", { email: me.data.user.email })}</p>
          <Accept token={token} />
        </>
      ) : hasAccount ? (
        <>
          <p>{t("invitation.known", { email })}</p>
          <Link to="/sign-in" search={{ back: `/invitation/${token}` }}>
            {t("signIn.button")}
          </Link>
        </>
      ) : (
        <Accept token={token} newUser={email} />
      )}
    </Entrance>
  );
}

interface AcceptProps {
  readonly token: string;
  /** The address of somebody who has no account yet. */
  readonly newUser?: string;
}

function Accept({ token, newUser }: AcceptProps) {
  const { t, language } = useWords();
  const { hub } = useRouteContext({ from: "__root__" });
  const queries = useQueryClient();
  const router = useRouter();
  const [name, setName] = useState("");
  const [password, setPassword] = useState("");
  const isNew = newUser !== undefined;
  const accept = useMutation({
    mutationFn: () =>
      answered(
        hub.POST("/api/invitations/{invitation}", {
          params: { path: { invitation: token } },
          body: isNew ? { user: { name, password, language } } : {},
        }),
      ),
    onSuccess: async ({ administrationId }) => {
      queries.clear();
      await router.navigate({ to: "/a/$administration", params: { administration: administrationId }, replace: true });
    },
  });
  const { at: faultAt, form } = useFaults(accept.error);
  return (
    <form
      ref={form}
      className={panel.form}
      onSubmit={(event) => {
        event.preventDefault();
        accept.mutate();
      }}
    >
      {isNew && (
        <>
          <TextInput label={t("setup.email")} type="email" autoComplete="username" readOnly value={newUser} />
          <TextInput
            label={t("setup.name")}
            autoComplete="name"
            required
            autoFocus
            value={name}
            onChange={({ currentTarget }) => setName(currentTarget.value)}
          />
          <NewPassword value={password} onChange={setPassword} fault={faultAt("user.password")} />
        </>
      )}
      <FormRefused error={accept.error} shown={["user.name", "user.password"]} />
      <Button type="submit" loading={accept.isPending}>
        {t("invitation.acceptButton")}
      </Button>
    </form>
  );
}
