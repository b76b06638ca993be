import { use, useState } from "react";
import type { BasketLine, Outgoing } from "./device-database.ts";
import { priceWords, statusWords } from "./item-words.ts";
import { addressOf, follow } from "./place-in-program.ts";
import { SayContext, useProgram } from "./program-context.ts";
import { bySupplier, type ProgramState } from "./program-state.ts";
import { useProgramWords, type Say } from "./program-words.ts";
import { QuantityField } from "./quantity-field.tsx";
import { ViewTitle } from "./view-title.tsx";
import classes from "./program.module.css";

/** What was put together here, and what became of what was sent. */
export function BasketView() {
  const { program, now } = useProgram();
  const { t } = useProgramWords();
  const [removed, setRemoved] = useState<BasketLine | null>(null);
  const { basket, outgoing, isSending } = now;
  const why = whyNot(t, now);
  return (
    <>
      <ViewTitle>{t("program.basket")}</ViewTitle>
      {removed !== null && (
        <p className={classes.said}>
          {t("program.basket.removed", { name: nameOf(removed) })}{" "}
          <button
            type="button"
            className={classes.plain}
            onClick={() => {
              setRemoved(null);
              void program.putBack(removed);
            }}
          >
            {t("program.basket.button.putBack")}
          </button>
        </p>
      )}
      {basket.length === 0 ? (
        <>
          <p>{t("program.basket.empty")}</p>
          <div className={classes.acts}>
            <a className={classes.plain} href={addressOf("search")} onClick={follow}>
              {t("program.search.title")}
            </a>
            <a className={classes.plain} href={addressOf("scan")} onClick={follow}>
              {t("program.scan.title")}
            </a>
          </div>
        </>
      ) : (
        <>
          {bySupplier(basket).map(([supplier, lines]) => (
            <section key={supplier} className={classes.group}>
              <h2>
                {supplier} <span className="quiet">{t("program.basket.lines", { count: lines.length })}</span>
              </h2>
              <ul className={classes.rows}>
                {lines.map((line) => (
                  <Line key={line.lineId} line={line} onRemoved={setRemoved} />
                ))}
              </ul>
            </section>
          ))}
          <p className="quiet">{t("program.basket.whatNow")}</p>
          {why !== null && (
            <p role="status" className={classes.waiting}>
              {why}{" "}
              {now.link === "signedOut" && (
                <a href={addressOf("lists")} onClick={follow}>
                  {t("signIn.button")}
                </a>
              )}
            </p>
          )}
          <button
            type="button"
            className={classes.button}
            disabled={why !== null || isSending}
            onClick={() => void program.send()}
          >
            {isSending ? t("program.basket.sending") : t("program.basket.button.send")}
          </button>
        </>
      )}
      {outgoing.length > 0 && (
        <section className={classes.group}>
          <h2>{t("program.sent.title")}</h2>
          <ul className={classes.rows}>
            {outgoing.map((one) => (
              <Sent key={one.key} one={one} />
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** Why nothing can be sent now; null: it can. */
function whyNot(t: Say, { link, company }: ProgramState): string | null {
  if (link === "away") return t("program.basket.away");
  if (link === "signedOut") return t("program.basket.signedOut");
  if (link === "checking") return t("program.basket.checking");
  return company?.maySend === true ? null : t("program.basket.mayNot", { company: company?.name ?? "" });
}

const nameOf = ({ item }: BasketLine): string => (item.name === "" ? item.code : item.name);

function Line({ line, onRemoved }: { readonly line: BasketLine; readonly onRemoved: (line: BasketLine) => void }) {
  const { program } = useProgram();
  const { t, format } = useProgramWords();
  const say = use(SayContext);
  const [note, setNote] = useState(line.note);
  const { item, currency } = line;
  const name = nameOf(line);
  const price = priceWords(t, format, item, currency);
  const status = statusWords(t, item);
  const remove = async (): Promise<void> => {
    await program.remove(line.lineId);
    onRemoved(line);
    say(t("program.basket.removed", { name }));
  };
  return (
    <li className={classes.row}>
      <p className={classes.rowName}>{name}</p>
      <p className={classes.rowFacts}>{[item.code, item.brandName].filter((fact) => fact !== "").join(" · ")}</p>
      {price !== null && <p className="number">{price}</p>}
      {status !== null && <p className={classes.warning}>{status}</p>}
      <QuantityField
        item={item}
        quantity={line.quantity}
        of={name}
        onChange={(quantity) => {
          if (quantity !== null) void program.change(line.lineId, { quantity });
        }}
      />
      <label className={classes.field}>
        <span className="spoken-only">{t("program.basket.note", { name })}</span>
        <input
          value={note}
          maxLength={500}
          placeholder={t("program.basket.notePlaceholder")}
          onChange={({ currentTarget }) => {
            setNote(currentTarget.value);
            void program.change(line.lineId, { note: currentTarget.value });
          }}
        />
      </label>
      <button
        type="button"
        className={classes.plain}
        aria-label={t("program.basket.remove", { name })}
        onClick={() => void remove()}
      >
        {t("program.basket.button.remove")}
      </button>
    </li>
  );
}

function Sent({ one }: { readonly one: Outgoing }) {
  const { program, now } = useProgram();
  const { t, format } = useProgramWords();
  const count = one.lines.length;
  if (one.state === "sending") return <li className={classes.waiting}>{t("program.sent.waiting", { count })}</li>;
  if (one.state === "refused")
    return (
      <li className={classes.row}>
        <p className={classes.fault}>{t("program.sent.refused", { count, words: one.refusal })}</p>
        <button type="button" className={classes.button} onClick={() => void program.takeBack(one.key)}>
          {t("program.sent.button.takeBack")}
        </button>
      </li>
    );
  return (
    <li className={classes.row}>
      <p className={classes.rowFacts}>
        {t("program.sent.at", { time: format.when(one.sentAt ?? one.pressedAt) })} ·{" "}
        {t("program.basket.lines", { count })}
      </p>
      {one.staged.map(({ id, supplier }) => (
        <a key={id} href={`/a/${now.company?.id ?? ""}/purchasing/baskets/${id}`} target="_blank" rel="noreferrer">
          {t("program.sent.open", { supplier })}
        </a>
      ))}
    </li>
  );
}
