/** With a capital letter, as a sentence begins. */
export const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1)

/** Short forms have capital letters wherever they stand: "the account’s MRR". */
export const shortForms = (text: string) => text.replace(/\bmrr\b/gi, 'MRR')
