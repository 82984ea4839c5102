/** Where a sealed mail stands. */
export const placeOfMail = (id: string) => `mails|sealed|${id}`
