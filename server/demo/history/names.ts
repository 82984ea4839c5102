/** Words to make companies and people of. All of them are invented. */

const words = (text: string) => text.split(/\s+/)

export const companyFirst = words(
  `Alder Basalt Birch Bluefin Cobalt Copper Coral Cormorant Delta Dune Eider Ember Fathom Fjord
  Foxglove Granite Harbour Hazel Heron Indigo Juniper Kestrel Kite Lantern Larch Lumen Marlin
  Meridian Nimbus Northwind Oakline Osprey Pebble Pinecone Quarry Rowan Saltmarsh Sparrow Tern
  Willow`,
)

export const companyLast = words(
  `Studio Logistics Foods Health Analytics Works Energy Robotics Travel Publishing Partners Labs`,
)

export const givenNames = words(
  `Aino Amara Anton Aylin Bea Bruno Camille Carlos Clara Daniel Dina Elena Emil Farah Felix Greta
  Hana Henrik Ines Ivo Jonas Judith Kaito Katja Lena Leo Lukas Mara Mateo Mina Nadia Niels Noor
  Oskar Paula Priya Rafael Rosa Samir Selma Sofia Theo Tomás Vera Viktor Yara`,
)

export const familyNames = words(
  `Adler Almeida Bauer Berg Brandt Castillo Clarke Dahl Demir Dubois Eriksen Fischer Fontaine
  Gruber Haddad Hansen Ito Jansen Kaur Keller Kovač Laurent Lindqvist Maier Martins Mehta Moreau
  Nowak Okafor Olsen Park Pereira Quinn Rossi Sato Schäfer Silva Tanaka Vogel Weber Wolff Young`,
)

export const industries = words(
  `Agency Software Retail Logistics Healthcare Education Manufacturing Media`,
)

export const departments = [
  ...words(`Product Marketing Engineering Operations Sales Finance`),
  'Customer Success',
]

/** Hours from UTC, the language spoken at work, and how many of the companies are there. */
export const countries = {
  DE: { utc: 1, locale: 'de-DE', weight: 24 },
  AT: { utc: 1, locale: 'de-AT', weight: 6 },
  NL: { utc: 1, locale: 'en-NL', weight: 8 },
  SE: { utc: 1, locale: 'en-SE', weight: 6 },
  FR: { utc: 1, locale: 'en-FR', weight: 8 },
  GB: { utc: 0, locale: 'en-GB', weight: 14 },
  US: { utc: -5, locale: 'en-US', weight: 20 },
  CA: { utc: -5, locale: 'en-CA', weight: 5 },
  IN: { utc: 5.5, locale: 'en-IN', weight: 5 },
  AU: { utc: 10, locale: 'en-AU', weight: 4 },
} as const
export type Country = keyof typeof countries

export const countryWeights = Object.fromEntries(
  Object.entries(countries).map(([key, { weight }]) => [key, weight]),
) as Record<Country, number>
