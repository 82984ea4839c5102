/** Where the secret of a second factor stands: it opens nowhere else. */
export const placeOfSecret = (person: string) => `${person}|second_factors|sealed`
