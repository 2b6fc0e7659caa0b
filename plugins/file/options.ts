import * as z from 'zod'

export const fileOptions = z
  .strictObject({
    path: z.string().min(1).describe('the file; from the scenario’s folder unless it is absolute'),
    missing: z.enum(['wait', 'ok']).default('wait').describe('whether start waits until the file is there'),
    from: z.enum(['start', 'end']).default('start').describe('whether what stands in it already is heard'),
  })
  .meta({ examples: ['${tmp}/server.log'] })

export type FileOptions = z.output<typeof fileOptions>
