const day = 24 * 60 * 60

/**
 * The clock time `HH:MM:SS` of a row: the recording's start (`2026-11-22 18:25:37 UTC`) and the row's seconds. When the start
 * cannot be read, the time since the start.
 */
export function clockOf(recorded: string): (seconds: number) => string {
  const start = /(\d\d):(\d\d):(\d\d)/.exec(recorded)
  const offset = start === null ? 0 : Number(start[1]) * 3600 + Number(start[2]) * 60 + Number(start[3])
  let [last, shown] = [-1, '']
  return (seconds) => {
    if (seconds !== last) [last, shown] = [seconds, format((offset + seconds) % day)]
    return shown
  }
}

const format = (seconds: number): string =>
  [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60]
    .map((part) => String(part).padStart(2, '0'))
    .join(':')
