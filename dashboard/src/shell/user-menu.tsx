import { useMantineColorScheme, type MantineColorScheme } from "@mantine/core";
import { IconChevronDown, IconUserCircle, IconX, type Icon } from "@tabler/icons-react";
import { useMutation, useQueryClient } from "@tanstack/react-query";
import { useNavigate, useRouteContext } from "@tanstack/react-router";
import { answered } from "#dashboard/api/client.ts";
import { DropMenu, MenuGroup, MenuItem } from "#dashboard/parts/drop-menu.tsx";
import { Refused } from "#dashboard/parts/refused.tsx";
import { useMe } from "#dashboard/session/session.ts";
import { languageNames, languages, type Language } from "#dashboard/words/texts.ts";
import { useWords } from "#dashboard/words/use-texts.ts";
import { openKeys } from "./keys-opening.ts";
import { useDensity, useLetters } from "./preferences.ts";
import classes from "./top-bar.module.css";

const looks = ["auto", "light", "dark"] as const satisfies readonly MantineColorScheme[];

export interface UserEntry {
  readonly label: string;
  readonly icon: Icon;
  readonly open: () => void;
}

interface Props {
  readonly entries: readonly UserEntry[];
  /** The page listens to single letters. */
  readonly hasKeys?: boolean;
}

/** Behind one's own e-mail address, top right. */
export function UserMenu({ entries, hasKeys = false }: Props) {
  const { t, language, useLanguage } = useWords();
  const { user } = useMe();
  const { hub } = useRouteContext({ from: "__root__" });
  const queries = useQueryClient();
  const navigate = useNavigate();
  const { colorScheme, setColorScheme } = useMantineColorScheme();
  const [isCompact, setCompact] = useDensity();
  const [hasLetters, setLetters] = useLetters();

  const speak = useMutation({
    mutationFn: async (chosen: Language) => {
      await answered(hub.PUT("/api/me", { body: { language: chosen } }));
      await useLanguage(chosen);
    },
    // What the hub said in the other language is asked again.
    onSuccess: () => queries.invalidateQueries(),
  });
  const signOut = useMutation({
    mutationFn: () => answered(hub.DELETE("/api/session")),
    onSuccess: () => {
      queries.clear();
      void navigate({ to: "/sign-in" });
    },
  });
  const refused = signOut.error ?? speak.error;
  const button = (
    <>
      <IconUserCircle className={classes.face} size={24} stroke={1.6} aria-hidden />
      <span>{user.email}</span>
      <IconChevronDown size={16} aria-hidden />
    </>
  );
  return (
    <>
      <DropMenu side="end" label={t("menu.user", { email: user.email })} button={button} buttonClass={classes.user}>
        {entries.length > 0 && (
          <MenuGroup>
            {entries.map(({ label, icon: Sign, open }) => (
              <MenuItem key={label} icon={<Sign size={16} stroke={1.6} aria-hidden />} onSelect={open}>
                {label}
              </MenuItem>
            ))}
          </MenuGroup>
        )}
        <MenuGroup name={t("menu.language")}>
          {languages.map((one) => (
            <MenuItem key={one} lang={one} choice="radio" isOn={one === language} onSelect={() => speak.mutate(one)}>
              {languageNames[one]}
            </MenuItem>
          ))}
        </MenuGroup>
        <MenuGroup name={t("menu.look")}>
          {looks.map((look) => (
            <MenuItem key={look} choice="radio" isOn={look === colorScheme} onSelect={() => setColorScheme(look)}>
              {t(`look.${look}`)}
            </MenuItem>
          ))}
          <MenuItem choice="checkbox" isOn={isCompact} onSelect={() => setCompact(!isCompact)}>
            {t("look.density")}
          </MenuItem>
        </MenuGroup>
        {hasKeys && (
          <MenuGroup name={t("menu.keys")}>
            <MenuItem choice="checkbox" isOn={hasLetters} onSelect={() => setLetters(!hasLetters)}>
              {t("look.letters")}
            </MenuItem>
            <MenuItem hint={<kbd>h</kbd>} onSelect={openKeys}>
              {t("menu.keyList")}
            </MenuItem>
          </MenuGroup>
        )}
        <MenuGroup>
          <MenuItem onSelect={() => signOut.mutate()}>{t("menu.signOut")}</MenuItem>
        </MenuGroup>
      </DropMenu>
      {refused !== null && (
        <div className={classes.refused}>
          <Refused error={refused} />
          <button
            type="button"
            aria-label={t("button.close")}
            onClick={() => {
              signOut.reset();
              speak.reset();
            }}
          >
            <IconX size={16} aria-hidden />
          </button>
        </div>
      )}
    </>
  );
}
