import path from 'node:path'

/** The name of a new scenario as it will stand under scenarios/, without its extension; undefined when it would stand elsewhere. */
export function scenarioName(written: string): string | undefined {
  const name = written
    .replaceAll('\\', '/')
    .replace(/^(?:\.\/)?(?:scenarios\/)?/, '')
    .replace(/\.ya?ml$/, '')
  return name.split('/').every((part) => /^\w[\w .-]*$/.test(part) && !part.endsWith(' ')) ? name : undefined
}

/** `login/wrong-password` is “wrong password”. */
export const titleOf = (name: string): string =>
  path.posix
    .basename(name)
    .replaceAll(/[-_. ]+/g, ' ')
    .trim() || name
