import { use, useEffect, useState } from "react";
import type { KeptItem, KeptList } from "./device-database.ts";
import { measure, priceWords, statusWords } from "./item-words.ts";
import { addressOf, follow, go, goBack, usePlace } from "./place-in-program.ts";
import { SayContext, useProgram } from "./program-context.ts";
import { useProgramWords } from "./program-words.ts";
import { firstQuantity } from "./quantity.ts";
import { QuantityField } from "./quantity-field.tsx";
import { ViewTitle } from "./view-title.tsx";
import classes from "./program.module.css";

/** One article, and how many of it go in the basket. */
export function ItemView() {
  const { program, now } = useProgram();
  const { t } = useProgramWords();
  const { query } = usePlace();
  const number = Number(query.get("list"));
  const code = query.get("code") ?? "";
  const [found, setFound] = useState<KeptItem | null | undefined>(undefined);
  const list = now.lists.find((one) => one.number === number);
  const completeAt = list?.completeAt;
  useEffect(() => {
    let isShown = true;
    const look = async (): Promise<void> => {
      const item = await program.item(number, code);
      if (isShown) setFound(item ?? null);
    };
    void look();
    return () => {
      isShown = false;
    };
  }, [program, number, code, completeAt]);

  if (found === undefined) return <ViewTitle>{code}</ViewTitle>;
  if (found === null || list === undefined)
    return (
      <>
        <ViewTitle>{code}</ViewTitle>
        <p>{t("program.item.gone")}</p>
        <a className={classes.button} href={addressOf("search")} onClick={follow}>
          {t("program.search.title")}
        </a>
      </>
    );
  return <Item key={`${number} ${code}`} item={found} list={list} isScanned={query.get("scanned") !== null} />;
}

interface Props {
  readonly item: KeptItem;
  readonly list: KeptList;
  readonly isScanned: boolean;
}

function Item({ item, list, isScanned }: Props) {
  const { program, now } = useProgram();
  const { t, format } = useProgramWords();
  const say = use(SayContext);
  const [quantity, setQuantity] = useState<string | null>(firstQuantity(item));
  const [isBusy, setBusy] = useState(false);
  const name = item.name === "" ? item.code : item.name;
  const status = statusWords(t, item);
  const inBasket = now.basket.find((line) => line.priceListId === list.id && line.item.code === item.code);
  const inUnits = (value: string): string => measure(t, format, value, item.orderUnitCode);
  const facts = [
    [t("program.item.supplier"), `${list.supplier} · ${list.name}`],
    [t("program.item.code"), item.code],
    [t("program.item.manufacturersCode"), item.manufacturersCode],
    [t("program.item.brand"), item.brandName],
    [t("program.item.barcode"), item.gtin.replace(/^0(?=\d{13}$)/, "")],
    [t("program.item.price"), priceWords(t, format, item, list.currency) ?? ""],
    [t("program.item.pricedAt"), format.day(format.dayOf(item.pricedAt))],
    [t("program.item.minimum"), item.minimum === null ? "" : inUnits(item.minimum)],
    [t("program.item.multiple"), item.multiple === null ? "" : inUnits(item.multiple)],
    [t("program.item.pack"), item.packQuantity === null ? "" : inUnits(item.packQuantity)],
  ].filter(([, value]) => value !== "");

  const add = async (): Promise<void> => {
    if (quantity === null || isBusy) return;
    setBusy(true);
    const isKept = await program.add(item, quantity);
    setBusy(false);
    if (!isKept) return;
    say(t("program.item.added", { quantity: inUnits(quantity), name }));
    if (isScanned) go(addressOf("scan"), true);
    else goBack(addressOf("search"));
  };
  return (
    <>
      <button type="button" className={classes.plain} onClick={() => goBack(addressOf("search"))}>
        ‹ {t("program.button.back")}
      </button>
      <ViewTitle>{name}</ViewTitle>
      {status !== null && <p className={classes.warning}>{status}</p>}
      <dl className={classes.facts}>
        {facts.map(([label, value]) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd className="number">{value}</dd>
          </div>
        ))}
      </dl>
      {inBasket !== undefined && (
        <p className="quiet">{t("program.item.inBasket", { quantity: inUnits(inBasket.quantity) })}</p>
      )}
      <form
        className={classes.form}
        onSubmit={(event) => {
          event.preventDefault();
          void add();
        }}
      >
        <QuantityField item={item} quantity={quantity ?? firstQuantity(item)} onChange={setQuantity} />
        <button type="submit" className={classes.button} disabled={quantity === null || isBusy}>
          {t("program.item.button.add")}
        </button>
      </form>
    </>
  );
}
