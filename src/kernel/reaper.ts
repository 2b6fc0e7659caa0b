import type { ChildProcess } from 'node:child_process'
import type { Socket } from 'node:net'
import { spawnInSession } from './index.ts'

/** Cleans up for a runner that could not: killed with SIGKILL, it leaves neither processes nor folders behind. */
export interface Reaper {
  /** From now on this process group is killed when the runner dies, with all that bears its mark (see kernel/tag.ts). */
  addGroup(pid: number, tag?: string): void
  removeGroup(pid: number): void
  /** From now on this file or folder is removed when the runner dies. */
  addPath(path: string): void
  removePath(path: string): void
  /** Lets the reaper go; what is still on its list is cleaned up at once. */
  close(): void
}

// It holds the other end of a pipe and reads what to look after; the pipe's end is the runner's death, however it came.
// What bears a tag may fork while it is looked for, and stays readable as a zombie: some turns are enough.
const script = `trap '' INT TERM HUP QUIT
nl='
'
groups=' ' marks=' ' paths=$nl
while IFS= read -r line; do
  what=\${line#* }
  case $line in
    'group '*) groups="$groups$what " ;;
    'ungroup '*) case "$groups" in *" $what "*) groups="\${groups%%" $what "*} \${groups#*" $what "}" ;; esac ;;
    'mark '*) marks="$marks$what " ;;
    'unmark '*) case "$marks" in *" $what "*) marks="\${marks%%" $what "*} \${marks#*" $what "}" ;; esac ;;
    'path '*) paths="$paths$what$nl" ;;
    'unpath '*) case "$paths" in *"$nl$what$nl"*) paths="\${paths%%"$nl$what$nl"*}$nl\${paths#*"$nl$what$nl"}" ;; esac ;;
  esac
done
for group in $groups; do kill -KILL "-$group"; done
set -- $marks
for turn in 1 2 3 4 5; do
  [ $# -gt 0 ] || break
  found=$(IFS='|'; grep -Els "^Max file locks +($*) " /proc/[0-9]*/limits)
  [ -n "$found" ] || break
  for file in $found; do pid=\${file#/proc/}; kill -KILL "\${pid%/limits}"; done
done
IFS=$nl
set -f
for path in $paths; do rm -rf -- "$path" || { sleep 0.1; rm -rf -- "$path"; }; done`

/**
 * One for each run of the command line. The process behind it starts with the first thing to look after, in a session of its own so
 * that Ctrl-C does not reach it, and never keeps the runner alive. Where there is no /bin/sh it does nothing.
 */
export function guard(): Reaper {
  let child: ChildProcess | undefined
  let closed = false
  const tags = new Map<number, string>()
  const write = (line: string): void => {
    if (closed) return
    child ??= begin()
    child.stdin?.write(`${line}\n`)
  }
  return {
    addGroup(pid, tag) {
      if (tag !== undefined) tags.set(pid, tag)
      write(tag === undefined ? `group ${pid}` : `group ${pid}\nmark ${tag}`)
    },
    removeGroup(pid) {
      const tag = tags.get(pid)
      tags.delete(pid)
      write(tag === undefined ? `ungroup ${pid}` : `ungroup ${pid}\nunmark ${tag}`)
    },
    addPath: (path) => {
      if (!path.includes('\n')) write(`path ${path}`)
    },
    removePath: (path) => write(`unpath ${path}`),
    close: () => {
      closed = true
      child?.stdin?.end()
    },
  }
}

function begin(): ChildProcess {
  const child = spawnInSession('/bin/sh', ['-c', script], { cwd: '/', stdio: ['pipe', 'ignore', 'ignore'] })
  child.on('error', () => {})
  child.stdin?.on('error', () => {})
  child.unref()
  ;(child.stdin as Socket | null)?.unref()
  return child
}
