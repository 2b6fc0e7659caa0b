/** Words to choose from, as a sentence lists them: “a”, “a or b”, “a, b or c”. */
export const either = (words: readonly string[]): string =>
  words.length < 2 ? (words[0] ?? 'something else') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`
