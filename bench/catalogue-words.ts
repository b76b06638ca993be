/** Names of a made-up wholesaler: common words, words of a series, and a word that hardly any other article has. */
const goods =
  "installatiedraad kabel lamp wandlamp schakelaar stopcontact verdeeldoos automaat differentieel buis koppeling bocht klem zekering relais contactor armatuur spot dimmer sensor thermostaat kraan sifon afvoer flens moer bout schroef plug anker radiator ventiel pomp filter slang fitting isolatie goot rail kast".split(
    " ",
  );
const colours = "wit zwart grijs blauw rood geel groen bruin inox chroom messing transparant".split(" ");
const kinds =
  "opbouw inbouw waterdicht halogeenvrij flexibel massief regelbaar geaard dubbel enkel driefasig energiezuinig".split(
    " ",
  );
const syllables = "ba ce di fo gu ha ki lo mu ne pa qi ro su ta ve wo xa yo zu bra cle dri flo gru kna".split(" ");

/** Numbers that look random and are the same in every run. */
export function dice(seed: number): (below: number) => number {
  let state = seed >>> 0;
  return (below) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 4_294_967_296) * below);
  };
}

const of = <T>(list: readonly T[], index: number): T => list[index % list.length] as T;

/** A made-up word; there are some hundred thousand of them. */
function word(roll: (below: number) => number, length: number): string {
  return Array.from({ length }, () => of(syllables, roll(syllables.length))).join("");
}

export interface Article {
  readonly code: string;
  readonly name: string;
  readonly maker: string;
  readonly brand: string;
  readonly gtin: string;
}

const gtinOf = (number: number): string => {
  const digits = `5412${String(number).padStart(8, "0")}`;
  const sum = Array.from(digits, Number).reduce((total, digit, place) => total + digit * (place % 2 === 0 ? 1 : 3), 0);
  return `0${digits}${(10 - (sum % 10)) % 10}`;
};

/** Sixty brands, six thousand series, and the goods of a wholesaler. */
export function articles(count: number): readonly Article[] {
  const roll = dice(7);
  const brands = Array.from({ length: 60 }, () => word(roll, 3));
  const series = Array.from({ length: 6000 }, () => word(roll, 4));
  return Array.from({ length: count }, (_, index) => {
    const [brand, line] = [of(brands, roll(60)), of(series, roll(6000))];
    const size = `${roll(9) + 1},${roll(9)}`;
    return {
      code: String(1_000_000 + index * 7).padStart(8, "0"),
      name: `${of(goods, roll(goods.length))} ${of(kinds, roll(kinds.length))} ${brand} ${line} ${size} mm ${of(colours, roll(colours.length))} ${word(roll, 5)}`,
      maker: `${brand.slice(0, 3).toUpperCase()}-${index.toString(36).toUpperCase()}`,
      brand,
      gtin: gtinOf(index),
    };
  });
}

const pieces = (article: Article): string[] => article.name.split(" ");

/** One sign of a word left out, in its middle. */
const mistyped = (text: string): string =>
  text.slice(0, Math.floor(text.length / 2)) + text.slice(Math.floor(text.length / 2) + 1);

/** Words of three letters have no typos that anybody could know. */
const longest = (article: Article): string =>
  pieces(article)
    .slice(0, 2)
    .toSorted((a, b) => b.length - a.length)[0] ?? "";

/** What people type, by kind of search, for one article. */
export const typed: Readonly<Record<string, (article: Article) => string>> = {
  exactCode: ({ code }) => code,
  gtin: ({ gtin }) => gtin.slice(1),
  manufacturersCode: ({ maker }) => maker,
  codePrefix: ({ code }) => code.slice(0, 5),
  namePrefix: (article) => `${pieces(article)[0] ?? ""} ${(pieces(article)[1] ?? "").slice(0, 3)}`,
  commonWord: (article) => pieces(article).at(-2) ?? "",
  rareWord: (article) => pieces(article).at(-1) ?? "",
  seriesWord: (article) => pieces(article)[3] ?? "",
  severalWords: (article) => `${pieces(article)[0] ?? ""} ${pieces(article)[3] ?? ""} ${pieces(article).at(-2) ?? ""}`,
  commonWords: (article) => `${pieces(article)[0] ?? ""} ${pieces(article)[1] ?? ""} ${pieces(article).at(-2) ?? ""}`,
  partOfWord: (article) => (pieces(article)[3] ?? "").slice(2),
  typo: (article) => mistyped(longest(article)),
  typoAmongWords: (article) => `${mistyped(pieces(article)[3] ?? "")} ${pieces(article).at(-2) ?? ""}`,
  nothing: (article) => `${mistyped(mistyped(mistyped(pieces(article)[3] ?? "")))}qqq`,
};
