import type { Row } from '../model/transcript.ts'

/** What two rows of one lane have in common that are the same: their times do not count. */
export const rowKey = ({ mark, text }: Pick<Row, 'mark' | 'text'>): string => `${mark} ${text}`
