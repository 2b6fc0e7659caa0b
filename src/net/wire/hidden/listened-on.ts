import { listeners, type Listening } from '../../../kernel/listening.ts'

/** A proxy that refuses, and a server that is closed, do not listen; where the system does not show it, they do. */
export const isListenedOn = (place: Listening): boolean => listeners(place)?.length !== 0
