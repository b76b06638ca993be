import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { getRouteApi, Link, useRouteContext, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { answered, refusalOf } from "#dashboard/api/client.ts";
import { faultsOf } from "#dashboard/parts/field-faults.ts";
import { FormRefused } from "#dashboard/parts/form-refused.tsx";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Entrance } from "#dashboard/screens/sign-in/entrance.tsx";
import { useFaults } from "#dashboard/parts/use-faults.ts";
import type { Language } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AccountStep } from "./account-step.tsx";
import { CompanyStep } from "./company-step.tsx";
import { emptySetup, stepOf, timeZoneOf, withPrefix, type Setup } from "./setup-fields.ts";
import { StepList } from "./step-list.tsx";

const route = getRouteApi("/setup");

/** The first visit: who you are and which company this is. Connecting a shop, the third step, follows on the home page. */
export function SetupScreen() {
  const { t } = useWords();
  const { hub } = useRouteContext({ from: "__root__" });
  const query = useQuery({
    queryKey: ["setup"],
    queryFn: ({ signal }) => answered(hub.GET("/api/setup", { signal })),
    staleTime: Infinity,
  });
  return (
    <Entrance title={t("setup.title")} isWide>
      <Loaded query={query} rows={4}>
        {({ needed, codeNeeded, administrationNeeded }) =>
          needed ? (
            <Steps codeNeeded={codeNeeded} companyNeeded={administrationNeeded} />
          ) : (
            <>
              <p>{t("setup.done")}</p>
              <Link to="/sign-in">{t("signIn.button")}</Link>
            </>
          )
        }
      </Loaded>
    </Entrance>
  );
}

interface StepsProps {
  readonly codeNeeded: boolean;
  readonly companyNeeded: boolean;
}

function Steps({ codeNeeded, companyNeeded }: StepsProps) {
  const { t, language } = useWords();
  const { code = "" } = route.useSearch();
  const { hub } = useRouteContext({ from: "__root__" });
  const queries = useQueryClient();
  const router = useRouter();
  const [fields, setFields] = useState(() => emptySetup(code));
  const [step, setStep] = useState<"account" | "company">("account");
  const setUp = useMutation({
    mutationFn: () => answered(hub.POST("/api/setup", { body: bodyOf(fields, language, companyNeeded) })),
    onSuccess: async () => {
      queries.clear();
      await router.navigate({ to: "/", replace: true });
    },
    onError: (error) => {
      const [first] = Object.keys(faultsOf(error));
      if (refusalOf(error)?.code === "set_up.code_needed") setStep("account");
      else if (first !== undefined) setStep(stepOf(first));
    },
  });
  const { at: faultAt, form } = useFaults(setUp.error);
  const change = (changes: Partial<Setup>): void => setFields({ ...fields, ...changes });
  const isLast = step === "company" || !companyNeeded;
  return (
    <>
      <p className="quiet">{t("setup.intro")}</p>
      <StepList step={step} />
      <form
        key={step}
        ref={form}
        className={panel.form}
        onSubmit={(event) => {
          event.preventDefault();
          if (isLast) setUp.mutate();
          else setStep("company");
        }}
      >
        {step === "account" ? (
          <AccountStep
            account={fields.account}
            codeNeeded={codeNeeded && code === ""}
            faultAt={faultAt}
            change={(account) => change({ account: { ...fields.account, ...account } })}
          />
        ) : (
          <CompanyStep
            company={fields.company}
            code={fields.account.code}
            faultAt={faultAt}
            change={(company) => change({ company: { ...fields.company, ...company } })}
          />
        )}
        <FormRefused error={setUp.error} shown={shownFields} />
        <div className={panel.buttons}>
          <Button type="submit" loading={setUp.isPending}>
            {t("setup.next")}
          </Button>
          {step === "company" && (
            <Button variant="default" onClick={() => setStep("account")}>
              {t("button.back")}
            </Button>
          )}
        </div>
      </form>
    </>
  );
}

const shownFields = [
  "user.name",
  "user.email",
  "user.password",
  "administration.name",
  "administration.vatIdentifier",
  "administration.iban",
];

function bodyOf({ account, company }: Setup, language: Language, companyNeeded: boolean) {
  const { name, email, password, code } = account;
  const { country, street, postalZone, city, vat, iban } = company;
  return {
    user: { name, email, password, language },
    ...(code !== "" && { code }),
    ...(companyNeeded && {
      administration: {
        name: company.name,
        country,
        language,
        timeZone: timeZoneOf(country),
        vatIdentifier: withPrefix(vat, country),
        iban: iban.trim(),
        address: { streetName: street, postalZone, cityName: city, countryCode: country },
      },
    }),
  };
}
