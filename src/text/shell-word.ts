const safe = /^[\w./@:+,=-]+$/
// oxlint-disable-next-line no-control-regex -- such characters are what is looked for
const control = /[\u0000-\u001f\u007f]/g

/** As a shell takes it for one word; with control characters in the form that bash, zsh and ksh know. */
export function shellWord(word: string): string {
  if (safe.test(word)) return word
  if (word.search(control) === -1) return `'${word.replaceAll("'", `'\\''`)}'`
  const escaped = word.replace(/[\\']/g, String.raw`\$&`)
  return `$'${escaped.replace(control, (each) => `\\x${each.charCodeAt(0).toString(16).padStart(2, '0')}`)}'`
}
