import { useState } from "react";
import { openBarcodeReader } from "./barcode-reader.ts";
import type { KeptItem } from "./device-database.ts";
import { ItemRow } from "./item-row.tsx";
import { addressOf, go, goBack } from "./place-in-program.ts";
import { useProgram } from "./program-context.ts";
import { useProgramWords } from "./program-words.ts";
import { useCamera } from "./use-camera.ts";
import { ViewTitle } from "./view-title.tsx";
import classes from "./program.module.css";

/** A code that was read or typed, and what has it. */
interface Looked {
  readonly code: string;
  readonly items: readonly KeptItem[];
}

/** The camera as a scanner; typing the code or a photo of it where there is none. */
export function ScanView() {
  const { program } = useProgram();
  const { t } = useProgramWords();
  const [looked, setLooked] = useState<Looked | null>(null);
  const [typed, setTyped] = useState("");
  const [photo, setPhoto] = useState<"none" | "reading" | "unread">("none");

  const look = async (code: string): Promise<void> => {
    const items = await program.byCode(code);
    const [item] = items;
    if (item !== undefined && items.length === 1)
      return go(addressOf("item", { list: String(item.list), code: item.code, scanned: "1" }), true);
    setLooked({ code, items });
  };
  // Who types is not led away by what happens to lie before the camera.
  const isLooking = looked === null && typed === "";
  const { video, camera } = useCamera(isLooking, (code) => void look(code));
  const readPhoto = async (file: File): Promise<void> => {
    setPhoto("reading");
    const picture = await createImageBitmap(file).catch(() => null);
    const read = await openBarcodeReader();
    const code = picture === null ? null : await read(picture);
    picture?.close();
    setPhoto(code === null ? "unread" : "none");
    if (code !== null) await look(code);
  };
  const isShown = isLooking && (camera === "live" || camera === "starting");
  return (
    <>
      <button type="button" className={classes.plain} onClick={() => goBack(addressOf("search"))}>
        ‹ {t("program.button.back")}
      </button>
      <ViewTitle>{t("program.scan.title")}</ViewTitle>
      {looked === null ? (
        <>
          <video
            ref={video}
            className={classes.camera}
            hidden={!isShown}
            muted
            playsInline
            aria-label={t("program.scan.camera")}
          />
          <p role="status" className={isShown ? "quiet" : classes.waiting}>
            {isLooking && (camera === "live" ? t("program.scan.hint") : t(`program.scan.${camera}`))}
          </p>
        </>
      ) : (
        <>
          <p role="status" className={looked.items.length === 0 ? classes.waiting : "quiet"}>
            {looked.items.length === 0
              ? t("program.scan.unknown", { code: looked.code })
              : t("program.scan.several", { code: looked.code })}
          </p>
          {looked.items.length > 0 && (
            <ul className={classes.rows}>
              {looked.items.map((item) => (
                <ItemRow key={`${item.list} ${item.code}`} item={item} isScanned />
              ))}
            </ul>
          )}
          <button
            type="button"
            className={classes.button}
            onClick={() => {
              setLooked(null);
              setTyped("");
            }}
          >
            {t("program.scan.button.on")}
          </button>
        </>
      )}
      <form
        className={classes.searching}
        onSubmit={(event) => {
          event.preventDefault();
          if (typed.trim() !== "") void look(typed.trim());
        }}
      >
        <label className={classes.field}>
          <span>{t("program.scan.label")}</span>
          <input
            inputMode="text"
            autoComplete="off"
            autoCapitalize="none"
            spellCheck={false}
            value={typed}
            onChange={({ currentTarget }) => setTyped(currentTarget.value)}
          />
        </label>
        <button type="submit" className={classes.button}>
          {t("program.scan.button.find")}
        </button>
      </form>
      <label className={classes.photo}>
        <span>{t("program.scan.photo")}</span>
        <input
          type="file"
          accept="image/*"
          onChange={({ currentTarget }) => {
            const [file] = currentTarget.files ?? [];
            if (file !== undefined) void readPhoto(file);
            currentTarget.value = "";
          }}
        />
      </label>
      <p role="status" className={classes.waiting}>
        {photo === "reading" && t("program.scan.reading")}
        {photo === "unread" && t("program.scan.photoNone")}
      </p>
    </>
  );
}
