/** An ISO 8601 time in UTC, as transcripts have it: `2026-11-22 18:25:37 UTC`. */
export const recordedAt = (iso: string): string => `${iso.slice(0, 10)} ${iso.slice(11, 19)} UTC`

/** The time of a transcript in ISO 8601 again: `2026-11-22T18:25:37Z`. */
export const isoOf = (recorded: string): string => recorded.replace(' UTC', 'Z').replace(' ', 'T')
