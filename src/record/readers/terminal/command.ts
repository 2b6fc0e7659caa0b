/** The words of a command line, when a shell is not needed to read it; else a call of the shell. */
export function wordsOf(line: string): string[] {
  const trimmed = line.trim()
  const words = trimmed.match(/'[^']*'|[^\s'"\\$`|&;<>()*?[\]{}~!#]+/g) ?? []
  return trimmed !== '' && words.join(' ') === trimmed.replaceAll(/\s+/g, ' ')
    ? words.map((word) => (word.startsWith("'") ? word.slice(1, -1) : word))
    : ['sh', '-c', trimmed]
}

const shells = new Set(['sh', 'bash', 'dash', 'zsh', 'ksh', 'fish'])

/** A name for the actor: the program’s base name without its ending; of a shell’s `-c`, that of the command’s first word. */
export function actorName(command: readonly string[]): string {
  const [program = '', flag, script] = command
  const base = baseName(program)
  if (shells.has(base) && flag === '-c' && script !== undefined)
    return baseName(script.trim().split(/\s/)[0] ?? '') || base
  return base === '' ? 'program' : base
}

function baseName(path: string): string {
  const base = path.slice(path.lastIndexOf('/') + 1).replace(/\.\w+$/, '')
  return base
    .replaceAll(/[^\w-]/g, '-')
    .replace(/^[^A-Za-z]+/, '')
    .replace(/-+$/, '')
}
