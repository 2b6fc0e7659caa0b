/** Masks that come with the language: the transcript knows what each of them renames. */
export const builtInMasks = ['iso-time', 'uuid', 'duration', 'path'] as const
export type BuiltInMask = (typeof builtInMasks)[number]
