import type { Chance } from "./random.ts";

/** Invented customers. Mail addresses end in `.test`, which no server answers for (RFC 6761). */
export interface Person {
  readonly firstName: string;
  readonly lastName: string;
  readonly company: string;
  readonly street: string;
  readonly postcode: string;
  readonly city: string;
  readonly country: "BE" | "NL" | "FR" | "DE";
  readonly email: string;
  readonly phone: string;
}

interface Region {
  readonly country: Person["country"];
  readonly firstNames: readonly string[];
  readonly lastNames: readonly string[];
  readonly streets: readonly string[];
  /** House number and street in the order people of the region write them. */
  readonly numberFirst: boolean;
  readonly cities: readonly (readonly [postcode: string, city: string])[];
  readonly phone: string;
}

const regions = {
  flanders: {
    country: "BE",
    firstNames: ["An", "Jan", "Sofie", "Wout", "Lotte", "Bram", "Hilde", "Joris", "Femke", "Dirk", "Noor", "Stijn"],
    lastNames: ["Peeters", "De Smet", "Vermeulen", "Claes", "Van den Broeck", "Maes", "Goossens", "D'Hondt", "Wouters"],
    streets: ["Kerkstraat", "Stationsstraat", "Molenweg", "Nieuwstraat", "Dorpsplein", "Groenstraat", "Leopoldlaan"],
    numberFirst: false,
    cities: [
      ["9000", "Gent"],
      ["2000", "Antwerpen"],
      ["8000", "Brugge"],
      ["3000", "Leuven"],
      ["3500", "Hasselt"],
      ["9300", "Aalst"],
    ],
    phone: "+32 470 00 ",
  },
  wallonia: {
    country: "BE",
    firstNames: ["Élodie", "Luc", "Amélie", "Thierry", "Chloé", "Benoît", "Margaux", "Olivier", "Inès", "Hugo"],
    lastNames: ["Lambert", "Dupont", "Lejeune", "Renard", "Delvaux", "Gérard", "Lecomte", "François", "Noël"],
    streets: ["Rue de la Station", "Rue Neuve", "Avenue Albert", "Chaussée de Dinant", "Place du Marché"],
    numberFirst: false,
    cities: [
      ["5000", "Namur"],
      ["4000", "Liège"],
      ["6000", "Charleroi"],
      ["7000", "Mons"],
      ["1300", "Wavre"],
    ],
    phone: "+32 471 00 ",
  },
  netherlands: {
    country: "NL",
    firstNames: ["Daan", "Sanne", "Thijs", "Fleur", "Joost", "Maaike", "Ruben", "Anouk", "Pim", "Esmée"],
    lastNames: ["de Vries", "Jansen", "van Dijk", "Bakker", "Visser", "Smit", "Mulder", "de Groot", "Hendriks"],
    streets: ["Dorpsstraat", "Julianalaan", "Hoofdstraat", "Beatrixstraat", "Kanaalweg", "Singel"],
    numberFirst: false,
    cities: [
      ["4811 AB", "Breda"],
      ["5611 CD", "Eindhoven"],
      ["3511 EF", "Utrecht"],
      ["6211 GH", "Maastricht"],
      ["1012 JK", "Amsterdam"],
    ],
    phone: "+31 6 0000 ",
  },
  france: {
    country: "FR",
    firstNames: ["Camille", "Julien", "Manon", "Antoine"],
    lastNames: ["Moreau", "Petit", "Rousseau", "Lefèvre"],
    streets: ["rue Nationale", "boulevard de la Liberté", "rue des Arts"],
    numberFirst: true,
    cities: [
      ["59000", "Lille"],
      ["59200", "Tourcoing"],
    ],
    phone: "+33 6 00 00 ",
  },
  germany: {
    country: "DE",
    firstNames: ["Jürgen", "Anke", "Lukas", "Heike"],
    lastNames: ["Müller", "Schäfer", "Weiß", "Krüger"],
    streets: ["Hauptstraße", "Bahnhofstraße", "Aachener Straße"],
    numberFirst: false,
    cities: [
      ["52062", "Aachen"],
      ["50667", "Köln"],
    ],
    phone: "+49 151 000 ",
  },
} as const satisfies Record<string, Region>;

export type RegionName = keyof typeof regions;

const plain = (text: string): string =>
  text
    .normalize("NFD")
    .replaceAll(/[^A-Za-z]/g, "")
    .toLowerCase();

/** One customer of a region. `number` keeps their addresses apart. */
export function personOf(region: RegionName, number: number, chance: Chance): Person {
  const { country, firstNames, lastNames, streets, numberFirst, cities, phone }: Region = regions[region];
  const firstName = chance.pick(firstNames);
  const lastName = chance.pick(lastNames);
  const street = chance.pick(streets);
  const house = chance.between(1, 240);
  const [postcode, city] = chance.pick(cities);
  return {
    firstName,
    lastName,
    company: "",
    street: numberFirst ? `${house} ${street}` : `${street} ${house}`,
    postcode,
    city,
    country,
    email: `${plain(firstName)}.${plain(lastName)}.${number}@klant.test`,
    phone: `${phone}${String(chance.between(1000, 9999)).replace(/(..)(..)/, "$1 $2")}`,
  };
}
