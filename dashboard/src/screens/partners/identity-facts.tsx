import { Fact, Facts } from "#dashboard/parts/facts.tsx";
import { countryName } from "#dashboard/parts/countries.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { spaced, type Identity } from "./partner-state.ts";

interface Props {
  readonly identity: Identity;
  /** Where its hub is; empty: nobody reaches it. */
  readonly hub?: string;
  readonly fingerprint?: string;
}

/** The number it goes by, where that is neither of the two above it. */
const otherNumber = ({ scheme, id, vatNumber, gln }: Identity): string =>
  id === gln || vatNumber?.endsWith(id) === true ? "" : `${scheme}:${id}`;

/** Who somebody says to be: to read beside what one knows of them. */
export function IdentityFacts({ identity, hub = "", fingerprint = "" }: Props) {
  const { t, language } = useWords();
  const { name, vatNumber, gln, address } = identity;
  const lines = address && [
    address.street,
    [address.postalCode, address.city].filter(Boolean).join(" "),
    countryName(address.country, language),
  ];
  return (
    <Facts>
      <Fact name={t("setup.companyName")}>
        <strong>{name}</strong>
      </Fact>
      <Fact name={t("setup.vat")}>{vatNumber ?? <span className="quiet">{t("partners.noneGiven")}</span>}</Fact>
      <Fact name={t("company.gln")}>{gln ?? <span className="quiet">{t("partners.noneGiven")}</span>}</Fact>
      <Fact name={t("partners.number")}>{otherNumber(identity)}</Fact>
      <Fact name={t("partners.address")}>{lines?.filter(Boolean).join(", ") ?? ""}</Fact>
      <Fact name={t("partners.hub")}>{hub}</Fact>
      <Fact name={t("partners.fingerprint")}>
        {fingerprint !== "" && <span className="code">{spaced(fingerprint)}</span>}
      </Fact>
    </Facts>
  );
}
