type Store = Record<string, unknown>

/**
 * Runs a loader while `Reflect` has the three metadata functions that tsyringe (inside @peculiar/x509) insists on while it is
 * loaded, and takes them away again. If the real reflect-metadata is loaded, it stays.
 */
export async function withMetadata<T>(load: () => Promise<T>): Promise<T> {
  const reflect = Reflect as unknown as Store
  if (reflect.getMetadata !== undefined) return load()
  const kept = new WeakMap<object, Map<unknown, unknown>>()
  const own = (key: unknown, target: object) => kept.get(target)?.get(key)
  const ours: Store = {
    getOwnMetadata: own,
    getMetadata(key: unknown, target: object) {
      for (let each: object | null = target; each !== null; each = Object.getPrototypeOf(each)) {
        if (kept.get(each)?.has(key) === true) return own(key, each)
      }
      return undefined
    },
    defineMetadata(key: unknown, value: unknown, target: object) {
      const table = kept.get(target) ?? new Map<unknown, unknown>()
      kept.set(target, table.set(key, value))
    },
  }
  Object.assign(reflect, ours)
  try {
    return await load()
  } finally {
    for (const name of Object.keys(ours)) if (reflect[name] === ours[name]) delete reflect[name]
  }
}
