import { Button } from "@mantine/core";
import { useMutation, useQuery, useQueryClient } from "@tanstack/react-query";
import { Link, useRouteContext, useRouter } from "@tanstack/react-router";
import { useState } from "react";
import { answered } from "#dashboard/api/client.ts";
import { Loaded } from "#dashboard/parts/loaded.tsx";
import { Refused } from "#dashboard/parts/refused.tsx";
import panel from "#dashboard/parts/panel.module.css";
import { Entrance } from "#dashboard/screens/sign-in/entrance.tsx";
import { useWords } from "#dashboard/words/use-texts.ts";
import { AccountStep, CompanyStep } from "./setup-steps.tsx";
import { emptySetup, type Setup } from "./setup-fields.ts";
import { StepList } from "./step-list.tsx";

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
  const { hub } = useRouteContext({ from: "__root__" });
  const queries = useQueryClient();
  const router = useRouter();
  const [fields, setFields] = useState<Setup>(emptySetup);
  const [step, setStep] = useState<"account" | "company">("account");
  const setUp = useMutation({
    mutationFn: () => {
      const { account, company } = fields;
      const { street, postalZone, city, vat, name, country } = company;
      return answered(
        hub.POST("/api/setup", {
          body: {
            user: { name: account.name, email: account.email, password: account.password, language },
            ...(account.code !== "" && { code: account.code }),
            ...(companyNeeded && {
              administration: {
                name,
                country,
                language,
                timeZone: country === "NL" ? "Europe/Amsterdam" : "Europe/Brussels",
                vatIdentifier: vat,
                address: { streetName: street, postalZone, cityName: city, countryCode: country },
              },
            }),
          },
        }),
      );
    },
    onSuccess: async () => {
      queries.clear();
      await router.navigate({ to: "/", replace: true });
    },
  });
  const change = (changes: Partial<Setup>): void => setFields({ ...fields, ...changes });
  const isLast = step === "company" || !companyNeeded;
  return (
    <>
      <p className="quiet">{t("setup.intro")}</p>
      <StepList step={step} />
      <form
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
            codeNeeded={codeNeeded}
            change={(account) => change({ account: { ...fields.account, ...account } })}
          />
        ) : (
          <CompanyStep
            company={fields.company}
            change={(company) => change({ company: { ...fields.company, ...company } })}
          />
        )}
        <Refused error={setUp.error} />
        <div className={panel.buttons}>
          <Button type="submit" loading={setUp.isPending}>
            {isLast ? t("setup.finish") : t("setup.next")}
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
