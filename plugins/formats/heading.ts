import type { Transcript } from '../../src/plugin.ts'
import { escaped } from './units.ts'

/** Title and description of a picture, for screen readers and tooltips. */
export const headingOf = ({ title, source, recorded }: Pick<Transcript, 'title' | 'source' | 'recorded'>): string =>
  `<title>${escaped(title)}</title>\n<desc>${escaped(`${source}, recorded ${recorded}`)}</desc>\n`
