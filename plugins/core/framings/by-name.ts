import * as z from 'zod'

/** A framing that is just its name: `framing: crlf`. */
export const byName = () => z.strictObject({}).nullish()
