/** Masks that come with the language: the transcript knows what each of them renames. */
export const builtInMasks = [
  'iso-time',
  'http-date',
  'uuid',
  'duration',
  'size',
  'path',
  'address',
  'fingerprint',
] as const
export type BuiltInMask = (typeof builtInMasks)[number]
