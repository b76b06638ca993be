import { useState } from "react";
import type { KeptList } from "./device-database.ts";
import { useProgram } from "./program-context.ts";
import { shareOf, waitingCount } from "./program-state.ts";
import { useProgramWords } from "./program-words.ts";
import { SignIn } from "./sign-in.tsx";
import { ViewTitle } from "./view-title.tsx";
import classes from "./program.module.css";

type Named = Readonly<Record<"supplier" | "name", string>>;

const bySupplierAndName = (one: Named, other: Named): number =>
  one.supplier.localeCompare(other.supplier) || one.name.localeCompare(other.name);

/** Which price lists are on this device, how far they are, and how much room there is. */
export function ListsView() {
  const { program, now } = useProgram();
  const { t } = useProgramWords();
  const { company, companies, offered, refusal, link } = now;
  const lists = now.lists.toSorted(bySupplierAndName);
  const others = (offered ?? []).filter(({ id }) => !lists.some((list) => list.id === id)).toSorted(bySupplierAndName);
  return (
    <>
      <ViewTitle>{t("program.lists.title")}</ViewTitle>
      {link === "signedOut" && <SignIn />}
      {companies.length > 1 && (
        <label className={classes.field}>
          <span>{t("program.lists.company")}</span>
          <select
            value={company?.id ?? ""}
            onChange={({ currentTarget }) => void program.chooseCompany(currentTarget.value)}
          >
            {companies.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </label>
      )}
      {refusal !== "" && <p className={classes.fault}>{refusal}</p>}
      {lists.length > 0 && (
        <ul className={classes.rows}>
          {lists.map((list) => (
            <Kept key={list.id} list={list} />
          ))}
        </ul>
      )}
      <section className={classes.group}>
        <h2>{t("program.lists.offered")}</h2>
        {offered === null && <p className="quiet">{t("program.lists.notAsked")}</p>}
        {offered !== null && others.length === 0 && (
          <p className="quiet">
            {offered.length === 0
              ? t("program.lists.noneThere", { company: company?.name ?? "" })
              : t("program.lists.allKept", { company: company?.name ?? "" })}
          </p>
        )}
        {others.length > 0 && (
          <ul className={classes.rows}>
            {others.map((list) => (
              <li key={list.id} className={classes.row}>
                <p className={classes.rowName}>{list.name}</p>
                <p className={classes.rowFacts}>
                  {list.supplier} ·{" "}
                  {list.items === 0 ? t("program.lists.empty") : t("program.lists.items", { count: list.items })}
                </p>
                <button
                  type="button"
                  className={classes.button}
                  aria-label={`${t("program.lists.button.keep")}: ${t("program.lists.of", list)}`}
                  onClick={() => void program.keep(list)}
                >
                  {t("program.lists.button.keep")}
                </button>
              </li>
            ))}
          </ul>
        )}
      </section>
      <RoomHere />
      <Forget />
    </>
  );
}

function Kept({ list }: { readonly list: KeptList }) {
  const { program, now } = useProgram();
  const { t, format } = useProgramWords();
  const { download } = now;
  const mine = download?.listId === list.id ? download : null;
  const isRunning = mine !== null && mine.stop === null;
  const isOtherRunning = download !== null && download.stop === null && mine === null;
  const share = shareOf(list);
  const counts = { kept: format.count(list.kept), total: format.count(list.total) };
  const name = t("program.lists.of", list);
  const said =
    mine?.stop === "refused"
      ? mine.words
      : mine !== null && mine.stop !== null
        ? t(`program.lists.stop.${mine.stop}`)
        : list.isGone
          ? t("program.lists.gone")
          : !isRunning && list.walk !== null
            ? isOtherRunning
              ? t("program.lists.waiting")
              : t("program.lists.unfinished", counts)
            : "";
  const fetching = list.walk === null ? t("program.lists.button.fetch") : t("program.lists.button.resume");
  return (
    <li className={classes.row} aria-busy={isRunning}>
      <p className={classes.rowName}>{list.name}</p>
      <p className={classes.rowFacts}>
        {[
          list.supplier,
          list.kept === 0 && list.walk === null
            ? t("program.lists.empty")
            : t("program.lists.items", { count: list.kept }),
          list.completeAt === null ? "" : t("program.lists.completeAt", { time: format.when(list.completeAt) }),
        ]
          .filter((fact) => fact !== "")
          .join(" · ")}
      </p>
      {isRunning && share !== null && (
        <>
          <progress className={classes.progress} value={list.kept} max={list.total} aria-label={name} />
          <p>{t("program.lists.progress", counts)}</p>
        </>
      )}
      {isRunning && share === null && <p>{t("program.lists.changes")}</p>}
      {said !== "" && <p className={classes.waiting}>{said}</p>}
      <div className={classes.acts}>
        {isRunning ? (
          <button
            type="button"
            className={classes.plain}
            aria-label={`${t("program.lists.button.pause")}: ${name}`}
            onClick={program.pause}
          >
            {t("program.lists.button.pause")}
          </button>
        ) : (
          now.link === "online" &&
          !isOtherRunning &&
          !list.isGone && (
            <button
              type="button"
              className={classes.plain}
              aria-label={`${fetching}: ${name}`}
              onClick={() => void program.fetch(list.id)}
            >
              {fetching}
            </button>
          )
        )}
        <button
          type="button"
          className={classes.plain}
          aria-label={`${t("program.lists.button.drop")}: ${name}`}
          onClick={() => void program.drop(list)}
        >
          {t("program.lists.button.drop")}
        </button>
      </div>
    </li>
  );
}

function RoomHere() {
  const { room } = useProgram().now;
  const { t, format } = useProgramWords();
  return (
    <section className={classes.group}>
      <h2>{t("program.room.title")}</h2>
      <p className="quiet">
        {room === null
          ? t("program.room.unknown")
          : t("program.room.used", { used: format.bytes(room.used), free: format.bytes(room.free) })}
      </p>
      <p className="quiet">
        {isSecureContext
          ? room?.isSafe === true
            ? t("program.room.safe")
            : t("program.room.unsafe")
          : t("program.room.insecure")}
      </p>
    </section>
  );
}

/** Asked in place: what is not sent yet goes as well. */
function Forget() {
  const { program, now } = useProgram();
  const { t } = useProgramWords();
  const [isAsked, setAsked] = useState(false);
  const name = now.person?.name ?? "";
  return (
    <section className={classes.group}>
      <h2>{t("program.forget.title")}</h2>
      <p className="quiet">{t("program.person", { name })}</p>
      {isAsked ? (
        <div role="group" aria-label={t("program.forget.title")}>
          <p>{t("program.forget.body", { name, count: waitingCount(now) })}</p>
          <div className={classes.acts}>
            <button
              type="button"
              className={classes.danger}
              onClick={() => {
                setAsked(false);
                void program.forgetEverything().then(program.reach);
              }}
            >
              {t("program.forget.button.yes")}
            </button>
            <button type="button" className={classes.plain} onClick={() => setAsked(false)}>
              {t("program.forget.button.no")}
            </button>
          </div>
        </div>
      ) : (
        <button type="button" className={classes.plain} onClick={() => setAsked(true)}>
          {t("program.forget.button.ask")}
        </button>
      )}
    </section>
  );
}
