/** SGR, the colours and weights of ECMA-48 (8.3.117): CSI, parameters, `m`. */
const colours = new RegExp(String.raw`\u001b\[[0-9;:]*m`, 'g')

/** Text without colours and weights; other control sequences stay. */
export function withoutColours(text: string): string {
  return text.includes('\u001b[') ? text.replace(colours, '') : text
}
