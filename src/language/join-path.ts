/** A path as seen from a file: its folder and the path joined, `.` and `..` resolved; an absolute path stays. Slashes go forward. */
export function joinPath(fromFile: string, path: string): string {
  const target = path.replaceAll('\\', '/')
  const from = fromFile.replaceAll('\\', '/')
  const absolute = target.startsWith('/') || /^[A-Za-z]:\//.test(target)
  const whole = absolute ? target : from.slice(0, from.lastIndexOf('/') + 1) + target
  const parts: string[] = []
  for (const part of whole.split('/')) {
    if (part === '..' && parts.length > 0 && parts.at(-1) !== '..' && parts.at(-1) !== '') parts.pop()
    else if (part !== '.' && (part !== '' || parts.length === 0) && !(part === '..' && parts.at(-1) === ''))
      parts.push(part)
  }
  return parts.join('/')
}
