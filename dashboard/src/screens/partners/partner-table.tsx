import { Link } from "@tanstack/react-router";
import { useApi } from "#dashboard/api/api.ts";
import { StateChip } from "#dashboard/parts/state-chip.tsx";
import connectionClasses from "#dashboard/screens/connections/connections.module.css";
import { useMay } from "#dashboard/session/use-administration.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { rolesOf } from "./directions.ts";
import { causeOf, lookOf, needsPerson, nameOf, nextOf, type Relation } from "./partner-state.ts";
import classes from "./partners.module.css";

export function PartnerTable({ relations }: { readonly relations: readonly Relation[] }) {
  const { t } = useWords();
  return (
    <div className={connectionClasses.box}>
      <table className={`${connectionClasses.table} ${classes.partners}`}>
        <caption className="spoken-only">{t("partners.caption")}</caption>
        <thead>
          <tr>
            <th scope="col">{t("connections.state")}</th>
            <th scope="col">{t("partners.partner")}</th>
            <th scope="col">{t("partners.what")}</th>
            <th scope="col">{t("partners.since")}</th>
            <th scope="col">{t("connections.toDo")}</th>
          </tr>
        </thead>
        <tbody>
          {relations.map((relation) => (
            <PartnerRow key={relation.id} relation={relation} />
          ))}
        </tbody>
      </table>
    </div>
  );
}

function PartnerRow({ relation }: { readonly relation: Relation }) {
  const { t, format } = useWords();
  const { administrationId: administration } = useApi();
  const { id, state, mode, partner, party, stateChangedAt, createdAt, createdBy } = relation;
  const name = nameOf(relation);
  return (
    <tr>
      <td>
        <StateChip look={lookOf(relation)}>{t(`partners.state.${state}`)}</StateChip>
      </td>
      <td className={connectionClasses.name}>
        <Link to="/a/$administration/partners/$partner" params={{ administration, partner: id }}>
          {name ?? t("partners.invitationOf", { day: format.day(format.dayOf(createdAt)) })}
        </Link>
        <span className="quiet small">
          {[
            partner?.vatNumber ?? partner?.gln,
            party !== null && party.name !== name && t("partners.isParty", { name: party.name }),
            name === null && createdBy,
            mode === "test" && t("partners.mode.test"),
          ]
            .filter(Boolean)
            .join(" · ")}
        </span>
      </td>
      <td data-label={t("partners.what")}>
        <What relation={relation} />
      </td>
      <td data-label={t("partners.since")}>{format.when(stateChangedAt)}</td>
      <td>
        <ToDo relation={relation} />
      </td>
    </tr>
  );
}

/** Who orders from whom, in a few words. */
function What({ relation: { directions } }: { readonly relation: Relation }) {
  const { t } = useWords();
  const { weBuy, theyBuy } = rolesOf(directions.filter(({ enabled }) => enabled));
  if (weBuy && theyBuy) return t("partners.both");
  return weBuy ? t("partners.weBuy") : theyBuy ? t("partners.theyBuy") : <span className="quiet">–</span>;
}

/** The one thing a person can do now; without the right to do it, what it waits for. */
function ToDo({ relation }: { readonly relation: Relation }) {
  const { t } = useWords();
  const may = useMay();
  const { administrationId: administration } = useApi();
  const { id: partner, trouble } = relation;
  const next = nextOf(relation);
  const to = { to: "/a/$administration/partners/$partner", params: { administration, partner } } as const;
  if (trouble !== null && needsPerson(causeOf(trouble.code))) return <Link {...to}>{t("partners.seeTrouble")}</Link>;
  if (trouble !== null) return <span className="quiet">{t("partners.goesOn")}</span>;
  if (next === null) return null;
  const isOurs = next === "confirm" || next === "passOn" || next === "resume";
  return isOurs && may("connections.manage") ? (
    <Link {...to}>{t(`partners.next.${next}`)}</Link>
  ) : (
    <span className="quiet">{t(`partners.next.${next}`)}</span>
  );
}
