/** Back to the first column, and the whole line away (ECMA-48, EL). Of all that draws on a terminal it alone passes where text does. */
export const eraseLine = '\r\u001b[2K'
