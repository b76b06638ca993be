import { useQuery } from "@tanstack/react-query";
import { getRouteApi, Link, useLocation, useRouteContext } from "@tanstack/react-router";
import { useEffect } from "react";
import { CopyField } from "#dashboard/parts/copy-field.tsx";
import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import { ButtonLink } from "#dashboard/parts/button-link.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { spaced } from "#dashboard/screens/partners/partner-state.ts";
import { Entrance } from "#dashboard/screens/sign-in/entrance.tsx";
import { mayAs, meQuery } from "#dashboard/session/session.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { keepInvitation, keptInvitation } from "./kept-invitation.ts";
import { openedInvitation, readLink, type OpenedInvitation } from "./opened-invitation.ts";

const route = getRouteApi("/partner-invitation");

/**
 * Where the link of a trading partner leads that is opened in a browser. By opening nothing is agreed to, and nobody is told who opened it: it is
 * accepted inside one's own hub, which may be this one.
 */
export function PartnerInvitationScreen() {
  const { t } = useWords();
  const { invite } = route.useSearch();
  const hash = useLocation({ select: (location) => location.hash });
  const opened = openedInvitation(location.origin, invite, hash);
  const kept = readLink(keptInvitation());
  // After signing in the address has no secret any more: then it is the one that was kept.
  const isKept = opened === null && kept !== null && kept.link.includes(`/${invite ?? "?"}#`);
  const link = opened ?? (isKept ? kept : null);
  useEffect(() => {
    if (opened !== null) keepInvitation(opened.link);
  }, [opened]);
  if (link === null)
    return (
      <Entrance title={t("partnerInvite.brokenTitle")}>
        <p>{t("partnerInvite.broken")}</p>
      </Entrance>
    );
  return (
    <Entrance title={t("partnerInvite.title")} isWide>
      <p>{t("partnerInvite.body")}</p>
      <Here invite={invite ?? ""} />
      <Elsewhere link={link} />
    </Entrance>
  );
}

/** For who has a company on this very hub. */
function Here({ invite }: { readonly invite: string }) {
  const { t } = useWords();
  const { hub } = useRouteContext({ from: "__root__" });
  const me = useQuery({ ...meQuery(hub), retry: false });
  const companies = me.data?.administrations.filter(({ role }) => mayAs(role, "connections.manage")) ?? [];
  if (me.data === undefined)
    return (
      <section className={panel.form}>
        <h2>{t("partnerInvite.here")}</h2>
        <p>{t("partnerInvite.signIn")}</p>
        <div>
          <ButtonLink to="/sign-in" search={{ back: `/partner-invitation?invite=${invite}` }}>
            {t("signIn.button")}
          </ButtonLink>
        </div>
      </section>
    );
  if (companies.length === 0) return <p className="quiet">{t("partnerInvite.noCompany")}</p>;
  return (
    <section className={panel.form}>
      <h2>{t("partnerInvite.choose")}</h2>
      <ul className={panel.form}>
        {companies.map(({ id, name }) => (
          <li key={id}>
            <Link to="/a/$administration/partners/accept" params={{ administration: id }}>
              {t("partnerInvite.lookAt", { company: name })}
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}

/** For who has another hub, or another program that speaks the protocol. */
function Elsewhere({ link }: { readonly link: OpenedInvitation }) {
  const { t } = useWords();
  return (
    <section className={panel.form}>
      <h2>{t("partnerInvite.elsewhere")}</h2>
      <p>{t("partnerInvite.elsewhereBody")}</p>
      <CopyField label={t("partners.link")} value={link.link} />
      <Facts>
        <Fact name={t("partners.hub")}>{location.host}</Fact>
        <Fact name={t("partners.fingerprint")}>
          <span className="code">{spaced(link.fingerprint)}</span>
        </Fact>
      </Facts>
      <p className="quiet small">{t("partnerInvite.help")}</p>
    </section>
  );
}
