import { z } from '../../../src/plugin.ts'

/** A framing that is just its name: `framing: crlf`. */
export const byName = () => z.strictObject({}).nullish()
