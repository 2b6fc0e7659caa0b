import fs from 'node:fs'
import { createRequire } from 'node:module'
import path from 'node:path'

/**
 * How to install this very package in that folder, for a person to type: from where it is, since on npm its name may be another
 * package's. Undefined when it is installed there, or in a folder above.
 */
export function howToInstall(home: string, cwd: string, packaged: boolean): string | undefined {
  if (isInstalled(home, cwd)) return undefined
  const install = `npm install --save-dev ${forShell(path.resolve(home))}`
  return packaged ? install : `npm init -y, then ${install}`
}

/** As Node would find it from there; another package of this name is not this one. */
function isInstalled(home: string, cwd: string): boolean {
  try {
    const found = createRequire(path.join(cwd, 'package.json')).resolve('scenario/package.json')
    return fs.realpathSync(path.dirname(found)) === fs.realpathSync(home)
  } catch {
    return false
  }
}

const forShell = (file: string): string => (/[^\w./:\\@+-]/.test(file) ? `"${file}"` : file)
