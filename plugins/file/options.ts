import * as z from 'zod'

export const fileOptions = z
  .strictObject({
    path: z.string().min(1).describe('the file; from the scenario’s folder unless it is absolute'),
    missing: z.enum(['wait', 'ok']).default('wait').describe('whether start waits until the file is there'),
    from: z.enum(['start', 'end']).default('start').describe('whether its existing content is received'),
  })
  .meta({ examples: ['${tmp}/server.log'] })

export type FileOptions = z.output<typeof fileOptions>
