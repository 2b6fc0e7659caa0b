/** Whether a lane is the named one, or one of its connections or instances. */
export const isOnLane = (lane: string, name: string): boolean => lane === name || lane.startsWith(`${name}#`)
