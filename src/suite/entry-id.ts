import path from 'node:path'

/** An entry's path from the folder where paths start (`base` of the options), with `/` and in one Unicode form on every system. */
export const entryId = (base: string, file: string): string =>
  path.relative(base, file).replaceAll(path.sep, '/').normalize('NFC')
