/** A number of things in English: `1 step`, `14 steps`. */
export const counted = (count: number, what: string): string => `${count} ${what}${count === 1 ? '' : 's'}`
