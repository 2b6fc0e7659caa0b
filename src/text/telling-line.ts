/** Of what was said last, the line that tells most: one that names an error tells more than the last, which is often a stack's. */
export function tellingLine(lines: readonly string[]): string | undefined {
  const said = lines.map((line) => line.trim()).filter((line) => line !== '')
  return said.find((line) => /^(\S+: )?(\w*Error|\w*Exception|fatal|panic)\b/i.test(line)) ?? said.at(-1)
}
